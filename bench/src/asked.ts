// SPDX-License-Identifier: Apache-2.0
import { parseArgs } from 'node:util'

/** What the command line asks for. */
export interface Asked {
  readonly name: string
  readonly quick: boolean
  readonly json: string | null
  readonly profileDir: string | null
}

/** @throws Error that says what can be asked for. */
export function readAsked(args: readonly string[], names: readonly string[]): Asked {
  const options = { quick: { type: 'boolean' }, json: { type: 'string' }, profile: { type: 'string' } } as const
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true, strict: true })
  const [name, ...more] = positionals
  if (name === undefined || more.length > 0 || !names.includes(name))
    throw new Error(`Name one of: ${names.join(', ')}. Options: --quick, --json FILE, --profile FOLDER.`)
  return { name, quick: values.quick === true, json: values.json ?? null, profileDir: values.profile ?? null }
}
