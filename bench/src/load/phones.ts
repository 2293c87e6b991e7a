// SPDX-License-Identifier: Apache-2.0
import { type HttpWire, httpWire } from '@muster/scenarios/http-wire'
import { connectAll, type Crowd, type Stored } from './crowd'
import { isOfType, type LiveSocket, openLive } from './field-sockets'
import type { UnitLoad } from './job'
import { socketMessage, trackerMessage } from './report'

/** Connections that the trackers share; a phone's own would be as many as there are phones. */
const httpConnections = 400
/** A phone keeps so many reports that were not answered; a further one is held back, and counted. */
const unansweredLimit = 10

/** The officers' phones: field apps with a live socket each, trackers over connections that are kept open. */
export interface Phones extends Crowd {
  /** The live socket of a unit with the field app. */
  socketOf(unit: number): LiveSocket | null
  readonly wire: HttpWire
}

export function openPhones(
  url: string,
  units: readonly UnitLoad[],
  stored: Stored,
  broke: (why: string) => void,
): Phones {
  const wire = httpWire(url, { connections: httpConnections, timeoutMs: 20_000 })
  const counts = { held: 0, stored: 0, refused: 0 }
  const unanswered = new Uint8Array(units.length)
  const sockets = new Map<number, LiveSocket>()

  const settle = (unit: number, fixAtMs: number, isStored: boolean) => {
    unanswered[unit] = (unanswered[unit] ?? 1) - 1
    if (isStored) {
      counts.stored += 1
      stored(unit, fixAtMs)
    } else counts.refused += 1
  }
  const connect = async ({ via }: UnitLoad, unit: number) => {
    if (via.kind !== 'field-app') return
    const socket = await openLive(url, via.cookie, { frame: (bytes) => hear(bytes, unit), broke })
    sockets.set(unit, socket)
    socket.send('{"type":"subscribe","topics":["own"]}')
    socket.send(JSON.stringify({ type: 'talkgroup', id: 0, gssi: via.gssi }))
  }
  const hear = (bytes: Buffer, unit: number) => {
    const taken = isOfType(bytes, 'taken')
    if (!taken && !isOfType(bytes, 'refused')) return
    const { id, stored: count = 0 } = JSON.parse(bytes.toString()) as { id: number | null; stored?: number }
    // Number 0 was the talkgroup; fixes are numbered by their time.
    if (id !== null && id > 0) settle(unit, id * 1_000, taken && count === 1)
  }
  return {
    counts,
    unanswered: () => unanswered.reduce((sum, count) => sum + count, 0),
    wire,
    socketOf: (unit) => sockets.get(unit) ?? null,
    connect: async () => void (await connectAll(units, connect)),
    report(unit, fixAtMs) {
      const load = units[unit] as UnitLoad
      if ((unanswered[unit] ?? 0) >= unansweredLimit) {
        counts.held += 1
        return
      }
      unanswered[unit] = (unanswered[unit] ?? 0) + 1
      const socket = sockets.get(unit)
      if (socket !== undefined) socket.send(socketMessage(unit, load.base, fixAtMs))
      else
        void wire.send(trackerMessage(load, unit, fixAtMs)).then(
          ({ status }) => settle(unit, fixAtMs, status >= 200 && status < 300),
          () => settle(unit, fixAtMs, false),
        )
    },
    close() {
      for (const socket of sockets.values()) socket.close()
      wire.close()
    },
  }
}
