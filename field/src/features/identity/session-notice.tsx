// SPDX-License-Identifier: Apache-2.0
import type { Field } from '../../field'
import { texts } from '../../texts'

const t = texts.session

/** The device's key is refused. Nothing of the officer's is shown; the emergency control stands below. */
export function LockedOut({ field }: { readonly field: Field }) {
  return (
    <section className="card">
      <h2>{t.lockedOut}</h2>
      <p>{t.lockedOutWhy}</p>
      <button type="button" className="big primary" onClick={() => void field.session.open()}>
        {t.tryAgain}
      </button>
      <button type="button" className="big" onClick={() => field.session.enrolAnew()}>
        {t.enrolAgain}
      </button>
    </section>
  )
}
