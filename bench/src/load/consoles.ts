// SPDX-License-Identifier: Apache-2.0
import type { ServerWire } from '@muster/contract/live'
import { within } from '../machine/patience'
import type { Seen } from './crowd'
import { isOfType, type LiveSocket, openLive } from './field-sockets'
import type { ConsoleLoad, UnitLoad } from './job'
import { eachFix } from './picture-frame'

type Picture = Extract<ServerWire, { type: 'picture' }>
export type WireAlarm = Extract<ServerWire, { type: 'alarms' }>['alarms'][number]

/** Control-room consoles: each on the picture and the alarms, as the real one is. */
export interface Consoles {
  connect(): Promise<void>
  close(): void
}

interface Watch {
  readonly seen: Seen
  readonly alarm: (console: number, alarm: WireAlarm) => void
  readonly broke: (why: string) => void
}

const snapshotWaitMs = 20_000

export function openConsoles(
  url: string,
  consoles: readonly ConsoleLoad[],
  units: readonly UnitLoad[],
  { seen, alarm, broke }: Watch,
): Consoles {
  const unitById = new Map<string, number>(units.map(({ unitId }, unit) => [unitId, unit]))
  const sockets: LiveSocket[] = []
  // Numbers are the same for every viewer, so one table serves all.
  const unitByNo: number[] = []

  const learn = (picture: Picture) => {
    for (const { no, id } of picture.units) {
      const unit = unitById.get(id)
      if (unit !== undefined) unitByNo[no] = unit
    }
  }
  const open = ({ cookie }: ConsoleLoad, console: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const note = (no: number, fixAtMs: number) => {
        const unit = unitByNo[no]
        if (unit !== undefined) seen(console, unit, fixAtMs)
      }
      let hasSnapshot = false
      const frame = (bytes: Buffer) => {
        if (isOfType(bytes, 'picture')) {
          if (hasSnapshot && eachFix(bytes, note)) return
          const picture = JSON.parse(bytes.toString()) as Picture
          learn(picture)
          for (const [no, , , fixAtMs] of picture.fixes) note(no, fixAtMs)
          hasSnapshot = true
          resolve()
        } else if (isOfType(bytes, 'alarms')) {
          const { alarms } = JSON.parse(bytes.toString()) as { alarms: WireAlarm[] }
          for (const each of alarms) alarm(console, each)
        }
      }
      openLive(url, cookie, { frame, broke }).then((socket) => {
        sockets.push(socket)
        socket.send('{"type":"subscribe","topics":["picture","alarms"]}')
      }, reject)
    })
  return {
    async connect() {
      // One after the other: a room of people does not sign in within the same millisecond either.
      for (const [console, load] of consoles.entries())
        await within(snapshotWaitMs, 'the picture of a console', open(load, console))
    },
    close() {
      for (const socket of sockets) socket.close()
    },
  }
}
