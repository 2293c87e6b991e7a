// SPDX-License-Identifier: Apache-2.0
import { createContext, type ReactNode, use, useEffect, useEffectEvent, useRef, useState } from 'react'
import { type Command, commandOf } from './key-map'
import { useSingleKeys } from './single-keys'

/** Who carries out which command. The part of the page that came last has the say. */
export class CommandBoard {
  readonly #handlers = new Map<Command, (() => void)[]>()

  on(command: Command, handler: () => void): () => void {
    const handlers = this.#handlers.get(command) ?? []
    this.#handlers.set(command, [...handlers, handler])
    return () => {
      const left = (this.#handlers.get(command) ?? []).filter((each) => each !== handler)
      this.#handlers.set(command, left)
    }
  }

  /** False when nobody on this page carries it out. */
  run(command: Command): boolean {
    const handler = this.#handlers.get(command)?.at(-1)
    handler?.()
    return handler !== undefined
  }
}

const BoardContext = createContext(new CommandBoard())

/** Hears every key of the page and passes commands on. */
export function Keyboard({ children }: { children: ReactNode }): ReactNode {
  const [board] = useState(() => new CommandBoard())
  const [singleKeysOn] = useSingleKeys()
  const inDialog = useRef(false)
  const hear = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return
    const command = commandOf(
      {
        key: event.key,
        ctrlKey: event.ctrlKey,
        metaKey: event.metaKey,
        altKey: event.altKey,
        repeat: event.repeat,
        typing: isTyping(event.target),
        inDialog: inDialog.current,
      },
      singleKeysOn,
    )
    if (command !== null && board.run(command)) event.preventDefault()
  })
  useEffect(() => {
    // Before the dialog hears the key: Escape closes it, and what lies behind it must not close with it.
    const look = () => {
      inDialog.current = document.querySelector('[role="dialog"]') !== null
    }
    const listener = (event: KeyboardEvent) => hear(event)
    window.addEventListener('keydown', look, true)
    window.addEventListener('keydown', listener)
    return () => {
      window.removeEventListener('keydown', look, true)
      window.removeEventListener('keydown', listener)
    }
  }, [])
  return <BoardContext value={board}>{children}</BoardContext>
}

/** Carries out a command for as long as the component is on the page. */
export function useCommand(command: Command, handler: () => void): void {
  const board = use(BoardContext)
  const act = useEffectEvent(handler)
  useEffect(() => board.on(command, () => act()), [board, command])
}

export function useRunCommand(): (command: Command) => boolean {
  const board = use(BoardContext)
  return (command) => board.run(command)
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'submit'].includes(target.type)
  return target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
}
