// SPDX-License-Identifier: Apache-2.0
import type { UnitId } from '@muster/contract/ids'
import { type LiveUnit, livePath, type ServerMessage } from '@muster/contract/live'
import WebSocket from 'ws'
import type { ApiClient } from '../api-client'
import { Unanswered } from '../http-wire'
import { readServerMessage } from './live-reader'

/** The picture as a console sees it, for as long as it is watched. */
export interface PictureWatch {
  /** Units that the viewer may see, by id. */
  readonly units: ReadonlyMap<UnitId, LiveUnit>
  /** Time of the newest fix, ms. */
  lastFixAtMs(unit: LiveUnit): number | null
  readonly open: boolean
  close(): void
}

const snapshotWaitMs = 20_000

/** A picture that is opened when somebody looks, shared by all who look, and closed when told so. */
export function pictureOnDemand(signIn: () => Promise<ApiClient>): { look(): Promise<PictureWatch>; close(): void } {
  let opening: Promise<PictureWatch> | null = null
  let watch: PictureWatch | null = null
  const open = async () => {
    watch = await watchPicture(await signIn())
    return watch
  }
  return {
    look() {
      if (watch?.open === true) return Promise.resolve(watch)
      opening ??= open().finally(() => (opening = null))
      return opening
    },
    close: () => watch?.close(),
  }
}

/** Opens the live socket of a signed-in console and resolves with the first whole picture. */
export function watchPicture(api: ApiClient): Promise<PictureWatch> {
  const unitByNo = new Map<number, LiveUnit>()
  const units = new Map<UnitId, LiveUnit>()
  const fixAtByNo = new Map<number, number>()
  const url = `${api.origin.replace(/^http/, 'ws')}${livePath}`
  const socket = new WebSocket(url, {
    headers: { cookie: api.cookieHeader() },
    origin: api.origin,
    perMessageDeflate: false,
  })

  const take = (message: Extract<ServerMessage, { type: 'picture' }>) => {
    if (message.full) for (const map of [unitByNo, units, fixAtByNo]) map.clear()
    for (const unit of message.units) {
      unitByNo.set(unit.no, unit)
      units.set(unit.id, unit)
    }
    for (const no of message.gone) {
      const gone = unitByNo.get(no)
      if (gone !== undefined) units.delete(gone.id)
      unitByNo.delete(no)
      fixAtByNo.delete(no)
    }
    for (const [no, , , atMs] of message.fixes) fixAtByNo.set(no, atMs)
  }
  return new Promise((resolve, reject) => {
    const pinging = setInterval(
      () => socket.readyState === WebSocket.OPEN && socket.send(JSON.stringify({ type: 'ping', at: 0 })),
      5_000,
    )
    const late = setTimeout(() => socket.terminate(), snapshotWaitMs)
    socket.on('open', () => socket.send(JSON.stringify({ type: 'subscribe', topics: ['picture'] })))
    socket.on('message', (data) => {
      const message = readServerMessage(data)
      if (message?.type !== 'picture') return
      take(message)
      if (!message.full) return
      clearTimeout(late)
      resolve({
        units,
        lastFixAtMs: ({ no }) => fixAtByNo.get(no) ?? null,
        get open() {
          return socket.readyState === WebSocket.OPEN
        },
        close: () => socket.close(),
      })
    })
    socket.on('error', (cause) =>
      reject(new Unanswered(`no live socket at ${api.origin}: ${cause.message}`, { cause })),
    )
    socket.on('close', () => {
      clearInterval(pinging)
      clearTimeout(late)
      reject(new Unanswered('the live socket closed before it gave a picture'))
    })
  })
}
