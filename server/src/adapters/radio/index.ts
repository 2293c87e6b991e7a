// SPDX-License-Identifier: Apache-2.0
import { emergencyStatus } from '@muster/contract/status-codes'
import type { RawReply } from '../../shell/http/route'
import type { House } from '../../shell/house'
import type { Duty } from '../../features/duty/index'
import { fromUnknown, type Emergency } from '../../features/emergency/index'
import type { Directory } from '../../features/identity/index'
import { decodeRadioLine, type RadioLine } from './decode'

const bodyLimitBytes = 1024 * 1024

/**
 * A radio gateway [AD-10, AD-11]: POST /radio with its bearer token, one JSON object a line. Status 0 presses for
 * help, whoever posts it: without a known gateway it stands in the unverified lane.
 */
export function addRadioGateway(
  { routes, clock, database }: House,
  directory: Directory,
  duty: Duty,
  emergency: Emergency,
): void {
  async function takeLine(line: RadioLine, known: boolean, from: string): Promise<string | null> {
    if (line.kind === 'unreadable') {
      if (line.pressed) await press(line.issi, known, from, clock.now())
      return line.detail
    }
    if (line.kind === 'status' && line.code === emergencyStatus) await press(line.issi, known, from, line.at)
    if (!known) return 'gateway not known'
    if (line.kind === 'event') {
      duty.radioHeard(line.event)
      return null
    }
    duty.radioHeard({ issi: line.issi, event: 'heard', gssi: null, at: line.at })
    const personId = directory.unitAt('issi', line.issi)?.personId ?? null
    if (personId === null) return 'no unit has this ISSI'
    if (duty.board.bookingOf(personId) === null) return 'this officer is not booked on'
    await database.asJobs((tx) => duty.setStatus(tx, personId, line.code, `radio:${line.issi}`))
    return null
  }

  async function press(issi: string | null, known: boolean, from: string, at: number): Promise<void> {
    const unit = known && issi !== null ? directory.unitAt('issi', issi) : null
    await emergency.press({
      read: fromUnknown({ at }),
      unit,
      trust: unit === null ? 'unverified' : 'signed-in',
      source: 'radio',
      address: unit === null ? (known ? `issi:${issi ?? 'none'}` : from) : `issi:${issi}`,
      label: issi === null ? 'Unknown radio' : `Radio ${issi}`,
    })
  }

  routes.raw({
    name: 'radio',
    methods: ['POST'],
    path: '/radio',
    bodyLimitBytes,
    handle: async (request): Promise<RawReply> => {
      const known = await request.viewer().then(
        (viewer) => viewer.kind === 'gateway',
        () => false,
      )
      const lines = request.body
        .toString('utf8')
        .split('\n')
        .filter((line) => line.trim() !== '')
      const problems: { line: number; detail: string }[] = []
      for (const [index, text] of lines.entries()) {
        const detail = await takeLine(decodeRadioLine(text, clock.now()), known, request.from).catch(
          () => 'not stored, send it again',
        )
        if (detail !== null && problems.length < 100) problems.push({ line: index + 1, detail })
      }
      if (!known)
        return {
          status: 401,
          body: JSON.stringify({ code: 'not-signed-in', detail: 'This gateway is not known. Check its token.' }),
        }
      return { status: 200, body: JSON.stringify({ lines: lines.length, problems }) }
    },
  })
}
