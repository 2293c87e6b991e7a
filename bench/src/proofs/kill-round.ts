// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises'
import { ListAlarms, Press } from '@muster/contract/emergency'
import { newId, type PressId } from '@muster/contract/ids'
import { instantToText } from '@muster/contract/instant'
import { apiClient } from '@muster/scenarios/api-client'
import { type HttpWire, httpWire } from '@muster/scenarios/http-wire'
import { phoneAddress } from '@muster/scenarios/shift/phone-address'
import { isOfType, openLive } from '../load/field-sockets'
import type { UnitLoad } from '../load/job'
import { within } from '../machine/patience'
import { openRecords } from '../muster/records'
import { type MusterServer, startMuster } from '../muster/server'
import type { Shift } from '../muster/shift'
import { type Moment, momentOf } from './moment'

interface Round {
  readonly dataDir: string
  readonly port: number
  readonly shift: Shift
  readonly round: number
  readonly presses: number
}

export interface RoundFound {
  readonly stage: string
  readonly pressed: number
  /** Shown on the console, or answered to the device, before the kill. */
  readonly promised: number
  /** Shown, and not yet answered. */
  readonly between: number
  /** Promised, and not standing after the restart, before anybody pressed again. */
  readonly lost: number
  /** Not standing although pressed again. */
  readonly missing: number
  readonly doubled: number
  readonly backMs: number
}

/** A device keeps its press, and its id, until it is answered: so it can press again. */
interface Device {
  readonly pressId: PressId
  readonly cookie: string | null
  readonly from: { readonly from?: string }
}

const settleMs = 1_500
const looks = 20
const lookEveryMs = 250
const strangersFrom = 20_000

export async function killRound({ dataDir, port, shift, round, presses }: Round): Promise<RoundFound> {
  const moment = momentOf(round)
  const server = await startMuster({ dataDir, port })
  const devices = devicesFor(server.url, shift.units, round, presses)
  let told: Told
  try {
    told = await pressAndKill(server, shift, devices, moment)
  } finally {
    await server.kill()
  }
  const again = await startMuster({ dataDir, port })
  try {
    const ids = devices.map(({ pressId }) => pressId)
    const promised = ids.filter((id) => told.shown.has(id) || told.answered.has(id))
    const lost = await lostOf(promised, again.url, shift)
    await Promise.all(devices.map((device) => pressAgain(again.url, device)))
    await sleep(settleMs)
    const counts = await countsOf(dataDir, ids)
    return {
      stage: moment.kind === 'after' ? `${moment.ms} ms after the presses` : `as soon as one was ${moment.kind}`,
      pressed: devices.length,
      promised: promised.length,
      between: ids.filter((id) => told.shown.has(id) && !told.answered.has(id)).length,
      lost,
      missing: counts.filter(({ standing: alarms }) => alarms === 0).length,
      doubled: counts.filter(({ records, standing: alarms }) => records > 1 || alarms > 1).length,
      backMs: again.startMs,
    }
  } finally {
    await again.stop()
  }
}

interface Told {
  /** Ids of presses that a console was shown, and those whose device was answered, before the server died. */
  readonly shown: ReadonlySet<string>
  readonly answered: ReadonlySet<string>
}

/** All press at once; the server is killed at its moment, however far each press has come. */
async function pressAndKill(
  server: MusterServer,
  shift: Shift,
  devices: readonly Device[],
  moment: Moment,
): Promise<Told> {
  const shown = new Set<string>()
  const answered = new Set<string>()
  const ids = new Set<string>(devices.map(({ pressId }) => pressId))
  let reached: () => void = () => undefined
  const killTime = new Promise<void>((resolve) => (reached = resolve))
  const frame = (bytes: Buffer) => {
    if (!isOfType(bytes, 'alarms')) return
    const { alarms } = JSON.parse(bytes.toString()) as { alarms: { id: string }[] }
    for (const { id } of alarms) if (ids.has(id)) shown.add(id)
    if (moment.kind === 'shown' && shown.size > 0) reached()
  }
  const cookie = shift.consoles[0]?.cookie ?? ''
  const socket = await openLive(server.url, cookie, { frame, broke: () => undefined })
  socket.send('{"type":"subscribe","topics":["alarms"]}')
  await sleep(100)
  const pressing = devices.map(async (device) => {
    const isAnswered = await press(server.url, device).catch(() => false)
    if (isAnswered) answered.add(device.pressId)
    if (isAnswered && moment.kind === 'answered') reached()
  })
  if (moment.kind === 'after') setTimeout(reached, moment.ms)
  await within(10_000, 'the moment of the kill', killTime)
  await server.kill()
  await Promise.all(pressing)
  socket.close()
  return { shown, answered }
}

/** Half of them strangers, half with the session of an enrolled device; every one presses for the first time. */
function devicesFor(url: string, units: readonly UnitLoad[], round: number, count: number): Device[] {
  const cookies = units.flatMap(({ via, compartments }) =>
    via.kind === 'field-app' && compartments.length === 0 ? [via.cookie] : [],
  )
  return Array.from({ length: count }, (_, at) => {
    const pressId = newId<PressId>()
    const cookie = at % 2 === 0 ? cookies[(round * count + at) / 2] : null
    if (cookie === undefined) throw new Error('too few devices for so many rounds')
    return { pressId, cookie, from: phoneAddress(url, strangersFrom + round * count + at) }
  })
}

/** @returns whether the server answered that it has the press, on its disk at least. */
async function press(url: string, { pressId, cookie, from }: Device): Promise<boolean> {
  const wire = httpWire(url, { connections: 1, timeoutMs: 5_000, ...from })
  try {
    const { status, body } = await sendPress(wire, pressId, cookie)
    return status < 300 && (JSON.parse(body) as { journalled: boolean }).journalled
  } finally {
    wire.close()
  }
}

function sendPress(wire: HttpWire, id: PressId, cookie: string | null) {
  const headers = { 'content-type': 'application/json', ...(cookie === null ? {} : { cookie }) }
  const body = JSON.stringify({ id, at: instantToText(Date.now()), lat: 51.5, lon: -0.12 })
  return wire.send({ method: Press.method, path: Press.path, headers, body })
}

async function pressAgain(url: string, device: Device): Promise<void> {
  if (!(await press(url, device))) throw new Error('a press was not taken after the restart')
}

/** What was in the journal goes into the database once that is there: it is given a moment, and no more. */
async function lostOf(promised: readonly string[], url: string, shift: Shift): Promise<number> {
  for (let tries = 1; ; tries++) {
    const standing = await standingAlarms(url, shift)
    const lost = promised.filter((id) => !standing.has(id)).length
    if (lost === 0 || tries === looks) return lost
    await sleep(lookEveryMs)
  }
}

async function standingAlarms(url: string, shift: Shift): Promise<Set<string>> {
  const wire = httpWire(url, { connections: 1 })
  try {
    const { rows } = await listAlarms(wire, shift.consoles[0]?.cookie ?? '')
    return new Set(rows.filter(({ closedAt }) => closedAt === null).map(({ id }) => id))
  } finally {
    wire.close()
  }
}

/** As the console lists them: from the database, so the journal must have been replayed into it. */
async function listAlarms(wire: HttpWire, cookie: string) {
  const api = apiClient({
    ...wire,
    send: (message) => wire.send({ ...message, headers: { ...message.headers, cookie } }),
  })
  return api.call(ListAlarms)
}

async function countsOf(dataDir: string, ids: readonly string[]) {
  const records = await openRecords(dataDir)
  try {
    return [...(await records.pressCounts(ids)).values()]
  } finally {
    await records.close()
  }
}
