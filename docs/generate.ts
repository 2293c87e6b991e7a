// SPDX-License-Identifier: Apache-2.0
import { readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { api } from '@muster/contract/api'
import type { Endpoint } from '@muster/contract/endpoint'
import { ClientMessage, ServerMessage } from '@muster/contract/live'
import { type QuarantineReason, quarantineReasons } from '@muster/contract/location'
import { type May, permissionNames, permissions, permissionsOf, type Role, roles } from '@muster/contract/permissions'
import { refusals } from '@muster/contract/refusal'
import { statusNames } from '@muster/contract/status-codes'
import { type Config, readConfig, settings } from '@muster/server/shell/config'
import { z } from 'zod'

/**
 * Writes the parts of the documentation that the code decides: `npx tsx docs/generate.ts`. They stand between
 * `<!-- generated: NAME -->` and `<!-- end of NAME -->`; a test compares them with what the code says now.
 */
const folder = fileURLToPath(new URL('.', import.meta.url))

/** Documents that have generated parts. */
export const documents = ['operator-guide.md', 'protocols.md', 'api.md', 'permissions.md'] as const

const parts: Readonly<Record<string, () => string>> = {
  settings: settingsTable,
  'client-messages': () => messagesTable(ClientMessage.options, clientMeanings),
  'server-messages': () => messagesTable(ServerMessage.options, serverMeanings),
  'quarantine-reasons': quarantineTable,
  'status-codes': () =>
    table(
      ['code', 'meaning'],
      [...statusNames.entries()].map(([code, name]) => [`${code}`, name]),
    ),
  endpoints: endpointTables,
  refusals: () =>
    table(
      ['code', 'HTTP status'],
      Object.entries(refusals).map(([code, status]) => [tick(code), `${status}`]),
    ),
  permissions: permissionTable,
  'permissions-unused': unusedSentences,
}

export function readDocument(name: string): string {
  return readFileSync(join(folder, name), 'utf8')
}

/**
 * A document with its generated parts as the code has them now.
 *
 * @throws when it names a part that nobody makes, or a part does not end
 */
export function brought(text: string): string {
  const marks = text.match(/<!-- generated: /g)?.length ?? 0
  let found = 0
  const fresh = text.replaceAll(/<!-- generated: ([a-z-]+) -->[^]*?<!-- end of \1 -->/g, (_whole, name: string) => {
    const make = parts[name]
    if (make === undefined) throw new Error(`docs/generate.ts makes no part called ${name}`)
    found++
    return `<!-- generated: ${name} -->\n\n${make()}\n\n<!-- end of ${name} -->`
  })
  if (found !== marks) throw new Error('a generated part does not end: write <!-- end of NAME --> after it')
  return fresh
}

/** What a setting is when nobody sets it and the server is started by itself; those not named have no value. */
const defaultOf: Readonly<Record<string, (config: Config) => string>> = {
  MUSTER_HOST: ({ host }) => host,
  MUSTER_PORT: ({ port }) => `${port}`,
  MUSTER_DATA: () => './data',
  MUSTER_DEMO: ({ demo }) => (demo ? '1' : '0'),
  MUSTER_AGENCY: ({ agency }) => agency,
  MUSTER_TLS: ({ tls }) => tls.kind,
  MUSTER_LOG_LEVEL: ({ logLevel }) => logLevel,
  MUSTER_PARENT_PIPE: ({ parentPipe }) => (parentPipe ? '1' : '0'),
}

function settingsTable(): string {
  const config = readConfig({})
  return table(
    ['setting', 'meaning', 'default'],
    settings().map(({ name, meaning }) => {
      const value = defaultOf[name]?.(config)
      return [tick(name), meaning, value === undefined ? 'not set' : tick(value)]
    }),
  )
}

const clientMeanings: Record<ClientMessage['type'], string> = {
  subscribe: 'what this client wants; `resume` is the last mark it was given',
  ping: 'answered by `pong`; says that the client is alive',
  fixes: 'positions of an enrolled device; answered by `taken` once they are stored',
  talkgroup: 'which talkgroup the officer says is selected on the radio',
  press: 'a press for help; read as leniently as the one over HTTP',
}

const serverMeanings: Record<ServerMessage['type'], string> = {
  hello: 'first message; `boot` changes with each start of the server',
  picture: 'units and fixes that changed since the last one, or all of them when `full`',
  alarms: 'alarms that changed, at once; all standing ones and those closed in the last 24 hours when `full`',
  beat: 'once a second; `duty` counts what this viewer may see, null without the picture',
  own: "the signed-in officer's own duty and chain",
  pong: 'answer to `ping`',
  taken: 'answer to `fixes`: how many were stored, set aside in the quarantine, dropped because off duty',
  'press-state': 'what became of the last press of this officer; to enrolled devices only',
  refused: 'a message that was not taken, and why',
  ended: 'the session is over; the socket closes with code 4001',
}

function messagesTable(options: readonly z.ZodObject[], meanings: Readonly<Record<string, string>>): string {
  const rows = options.map((option) => {
    const shape = z.toJSONSchema(option, { io: 'input', unrepresentable: 'any' })
    const type = z.string().parse(Reflect.get(Object(shape.properties?.['type']), 'const'))
    const fields = Object.keys(shape.properties ?? {}).filter((name) => name !== 'type')
    const named = fields.map((name) => tick(shape.required?.includes(name) === true ? name : `${name}?`))
    return [tick(type), named.join(', '), meanings[type] ?? '']
  })
  return table(['type', 'fields', 'meaning'], rows)
}

const quarantineMeanings: Record<QuarantineReason, string> = {
  unreadable: 'no position could be read out of the message, or the device itself calls it invalid',
  'not-a-number': 'latitude, longitude or time is not a number',
  'out-of-range': 'not on the globe',
  'zero-zero': '0, 0: what a receiver without a fix reports',
  'in-the-future': 'more than 60 s ahead of the server',
  'too-old': 'more than 31 days old',
  'impossible-speed':
    'more than 350 m/s from the fix before, accuracy allowed for; the third in a row that agree with each other is believed',
  'unknown-device': 'no unit has this address, or its password is wrong',
}

function quarantineTable(): string {
  return table(
    ['reason', 'meaning'],
    quarantineReasons.map((reason) => [tick(reason), quarantineMeanings[reason]]),
  )
}

const mayInWords: Partial<Record<May, string>> = {
  anyone: 'anyone',
  'signed-in': 'anybody signed in',
  device: 'an enrolled device',
  gateway: 'a gateway',
}

function endpointTables(): string {
  const features = [...new Set(api.map(({ feature }) => feature))]
  return features
    .map((feature) => {
      const rows = api
        .filter((each) => each.feature === feature)
        // By address: the order of a module's exports is not the same under every loader.
        .toSorted((one, other) => compare(keyOf(one.endpoint), keyOf(other.endpoint)))
        .map(({ endpoint: { method, path, may, refuses, summary } }) => [
          `${tick(`${method} ${path}`)}`,
          summary,
          mayInWords[may] ?? tick(may),
          refuses.map(tick).join(', '),
        ])
      return `### ${feature}\n\n${table(['endpoint', 'what it does', 'who may', 'refuses with'], rows)}`
    })
    .join('\n\n')
}

function keyOf({ path, method }: Endpoint): string {
  return `${path} ${method}`
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}

function permissionTable(): string {
  const rows = permissionNames.map((name) => [
    tick(name),
    ...roles.map((role) => ((permissions[name] as readonly Role[]).includes(role) ? 'yes' : '')),
  ])
  return table(['permission', ...roles.map((role) => role.replaceAll('-', ' '))], rows)
}

function unusedSentences(): string {
  const asked = new Set<string>(api.map(({ endpoint }) => endpoint.may))
  const unasked = permissionNames.filter((name) => !asked.has(name))
  const idle = roles.filter((role) => permissionsOf([role]).size === 0)
  const list = (names: readonly string[]) => (names.length === 0 ? 'none' : names.map(tick).join(', '))
  return `- Permissions that no endpoint asks for today: ${list(unasked)}.\n- Roles that give no permission today: ${list(idle)}.`
}

function tick(text: string): string {
  return `\`${text}\``
}

/** Padded as the formatter pads, so that formatting changes nothing. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [head, ...rows].map((row) => row.map((cell) => cell.replaceAll('|', String.raw`\|`)))
  const widths = head.map((_, column) => Math.max(3, ...cells.map((row) => row[column]?.length ?? 0)))
  const line = (row: readonly string[]) => `| ${widths.map((width, at) => (row[at] ?? '').padEnd(width)).join(' | ')} |`
  const [first = [], ...others] = cells
  return [line(first), line(widths.map((width) => '-'.repeat(width))), ...others.map(line)].join('\n')
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url))
  for (const name of documents) writeFileSync(join(folder, name), brought(readDocument(name)))
