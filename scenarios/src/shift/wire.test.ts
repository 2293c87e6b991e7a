// SPDX-License-Identifier: Apache-2.0
import { createPublicKey, verify } from 'node:crypto'
import { PublicKey, sessionProofText } from '@muster/contract/identity'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bases } from '../agency/lists/bases'
import { fixAt, type NoisyFix, trackOf } from '../tracks'
import { deviceKey } from './device-key'
import { osmandForms, osmandMessage } from './osmand'
import { ownTracksMessage } from './owntracks'
import { radioMessage } from './radio-gateway'

const track = trackOf({ seed: 'wire', unit: 'Cobalt 101', base: bases[2] as (typeof bases)[number] })
const anyFix = fc.integer({ min: 1_770_000_000_000, max: 1_770_090_000_000 }).map((atMs) => fixAt(track, atMs))
const phone = { user: 'cobalt-101', password: '0123456789abcdef' }

test('[SC-12] OwnTracks: JSON with Basic auth, seconds, km/h and whole degrees', () =>
  fc.assert(
    fc.property(anyFix, (fix) => {
      const { method, path, headers, body } = ownTracksMessage(phone, fix)
      expect([method, path, headers?.['x-limit-u'], headers?.['x-limit-d']]).toEqual([
        'POST',
        '/owntracks',
        'cobalt-101',
        'phone',
      ])
      expect(Buffer.from(headers?.['authorization']?.slice(6) ?? '', 'base64').toString()).toBe(
        'cobalt-101:0123456789abcdef',
      )
      const said = JSON.parse(body ?? '') as Record<string, number | string>
      expect(said).toMatchObject({
        _type: 'location',
        tst: Math.floor(fix.atMs / 1_000),
        tid: '01',
        topic: 'owntracks/cobalt-101/phone',
      })
      expect(said['lat']).toBeCloseTo(fix.lat, 6)
      expect(said['lon']).toBeCloseTo(fix.lon, 6)
      expect(Math.abs(Number(said['vel']) / 3.6 - fix.speedMps)).toBeLessThanOrEqual(0.5 / 3.6 + 1e-9)
      expect(said['acc']).toBeGreaterThanOrEqual(fix.accuracyM)
      expect(said['cog']).toBeLessThan(360)
    }),
  ))

describe('OsmAnd', () => {
  const fields = (form: 'query' | 'form', fix: NoisyFix, sos = false) => {
    const { method, path, body } = osmandMessage(form, { id: '52007919', fix, sos })
    expect(method).toBe(form === 'query' ? 'GET' : 'POST')
    return new URLSearchParams(form === 'query' ? path.split('?')[1] : body)
  }

  test('[SC-13] query and form: the same fields, speed in knots, time in seconds', () =>
    fc.assert(
      fc.property(anyFix, (fix) => {
        expect(fields('query', fix).toString()).toBe(fields('form', fix).toString())
        const said = fields('query', fix)
        expect(said.get('id')).toBe('52007919')
        expect(said.get('timestamp')).toBe(String(Math.floor(fix.atMs / 1_000)))
        expect(Number(said.get('lat'))).toBeCloseTo(fix.lat, 5)
        expect(Math.abs(Number(said.get('speed')) * 0.514444 - fix.speedMps)).toBeLessThan(0.01)
      }),
    ))

  test('[SC-13] JSON: speed in m/s, battery from 0 to 1, no heading while it stands', () =>
    fc.assert(
      fc.property(anyFix, (fix) => {
        const said = JSON.parse(osmandMessage('json', { id: '52007919', fix }).body ?? '') as {
          device_id: string
          location: {
            timestamp: string
            coords: { latitude: number; speed: number; heading: number }
            battery: { level: number }
          }
        }
        expect(said.device_id).toBe('52007919')
        expect(Date.parse(said.location.timestamp)).toBe(fix.atMs)
        expect(said.location.coords.latitude).toBe(fix.lat)
        expect(said.location.coords.speed).toBe(fix.speedMps)
        expect(said.location.coords.heading === -1).toBe(fix.speedMps === 0)
        expect(said.location.battery.level).toBeLessThanOrEqual(1)
      }),
    ))

  test('[SC-13] a press travels in every form, and only when there is one', () => {
    const fix = fixAt(track, 1_770_000_000_000)
    for (const form of osmandForms) {
      const { path, body } = osmandMessage(form, { id: '1', fix, sos: true })
      expect(`${path}${body}`).toMatch(/alarm(=|":")sos/)
      const calm = osmandMessage(form, { id: '1', fix })
      expect(`${calm.path}${calm.body}`).not.toContain('alarm')
    }
  })
})

test('[SC-14] radio: one JSON object a line, with the gateway token', () => {
  const at = '2026-01-01T00:00:00.000Z'
  const { path, headers, body } = radioMessage('secret', [
    { issi: '4100001', event: 'group', gssi: '8100101', at },
    { issi: '4100001', status: 6, at },
  ])
  expect(path).toBe('/radio')
  expect(headers?.['authorization']).toBe('Bearer secret')
  expect(
    body
      ?.trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown),
  ).toEqual([
    { issi: '4100001', event: 'group', gssi: '8100101', at },
    { issi: '4100001', status: 6, at },
  ])
})

test('[SC-21] a device proves by its key what the contract says, and the seed gives the same key again', async () => {
  const key = deviceKey('seed', 'Cobalt 101')
  expect(deviceKey('seed', 'Cobalt 101').publicKey).toEqual(key.publicKey)
  expect(deviceKey('seed', 'Cobalt 102').publicKey).not.toEqual(key.publicKey)
  expect(PublicKey.safeParse(key.publicKey).success).toBe(true)
  const signature = Buffer.from(await key.prove('nonce-1'), 'base64url')
  const asKey = createPublicKey({ key: { ...key.publicKey }, format: 'jwk' })
  const proves = (nonce: string) =>
    verify(
      'sha256',
      Buffer.from(sessionProofText(key.deviceId, nonce)),
      { key: asKey, dsaEncoding: 'ieee-p1363' },
      signature,
    )
  expect([proves('nonce-1'), proves('nonce-2')]).toEqual([true, false])
})
