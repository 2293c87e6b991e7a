// SPDX-License-Identifier: Apache-2.0
import { useCallback } from 'react'
import { useValue } from '../../device/value-store'
import type { Field } from '../../field'
import { ScreenGuard } from '../../screen-guard'
import { texts } from '../../texts'
import { AlarmPanel } from './alarm-panel'
import styles from './emergency-bar.module.css'
import { HoldButton } from './hold-button'

const t = texts.emergency

/** The two emergency controls and what became of the press. On every screen, in every state of the app. */
export function EmergencyBar({ field }: { readonly field: Field }) {
  const outbox = useValue(field.emergency.outbox)
  const fix = useValue(field.tracker.fix)
  const pressLoud = useCallback(() => field.emergency.press(false), [field])
  const pressSilent = useCallback(() => field.emergency.press(true), [field])
  const dismiss = useCallback(() => field.emergency.runner.hear({ type: 'dismissed' }), [field])
  return (
    <footer className={styles.bar}>
      <ScreenGuard>
        <AlarmPanel presses={outbox.presses} fix={fix} onDismiss={dismiss} />
      </ScreenGuard>
      <div className={styles.controls}>
        <HoldButton label={t.silent} silent onPress={pressSilent}>
          <span className={styles.silentName}>{t.silentShort}</span>
          <span className={styles.how}>{t.hold}</span>
        </HoldButton>
        <HoldButton label={t.loud} silent={false} onPress={pressLoud}>
          <span className={styles.name}>{t.loudShort}</span>
          <span className={styles.how}>{t.hold}</span>
        </HoldButton>
      </div>
    </footer>
  )
}
