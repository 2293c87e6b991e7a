// SPDX-License-Identifier: Apache-2.0
// @ts-check
import { mkdirSync, statSync } from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { PlainFault, root } from './plain-fault.mjs'

/**
 * What `npm start` runs with: the person's own settings, or those of a demo on this machine.
 *
 * @typedef {{ host: string, port: number, dataDir: string, isDemo: boolean, isTls: boolean }} Settings
 */

/** Where the data goes when root's PostgreSQL, which runs as another user, cannot reach the clone. */
const reachableDataDir = '/var/lib/muster'

/**
 * @param {Readonly<Record<string, string | undefined>>} env
 * @throws {PlainFault}
 * @returns {Settings}
 */
export function readSettings(env) {
  const port = Number(env['MUSTER_PORT'] || 8780)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new PlainFault(`MUSTER_PORT is "${env['MUSTER_PORT']}", which is no port. Set it to a number such as 8780.`)
  return {
    host: env['MUSTER_HOST'] || '127.0.0.1',
    port,
    dataDir: env['MUSTER_DATA'] ? path.resolve(root, env['MUSTER_DATA']) : defaultDataDir(env['DATABASE_URL'] ?? ''),
    isDemo: isOn('MUSTER_DEMO', env['MUSTER_DEMO'] || '1'),
    isTls: Boolean(env['MUSTER_TLS_CERT']) || env['MUSTER_TLS'] === 'own-ca',
  }
}

/**
 * The address that this machine reaches the server at.
 *
 * @param {Settings} settings
 */
export function ownUrl({ host, port, isTls }) {
  const reached = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host
  return `${isTls ? 'https' : 'http'}://${reached.includes(':') ? `[${reached}]` : reached}:${port}`
}

/**
 * Makes sure that the port is free, before anything slow is done; port 0 becomes a free one.
 *
 * @param {Settings} settings
 * @throws {PlainFault}
 * @returns {Promise<Settings>}
 */
export function withFreePort(settings) {
  const { host, port } = settings
  return new Promise((resolve, reject) => {
    const probe = net.createServer()
    probe.once('error', (error) => reject(portFault(host, port, 'code' in error ? String(error.code) : error.message)))
    probe.listen({ host, port, exclusive: true }, () => {
      const address = probe.address()
      const found = typeof address === 'object' && address !== null ? address.port : port
      probe.close(() => resolve({ ...settings, port: found }))
    })
  })
}

/** @param {string} host @param {number} port @param {string} code */
function portFault(host, port, code) {
  if (code === 'EADDRINUSE')
    return new PlainFault(
      `Port ${port} is in use on ${host}, perhaps by another Muster. Stop that program, ` +
        `or choose another port: MUSTER_PORT=${port + 1} npm start`,
    )
  if (code === 'EACCES')
    return new PlainFault(`This user may not listen on port ${port}. Choose one above 1023: MUSTER_PORT=8780 npm start`)
  return new PlainFault(`Muster cannot listen on ${host}, port ${port} (${code}). Check MUSTER_HOST and MUSTER_PORT.`)
}

/** @param {string} databaseUrl */
function defaultDataDir(databaseUrl) {
  const beside = path.join(root, 'data')
  if (process.getuid?.() !== 0 || databaseUrl !== '' || isOpenToOthers(beside)) return beside
  console.log(`${root} is closed to the user that PostgreSQL runs as, so the data goes to ${reachableDataDir}.`)
  mkdirSync(reachableDataDir, { recursive: true, mode: 0o711 })
  return reachableDataDir
}

/** @param {string} dir @returns {boolean} whether every folder on the way may be passed through by anybody */
function isOpenToOthers(dir) {
  const stat = statSync(dir, { throwIfNoEntry: false })
  const isOpen = stat === undefined || (stat.mode & 0o001) !== 0
  return isOpen && (path.dirname(dir) === dir || isOpenToOthers(path.dirname(dir)))
}

/** @param {string} name @param {string} value @throws {PlainFault} */
function isOn(name, value) {
  if (value !== '0' && value !== '1') throw new PlainFault(`${name} is "${value}". Set it to 1 or 0.`)
  return value === '1'
}
