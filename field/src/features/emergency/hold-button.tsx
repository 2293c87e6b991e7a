// SPDX-License-Identifier: Apache-2.0
import { type KeyboardEvent, type PointerEvent, type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import { type Hold, holdAfter, holdDueInMs, type HoldEvent, idle } from './hold-rules'
import styles from './hold-button.module.css'
import { shake } from './speech'

interface Props {
  readonly label: string
  readonly silent: boolean
  readonly onPress: () => void
  readonly children: ReactNode
}

const holdKeys = [' ', 'Enter']

/** A control that presses when it has been held for one second, by finger, mouse, Space or Enter. */
export function HoldButton({ label, silent, onPress, children }: Props) {
  const { holding, hear } = useHold(onPress, silent)
  const down = (event: PointerEvent<HTMLButtonElement>) => {
    if (event.button !== 0) return
    // A glove slips: with the pointer captured, leaving the control does not end the hold.
    tryCapture(event)
    hear({ type: 'down', by: `pointer-${event.pointerId}`, atMs: performance.now() })
  }
  const up = (event: PointerEvent) => hear({ type: 'up', by: `pointer-${event.pointerId}`, atMs: performance.now() })
  const lost = () => hear({ type: 'lost', atMs: performance.now() })
  const keyDown = (event: KeyboardEvent) => {
    if (!holdKeys.includes(event.key)) return
    event.preventDefault()
    if (!event.repeat) hear({ type: 'down', by: `key-${event.key}`, atMs: performance.now() })
  }
  const keyUp = (event: KeyboardEvent) => {
    if (!holdKeys.includes(event.key)) return
    event.preventDefault()
    hear({ type: 'up', by: `key-${event.key}`, atMs: performance.now() })
  }
  return (
    <button
      type="button"
      aria-label={label}
      className={`${styles.control} ${silent ? styles.silent : styles.loud} ${holding ? styles.holding : ''}`}
      onPointerDown={down}
      onPointerUp={up}
      onPointerCancel={lost}
      onKeyDown={keyDown}
      onKeyUp={keyUp}
      onBlur={lost}
      onContextMenu={(event) => event.preventDefault()}
      onDragStart={(event) => event.preventDefault()}
    >
      <span className={styles.progress} aria-hidden="true" />
      <span className={styles.face}>{children}</span>
    </button>
  )
}

function useHold(onPress: () => void, silent: boolean) {
  const hold = useRef<Hold>(idle)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const [holding, setHolding] = useState(false)
  const press = useRef(onPress)
  press.current = onPress
  const hear = useCallback(
    (event: HoldEvent) => {
      const was = hold.current.state
      const after = holdAfter(hold.current, event)
      hold.current = after.hold
      // The press first: whatever else fails here comes after it.
      if (after.pressed) press.current()
      clearTimeout(timer.current)
      const dueMs = holdDueInMs(after.hold, performance.now())
      if (dueMs !== null) timer.current = setTimeout(() => hear({ type: 'tick', atMs: performance.now() }), dueMs)
      setHolding(after.hold.state === 'holding')
      if (silent) return
      if (after.pressed) shake([200, 100, 200])
      else if (was !== 'holding' && after.hold.state === 'holding') shake(40)
    },
    [silent],
  )
  useEffect(() => () => clearTimeout(timer.current), [])
  return { holding, hear }
}

function tryCapture(event: PointerEvent<HTMLButtonElement>): void {
  try {
    event.currentTarget.setPointerCapture(event.pointerId)
  } catch {
    // A pointer that is gone already cannot be captured; the hold counts all the same.
  }
}
