// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { z } from 'zod'

const flag = z
  .enum(['0', '1'])
  .default('0')
  .transform((text) => text === '1')

/** Every setting Muster reads from its environment. docs/operator-guide.md lists the same. */
const Environment = z.object({
  MUSTER_HOST: z.string().min(1).default('127.0.0.1').describe('Address to listen on'),
  MUSTER_PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .default(8780)
    .describe('Port to listen on; 0 takes a free one'),
  MUSTER_DATA: z.string().min(1).default('./data').describe('Directory for the database, the press journal and logs'),
  DATABASE_URL: z
    .string()
    .startsWith('postgres')
    .optional()
    .describe('An own PostgreSQL 15 or later instead of the embedded one'),
  MUSTER_DEMO: flag.describe('1: demo mode, "sign in as …", loopback only'),
  MUSTER_AGENCY: z.string().min(1).max(120).default('Muster').describe('Name of the agency, shown on every page'),
  MUSTER_BASEMAP: z.string().optional().describe('Own basemap, a .pmtiles file in the Protomaps schema'),
  MUSTER_ORIGIN: z
    .url()
    .optional()
    .describe('Public address of the console when it stands behind a proxy, e.g. https://muster.example'),
  MUSTER_TLS_CERT: z.string().optional().describe('Certificate chain, PEM file'),
  MUSTER_TLS_KEY: z.string().optional().describe('Private key, PEM file'),
  MUSTER_TLS: z
    .enum(['off', 'own-ca'])
    .default('off')
    .describe('own-ca: make a small certificate authority and a certificate in MUSTER_DATA/tls'),
  MUSTER_ADMIN: z
    .string()
    .max(120)
    .optional()
    .describe('Username of the break-glass administrator; made at the first start that names it'),
  MUSTER_ADMIN_PASSWORD_FILE: z.string().optional().describe('First start: file that holds its password'),
  MUSTER_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info').describe('How much the log says'),
  MUSTER_PARENT_PIPE: flag.describe('1: stop when standard input closes (set by npm start)'),
})

export interface Config {
  readonly host: string
  readonly port: number
  readonly dataDir: string
  readonly databaseUrl: string | null
  readonly demo: boolean
  readonly agency: string
  readonly basemap: string | null
  readonly origin: string | null
  readonly tls:
    | { readonly kind: 'off' | 'own-ca' }
    | { readonly kind: 'files'; readonly cert: string; readonly key: string }
  readonly admin: { readonly username: string; readonly passwordFile: string } | null
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error'
  readonly parentPipe: boolean
}

/** A setting that makes no sense: the message names it and says what would. */
export class ConfigFault extends Error {
  override readonly name = 'ConfigFault'
}

export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = Environment.safeParse(set)
  if (!parsed.success) {
    const first = parsed.error.issues[0]
    throw new ConfigFault(`${first?.path.join('.') ?? 'environment'}: ${first?.message ?? 'not valid'}`)
  }
  const e = parsed.data
  if (e.MUSTER_DEMO && !isLoopback(e.MUSTER_HOST))
    throw new ConfigFault(
      `MUSTER_DEMO=1 lets anybody sign in as anybody, so MUSTER_HOST must be 127.0.0.1, not ${e.MUSTER_HOST}`,
    )
  if ((e.MUSTER_TLS_CERT === undefined) !== (e.MUSTER_TLS_KEY === undefined))
    throw new ConfigFault('MUSTER_TLS_CERT and MUSTER_TLS_KEY belong together: set both or neither')
  if ((e.MUSTER_ADMIN === undefined) !== (e.MUSTER_ADMIN_PASSWORD_FILE === undefined))
    throw new ConfigFault('MUSTER_ADMIN and MUSTER_ADMIN_PASSWORD_FILE belong together: set both or neither')
  return {
    host: e.MUSTER_HOST,
    port: e.MUSTER_PORT,
    dataDir: resolve(e.MUSTER_DATA),
    databaseUrl: e.DATABASE_URL ?? null,
    demo: e.MUSTER_DEMO,
    agency: e.MUSTER_AGENCY,
    basemap: e.MUSTER_BASEMAP ?? null,
    origin: e.MUSTER_ORIGIN ?? null,
    tls:
      e.MUSTER_TLS_CERT !== undefined && e.MUSTER_TLS_KEY !== undefined
        ? { kind: 'files', cert: e.MUSTER_TLS_CERT, key: e.MUSTER_TLS_KEY }
        : { kind: e.MUSTER_TLS },
    admin:
      e.MUSTER_ADMIN !== undefined && e.MUSTER_ADMIN_PASSWORD_FILE !== undefined
        ? { username: e.MUSTER_ADMIN, passwordFile: e.MUSTER_ADMIN_PASSWORD_FILE }
        : null,
    logLevel: e.MUSTER_LOG_LEVEL,
    parentPipe: e.MUSTER_PARENT_PIPE,
  }
}

/** The documented list, from the schema itself. */
export function settings(): readonly { readonly name: string; readonly meaning: string }[] {
  return Object.entries(Environment.shape).map(([name, schema]) => ({ name, meaning: schema.description ?? '' }))
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host)
}

export function readSecretFile(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    throw new ConfigFault(`MUSTER_ADMIN_PASSWORD_FILE: ${path} cannot be read`)
  }
}
