// SPDX-License-Identifier: Apache-2.0

export const commands = ['search', 'acknowledge', 'go', 'next', 'previous', 'help', 'palette', 'dismiss'] as const
export type Command = (typeof commands)[number]

/** What is known of a key press. */
export interface KeyPress {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly repeat: boolean
  /** The focus is where text is written. */
  readonly typing: boolean
  /** A dialog is open and answers its own keys, Escape among them. */
  readonly inDialog: boolean
}

const singleKeys: Readonly<Record<string, Command>> = {
  '/': 'search',
  a: 'acknowledge',
  g: 'go',
  j: 'next',
  k: 'previous',
  '?': 'help',
}
/** Holding these down goes on; holding any other key down must not act twice. */
const repeatable = new Set<Command>(['next', 'previous'])

/**
 * The command of a key press, or null. Single keys never act while somebody types, and not at all where the
 * operator has switched them off; Ctrl-K (⌘K) and Escape do. Under an open dialog only alarms are still answered.
 */
export function commandOf(press: KeyPress, singleKeysOn: boolean): Command | null {
  const command = candidate(press, singleKeysOn)
  if (press.inDialog && command !== 'acknowledge') return null
  return command !== null && press.repeat && !repeatable.has(command) ? null : command
}

function candidate(press: KeyPress, singleKeysOn: boolean): Command | null {
  const key = press.key.toLowerCase()
  if (press.altKey) return null
  if (press.ctrlKey || press.metaKey) return key === 'k' ? 'palette' : null
  if (press.key === 'Escape') return 'dismiss'
  if (press.typing || !singleKeysOn) return null
  return Object.hasOwn(singleKeys, key) ? (singleKeys[key] ?? null) : null
}
