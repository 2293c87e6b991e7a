// SPDX-License-Identifier: Apache-2.0
import { emergencyStatus, type StatusCode, statusNames } from '@muster/contract/status-codes'
import { useState } from 'react'
import { useAct } from '../../device/use-act'
import type { Field } from '../../field'
import { texts } from '../../texts'
import { isBookedOn, type KnownDuty } from './duty-feed'
import styles from './duty.module.css'

const t = texts.status

interface Props {
  readonly field: Field
  readonly known: KnownDuty | null
  readonly current: boolean
}

/** Code 0 is not among them: it is the emergency control below, which is held and not tapped. */
const codes = statusNames.map((name, code) => ({ name, code })).filter(({ code }) => code !== emergencyStatus)

export function StatusGrid({ field, known, current }: Props) {
  const { working, fault, setFault, run } = useAct()
  const [said, setSaid] = useState<string | null>(null)
  const on = isBookedOn(known)
  const chosen = on && current ? known?.value.booking?.status : undefined
  const send = (code: StatusCode, name: string) => {
    setSaid(null)
    if (!current) return setFault(texts.duty.neededLive)
    if (!on) return setFault(t.needsDuty)
    return void run(async () => {
      const warning = await field.duty.setStatus(code)
      setSaid(warning ?? t.sent(name))
    })
  }
  return (
    <section className="card" aria-labelledby="status-title">
      <h2 id="status-title">{t.title}</h2>
      <p role="status">{said}</p>
      {fault !== null && (
        <p role="alert" className="fault">
          {fault}
        </p>
      )}
      <div className={styles.grid}>
        {codes.map(({ name, code }) => (
          <button
            key={code}
            type="button"
            className={styles.code}
            aria-pressed={chosen === code}
            disabled={working}
            onClick={() => send(code, name)}
          >
            <span className={styles.number}>{code}</span>
            <span>{name}</span>
          </button>
        ))}
      </div>
    </section>
  )
}
