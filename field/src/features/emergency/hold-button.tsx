// SPDX-License-Identifier: Apache-2.0
import { type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useMemo } from 'react'
import { useValue } from '../../device/value-store'
import styles from './hold-button.module.css'
import { HoldRunner } from './hold-runner'

interface Props {
  readonly label: string
  readonly silent: boolean
  readonly onPress: () => void
  readonly children: ReactNode
}

const holdKeys = [' ', 'Enter']

/** A control that presses when it has been held for one second, by finger, mouse, Space or Enter. */
export function HoldButton({ label, silent, onPress, children }: Props) {
  const runner = useMemo(() => new HoldRunner(onPress, silent), [onPress, silent])
  const holding = useValue(runner.holding)
  useEffect(() => () => runner.lost(), [runner])
  const pointerDown = (event: PointerEvent<HTMLButtonElement>) => {
    if (event.button !== 0) return
    // A glove slips: with the pointer captured, leaving the control does not end the hold.
    tryCapture(event)
    runner.down(`pointer-${event.pointerId}`)
  }
  const keyDown = (event: KeyboardEvent) => {
    if (!holdKeys.includes(event.key)) return
    event.preventDefault()
    if (!event.repeat) runner.down(`key-${event.key}`)
  }
  const keyUp = (event: KeyboardEvent) => {
    if (!holdKeys.includes(event.key)) return
    event.preventDefault()
    runner.up(`key-${event.key}`)
  }
  return (
    <button
      type="button"
      aria-label={label}
      className={`${styles.control} ${silent ? styles.silent : styles.loud} ${holding ? styles.holding : ''}`}
      onPointerDown={pointerDown}
      onPointerUp={(event) => runner.up(`pointer-${event.pointerId}`)}
      onPointerCancel={() => runner.lost()}
      onKeyDown={keyDown}
      onKeyUp={keyUp}
      onBlur={() => runner.lost()}
      onContextMenu={(event) => event.preventDefault()}
      onDragStart={(event) => event.preventDefault()}
    >
      <span className={styles.progress} aria-hidden="true" />
      <span className={styles.face}>{children}</span>
    </button>
  )
}

function tryCapture(event: PointerEvent<HTMLButtonElement>): void {
  try {
    event.currentTarget.setPointerCapture(event.pointerId)
  } catch {
    // A pointer that is gone already cannot be captured; the hold counts all the same.
  }
}
