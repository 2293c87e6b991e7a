// SPDX-License-Identifier: Apache-2.0
import type { Booking, Chain, LinkState } from '@muster/contract/duty'
import { useValue } from '../../device/value-store'
import type { Field } from '../../field'
import { texts } from '../../texts'
import styles from './chain.module.css'
import { chainView, type LinkView, type MendAct } from './chain-rules'

const t = texts.chain
const shapes: Record<LinkState, string> = { proved: '✔', missing: '✖', unknown: '?' }

interface Props {
  readonly field: Field
  readonly chain: Chain
  readonly current: boolean
  readonly booking: Booking | null
  readonly onTest: () => void
}

/** Every link from issue to position: proved, missing or unknown, and the one act that mends it. */
export function ChainCard({ field, chain, current, booking, onTest }: Props) {
  const tracking = useValue(field.tracker.state)
  const positionAllowed = tracking === 'on' || tracking === 'waiting'
  const view = chainView(chain, {
    current,
    bookedOn: booking !== null,
    talkgroupSet: booking === null || booking.talkgroupId !== null,
    positionAllowed,
  })
  const acts: Record<MendAct, () => void> = {
    'book-on': () => focusOn('duty-title'),
    'choose-talkgroup': () => focusOn('talkgroup'),
    'allow-position': () => field.tracker.askAgain(),
    'test-radio': onTest,
  }
  const state = view.readiness ?? 'unknown'
  return (
    <section className="card" aria-labelledby="chain-title">
      <h2 id="chain-title">{t.title}</h2>
      <p className={`${styles.readiness} ${styles[state]}`}>
        <span>{view.readiness === null ? t.unknown : t.readiness[view.readiness]}</span>
        <span className={styles.count}>{t.proved(view.proved, view.links.length)}</span>
      </p>
      <ul className={styles.links}>
        {view.links.map((link) => (
          <LinkRow key={link.link} view={link} acts={acts} />
        ))}
      </ul>
    </section>
  )
}

function LinkRow({ view, acts }: { readonly view: LinkView; readonly acts: Record<MendAct, () => void> }) {
  const { act } = view
  return (
    <li className={`${styles.link} ${styles[view.state]}`}>
      <p className={styles.name}>
        <span className={styles.shape} aria-hidden="true">
          {shapes[view.state]}
        </span>
        <strong>{t.links[view.link]}</strong>
        <span className={styles.state}>{t.states[view.state]}</span>
      </p>
      {view.state !== 'proved' && <p className={styles.known}>{view.mend ?? view.known}</p>}
      {act !== null && (
        <button type="button" className="big" onClick={acts[act]}>
          {t.acts[act]}
        </button>
      )}
    </li>
  )
}

/** Brings the officer to what mends the link. */
function focusOn(id: string): void {
  const element = document.getElementById(id)
  element?.scrollIntoView({ block: 'center' })
  element?.focus()
}
