// SPDX-License-Identifier: Apache-2.0
import { Refused } from '@muster/contract/refusal'
import type { RawReply, RawRequest } from '../../shell/http/route'
import { printable } from '../../shell/printable'
import type { House } from '../../shell/house'
import { pressFromFix, type Emergency } from '../../features/emergency/index'
import type { Directory } from '../../features/identity/index'
import type { Location } from '../../features/location/index'
import { decodeOwnTracks } from './decode'

const bodyLimitBytes = 16 * 1024
const taken: RawReply = { status: 200, body: '[]' }
const unknownTracker: RawReply = {
  status: 401,
  body: '{"code":"unknown-device","detail":"Check user and password of this tracker."}',
}

/**
 * OwnTracks over HTTP [AD-1 … AD-3, AD-8]: POST /owntracks with Basic auth, user = the tracker's address, password =
 * its secret. Any 2xx means accepted, anything else makes the app post again later.
 */
export function addOwnTracks({ routes }: House, directory: Directory, location: Location, emergency: Emergency): void {
  routes.raw({
    name: 'owntracks',
    methods: ['POST'],
    path: '/owntracks',
    bodyLimitBytes,
    // What is too large will be so again: a known tracker is told that it was taken, or it would never go on.
    tooLarge: (request) => take(request, 'larger than 16 KiB'),
    handle: (request) => take(request, null),
  })

  async function take(request: RawRequest, tooLarge: string | null): Promise<RawReply> {
    const login = basicAuth(request.headers['authorization'])
    const known = login !== null && directory.isSecretOf('owntracks', login.user, login.password)
    const unit = known ? directory.unitAt('owntracks', login.user) : null
    if (request.body.length === 0 && tooLarge === null) return unit === null ? unknownTracker : taken
    const raw = request.body.toString('utf8')
    const message = decodeOwnTracks(raw)
    const address = login?.user ?? request.from
    if (message.pressed) await press(message, unit, address, request)
    if (message.kind === 'other' && unit !== null) return taken
    try {
      await location.take({
        unit,
        source: 'owntracks',
        address,
        fix: message.kind === 'fix' ? message.fix : null,
        raw: () => raw,
        from: request.from,
        claims: login === null ? null : directory.unitAt('owntracks', login.user),
        ...(message.kind === 'unreadable' ? { unreadable: tooLarge ?? message.detail } : {}),
      })
      return unit === null ? unknownTracker : taken
    } catch (error) {
      if (error instanceof Refused)
        return { status: 503, body: JSON.stringify({ code: error.code, detail: error.message }) }
      throw error
    }
  }

  async function press(
    message: ReturnType<typeof decodeOwnTracks>,
    unit: ReturnType<Directory['unit']>,
    address: string,
    request: RawRequest,
  ) {
    await emergency.press({
      read: pressFromFix(message.kind === 'fix' ? message.fix : null),
      unit,
      trust: unit === null ? 'unverified' : 'signed-in',
      source: 'owntracks',
      address: unit === null ? request.from : address,
      label: `OwnTracks ${printable(address)}`,
    })
  }
}

function basicAuth(header: string | string[] | undefined): { user: string; password: string } | null {
  if (typeof header !== 'string' || !header.startsWith('Basic ')) return null
  const text = Buffer.from(header.slice('Basic '.length), 'base64').toString('utf8')
  const at = text.indexOf(':')
  return at < 1 ? null : { user: text.slice(0, at), password: text.slice(at + 1) }
}
