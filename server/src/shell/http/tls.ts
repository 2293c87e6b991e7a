// SPDX-License-Identifier: Apache-2.0
import 'reflect-metadata'
import { webcrypto } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import * as x509 from '@peculiar/x509'
import { ConfigFault, type Config } from '../config'

export interface TlsFiles {
  readonly cert: string
  readonly key: string
}

const dayMs = 86_400_000
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const

/** Certificate and key to serve with: the operator's files, or our own small certificate authority's. */
export async function openTls(config: Config, nowMs: number): Promise<TlsFiles | null> {
  if (config.tls.kind === 'off') return null
  if (config.tls.kind === 'files')
    return { cert: readPem(config.tls.cert, 'MUSTER_TLS_CERT'), key: readPem(config.tls.key, 'MUSTER_TLS_KEY') }
  return ownCertificate(join(config.dataDir, 'tls'), config.host, nowMs)
}

function readPem(path: string, setting: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    throw new ConfigFault(`${setting}: ${path} cannot be read`)
  }
}

/** Phones trust ca.pem once; the server's own certificate is made anew a month before it ends. */
async function ownCertificate(dir: string, host: string, nowMs: number): Promise<TlsFiles> {
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const ca = await openAuthority(dir, nowMs)
  const paths = { cert: join(dir, 'server.pem'), key: join(dir, 'server-key.pem') }
  if (existsSync(paths.cert) && existsSync(paths.key)) {
    const kept = new x509.X509Certificate(readFileSync(paths.cert, 'utf8'))
    if (kept.notAfter.getTime() - nowMs > 30 * dayMs)
      return { cert: readFileSync(paths.cert, 'utf8'), key: readFileSync(paths.key, 'utf8') }
  }
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const names = [...new Set(['localhost', hostname(), host])]
  const certificate = await x509.X509CertificateGenerator.create({
    subject: `CN=${hostname()}`,
    issuer: ca.certificate.subject,
    notBefore: new Date(nowMs - dayMs),
    notAfter: new Date(nowMs + 365 * dayMs),
    signingKey: ca.keys.privateKey,
    publicKey: keys.publicKey,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.SubjectAlternativeNameExtension([
        ...names.map((value) => ({ type: /^[\d.]+$|:/.test(value) ? ('ip' as const) : ('dns' as const), value })),
        { type: 'ip', value: '127.0.0.1' },
      ]),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
    ],
  })
  const files = { cert: certificate.toString('pem'), key: await privatePem(keys.privateKey) }
  writeFileSync(paths.key, files.key, { mode: 0o600 })
  writeFileSync(paths.cert, files.cert)
  return files
}

async function openAuthority(dir: string, nowMs: number) {
  const paths = { cert: join(dir, 'ca.pem'), key: join(dir, 'ca-key.pem') }
  if (existsSync(paths.cert) && existsSync(paths.key)) {
    const der = x509.PemConverter.decodeFirst(readFileSync(paths.key, 'utf8'))
    const privateKey = await webcrypto.subtle.importKey('pkcs8', der, algorithm, false, ['sign'])
    return { certificate: new x509.X509Certificate(readFileSync(paths.cert, 'utf8')), keys: { privateKey } }
  }
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: `CN=Muster on ${hostname()}`,
    notBefore: new Date(nowMs - dayMs),
    notAfter: new Date(nowMs + 3650 * dayMs),
    keys,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
    ],
  })
  writeFileSync(paths.key, await privatePem(keys.privateKey), { mode: 0o600 })
  writeFileSync(paths.cert, certificate.toString('pem'))
  return { certificate, keys }
}

async function privatePem(key: webcrypto.CryptoKey): Promise<string> {
  return x509.PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY')
}
