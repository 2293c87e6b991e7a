// SPDX-License-Identifier: Apache-2.0
import type { FixMessage } from '@muster/contract/live'
import { msToClock } from '../../device/times'
import type { QueuedPress } from '../../outbox/outbox-rules'
import { texts } from '../../texts'
import styles from './alarm-panel.module.css'
import { type AlarmView, alarmView, type PressStage } from './alarm-rules'
import { PlaceCard } from './place-card'

interface Props {
  readonly presses: readonly QueuedPress[]
  readonly fix: FixMessage | null
  readonly onDismiss: () => void
}

const t = texts.emergency

/** A shape for each state, beside its words and its colour. */
const shapes: Record<PressStage, string> = {
  sending: '…',
  'not-delivered': '✖',
  received: '✔',
  acknowledged: '✔✔',
  closed: '■',
}

/** What became of the officer's press. A silent one is told quietly: no colour, nothing read aloud. */
export function AlarmPanel({ presses, fix, onDismiss }: Props) {
  const view = alarmView(presses)
  const undelivered = view !== null && (view.stage === 'not-delivered' || view.newest === 'not-delivered')
  const quiet = view?.silent === true
  return (
    <section className={view === null ? styles.none : `${styles.panel} ${quiet ? styles.quiet : styles[view.stage]}`}>
      {/* Always there, so that a change inside it is announced. */}
      <div role="status" aria-label={t.region} aria-live={quiet ? 'off' : 'assertive'} className={styles.said}>
        {view !== null && <Said view={view} />}
      </div>
      {undelivered && <PlaceCard fix={fix} quiet={quiet} />}
      {view?.stage === 'closed' && (
        <button type="button" className="big" onClick={onDismiss}>
          {t.dismiss}
        </button>
      )}
    </section>
  )
}

function Said({ view }: { readonly view: AlarmView }) {
  const lines = linesOf(view)
  return (
    <>
      <p className={styles.state}>
        <span className={styles.shape} aria-hidden="true">
          {shapes[view.stage]}
        </span>
        <span>{headline(view)}</span>
      </p>
      {lines.map((line) => (
        <p key={line} className={styles.line}>
          {line}
        </p>
      ))}
    </>
  )
}

function headline({ stage, atMs }: AlarmView): string {
  const at = atMs === null ? '' : msToClock(atMs)
  if (stage === 'sending') return t.sending
  if (stage === 'not-delivered') return t.notDelivered
  return t[stage](at)
}

function linesOf(view: AlarmView): string[] {
  return [
    ...(view.stage === 'sending' ? [t.sendingNow] : []),
    ...(view.stage === 'not-delivered' ? [t.notDeliveredWhy] : []),
    ...(view.newest === 'sending' ? [t.newestSending] : []),
    ...(view.newest === 'not-delivered' ? [t.newestNotDelivered] : []),
    ...(view.presses > 1 && view.stage !== 'closed' ? [t.presses(view.presses)] : []),
  ]
}
