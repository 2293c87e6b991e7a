// SPDX-License-Identifier: Apache-2.0
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type ServerWire } from '@muster/contract/live'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Agency } from '../agency/rows'

/**
 * As much of a server as the shift needs, in memory: it takes what it is sent and remembers it. It checks
 * nothing that the real server's own tests check; what it shows is what the simulated officers do.
 */
export interface FakeServer {
  readonly url: string
  readonly bookings: Map<string, string>
  readonly tests: string[]
  readonly enrolled: Set<string>
  readonly fixes: string[]
  readonly lines: { issi: string; event?: string; status?: number }[]
  readonly presses: unknown[]
  readonly imports: { kind: string; rows: number }[]
  /** The next requests to `path` are answered with this status. */
  refuseNext(path: string, status: number, times: number): void
  /** Closes every connection and stops listening; `up` listens again on the same port. */
  down(): Promise<void>
  up(): Promise<void>
}

interface Asked {
  readonly path: string
  readonly body: string
  readonly person: string
}

export async function fakeServer(agency: Agency): Promise<FakeServer> {
  const unitByPerson = new Map(agency.units.map((unit, at) => [String(unit.personId), { unit, no: at + 1 }]))
  const personByDevice = new Map<string, string>()
  const refusals = new Map<string, { status: number; times: number }>()
  const known = new Set<string>()
  const state = {
    bookings: new Map<string, string>(),
    tests: [] as string[],
    enrolled: new Set<string>(),
    fixes: [] as string[],
    lines: [] as FakeServer['lines'],
    presses: [] as unknown[],
    imports: [] as FakeServer['imports'],
  }
  const pictures = new Set<WebSocket>()
  const sockets = new WebSocketServer({ noServer: true })
  let port = 0
  let server: Server

  const viewer = (personId: string) => ({
    sessionId: personId,
    personId,
    name: 'Somebody',
    roles: [],
    permissions: [],
    compartments: [],
    unit: null,
    deviceId: null,
    demo: true,
    expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
  })
  const duty = () => ({
    booking: null,
    callsign: null,
    chain: { readiness: 'not-logged-on', links: [], at: new Date().toISOString() },
  })
  const item = () => {
    const { id, modelId, serial, tag, issi } = agency.items[0] as Agency['items'][number]
    const since = new Date().toISOString()
    return {
      id,
      modelId,
      serial,
      tag,
      issi,
      kind: 'radio',
      state: 'issued',
      holderId: null,
      shelf: null,
      since,
      lastTest: null,
      version: 1,
    }
  }
  const live = (person: string): Extract<ServerWire, { type: 'picture' }>['units'][number] | [] => {
    const found = unitByPerson.get(person)
    if (found === undefined) return []
    return {
      no: found.no,
      id: found.unit.id,
      callsign: found.unit.callsign,
      team: null,
      teamId: null,
      officer: null,
      onDuty: true,
      status: 1,
      statusAtMs: 1,
      readiness: 'ready',
      missing: [],
      compartmented: false,
    }
  }
  const show = (socket: WebSocket) => {
    const units = [...state.bookings.keys()].flatMap((person) => live(person))
    const fixes = state.fixes.flatMap((address) => {
      const at = agency.units.findIndex(
        ({ addresses, personId }) => personId === address || addresses.some(({ value }) => value === address),
      )
      return at < 0
        ? []
        : [
            [at + 1, 51, 0, Date.now(), null, null, null, null, 0] as [
              number,
              number,
              number,
              number,
              null,
              null,
              null,
              null,
              number,
            ],
          ]
    })
    const picture: ServerWire = {
      type: 'picture',
      n: 1,
      full: true,
      resume: '',
      atMs: Date.now(),
      units,
      gone: [],
      fixes,
    }
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(picture))
  }

  const signedIn = (personId: string) => ({ status: 200, reply: viewer(personId), cookie: personId })
  const answers: Record<string, (asked: Asked) => { status: number; reply?: unknown; cookie?: string }> = {
    '/api/v1/setup': () => ({ status: 200, reply: { agency: 'Fake', demo: true, version: '0' } }),
    '/api/v1/demo/people': () => ({
      status: 200,
      reply: {
        people: [
          {
            id: agency.cast.securityAdministrator,
            name: 'A',
            roles: ['security-administrator'],
            callsign: null,
            why: '',
          },
        ],
      },
    }),
    '/api/v1/demo/session': ({ body }) => signedIn(String(JSON.parse(body).personId)),
    '/api/v1/demo/enrolment-code': ({ person }) => ({
      status: 200,
      reply: { code: person.slice(-12), expiresAt: new Date().toISOString() },
    }),
    '/api/v1/devices/enrol': ({ body }) => {
      const { deviceId, code } = JSON.parse(body) as { deviceId: string; code: string }
      const personId = [...unitByPerson.keys()].find((each) => each.endsWith(code)) ?? ''
      state.enrolled.add(deviceId)
      personByDevice.set(deviceId, personId)
      return {
        status: 200,
        reply: {
          id: deviceId,
          personId,
          name: 'Phone',
          enrolledAt: new Date().toISOString(),
          revokedAt: null,
          lastSeenAt: null,
        },
      }
    },
    '/api/v1/devices/challenge': () => ({ status: 200, reply: { nonce: 'nonce' } }),
    '/api/v1/devices/session': ({ body }) => {
      const person = personByDevice.get(String(JSON.parse(body).deviceId))
      return person === undefined
        ? { status: 401, reply: { code: 'wrong-proof', detail: 'Enrol first.', requestId: '1' } }
        : signedIn(person)
    },
    '/api/v1/my/duty/book-on': ({ person, body }) => {
      if (state.bookings.has(person))
        return { status: 409, reply: { code: 'already-booked-on', detail: 'On duty.', requestId: '1' } }
      state.bookings.set(person, String(JSON.parse(body).id))
      return { status: 200, reply: duty() }
    },
    '/api/v1/my/duty/status': () => ({ status: 200, reply: { ...duty(), warning: null } }),
    '/api/v1/gateways': () => ({ status: 200, reply: { token: 'gateway-token' } }),
    '/api/v1/alarms': () => ({ status: 200, reply: { rows: [] } }),
    '/owntracks': ({ body }) => took(String(JSON.parse(body).topic).split('/')[1] ?? ''),
    '/radio': ({ body }) => {
      for (const line of body.trim().split('\n')) state.lines.push(JSON.parse(line) as FakeServer['lines'][number])
      return { status: 204 }
    },
  }
  const took = (address: string) => {
    state.fixes.push(address)
    for (const socket of pictures) show(socket)
    return { status: 200, reply: [] }
  }
  const answer = ({ path, body, person }: Asked) => {
    const [where = '', query] = path.split('?')
    const imported = /^\/api\/v1\/imports\/(\w+)$/.exec(where)?.[1]
    if (imported !== undefined) {
      const { rows } = JSON.parse(body) as { rows: { id: string }[] }
      const added = rows.filter(({ id }) => !known.has(id)).length
      for (const { id } of rows) known.add(id)
      state.imports.push({ kind: imported, rows: rows.length })
      return { status: 200, reply: { added, unchanged: rows.length - added } }
    }
    if (where === '/osmand') {
      const fields = new URLSearchParams(query ?? (body.startsWith('{') ? '' : body))
      return took(fields.get('id') ?? String((JSON.parse(body) as { device_id: string }).device_id))
    }
    if (where.endsWith('/competences')) {
      const of = where.split('/')[4]
      const rows = agency.competences.filter(({ id, personId }) => personId === of && known.has(id))
      return {
        status: 200,
        reply: {
          rows: rows.map((row) => ({ ...row, taughtAt: new Date(row.taughtAt), expiresAt: new Date(row.expiresAt) })),
        },
      }
    }
    if (where.startsWith('/api/v1/my/kit/')) {
      state.tests.push(person)
      return { status: 200, reply: item() }
    }
    return (
      answers[where]?.({ path, body, person }) ?? {
        status: 404,
        reply: { code: 'not-found', detail: where, requestId: '1' },
      }
    )
  }
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const pieces: Buffer[] = []
    for await (const piece of request as AsyncIterable<Buffer>) pieces.push(piece)
    const path = request.url ?? ''
    const refusal = refusals.get(path.split('?')[0] ?? '')
    if (refusal !== undefined && refusal.times > 0) {
      refusal.times -= 1
      response.writeHead(refusal.status).end()
      return
    }
    const person = personOf(request)
    const { status, reply, cookie } = {
      cookie: undefined,
      ...answer({ path, body: Buffer.concat(pieces).toString(), person }),
    } as {
      status: number
      reply?: unknown
      cookie?: string
    }
    response.writeHead(status, cookie === undefined ? {} : { 'set-cookie': `who=${cookie}; Path=/; HttpOnly` })
    response.end(reply === undefined ? undefined : JSON.stringify(reply))
  }
  const welcome = (socket: WebSocket, person: string) => {
    socket.on('message', (data) => {
      const message = JSON.parse((data as Buffer).toString()) as {
        type: string
        id?: number
        topics?: string[]
        fixes?: unknown[]
        press?: { id: string }
      }
      if (message.type === 'subscribe' && message.topics?.includes('picture')) {
        pictures.add(socket)
        show(socket)
      }
      if (message.type === 'fixes') {
        took(person)
        socket.send(
          JSON.stringify({ type: 'taken', id: message.id, stored: message.fixes?.length, setAside: 0, dropped: 0 }),
        )
      }
      if (message.type === 'press') {
        state.presses.push(message.press)
        const press = {
          pressId: message.press?.id,
          alarmId: message.press?.id,
          receivedAt: new Date(),
          journalled: true,
          recorded: true,
          acknowledgedAt: null,
          closedAt: null,
        }
        socket.send(JSON.stringify({ type: 'press-state', press }))
      }
    })
    socket.on('close', () => pictures.delete(socket))
  }
  const up = () =>
    new Promise<void>((listening) => {
      server = createServer((request, response) => void handle(request, response))
      server.on('upgrade', (request, socket, head) =>
        sockets.handleUpgrade(request, socket, head, (ws) => welcome(ws, personOf(request))),
      )
      server.listen(port, '127.0.0.1', () => {
        port = (server.address() as AddressInfo).port
        listening()
      })
    })
  await up()
  return {
    ...state,
    url: `http://127.0.0.1:${port}`,
    refuseNext: (path, status, times) => void refusals.set(path, { status, times }),
    down: () =>
      new Promise((closed) => {
        for (const socket of sockets.clients) socket.terminate()
        server.close(() => closed())
        server.closeAllConnections()
      }),
    up,
  }
}

function personOf({ headers }: IncomingMessage): string {
  return /who=([^;]+)/.exec(headers.cookie ?? '')?.[1] ?? ''
}
