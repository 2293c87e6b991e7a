// SPDX-License-Identifier: Apache-2.0
import {
  DemoPeople,
  DemoSignIn,
  EndSessions,
  SignIn,
  SignOut,
  WhoAmI,
  type Viewer as ViewerReply,
} from '@muster/contract/identity'
import { newId, type DeviceId, type PersonId, type SessionId } from '@muster/contract/ids'
import { permissionNames } from '@muster/contract/permissions'
import { Refused } from '@muster/contract/refusal'
import { setViewer, type Tx } from '../../shell/db/database'
import { personOf, type SessionCookie } from '../../shell/http/route'
import type { House } from '../../shell/house'
import { hashToken, isPassword, newToken } from '../../shell/secrets'
import { openThrottle } from '../../shell/throttle'
import type { PersonViewer } from '../../shell/viewer'
import * as audit from '../audit/index'
import type { Directory } from './directory'
import { sessionMs } from './rules'
import { compartmentsOf, endSessions, findSession, insertSession } from './session-store'
import { demoPeople, findAccount, findPerson, type DemoRow } from './store'

/** Somebody without an account costs as much time as somebody with a wrong password. */
const nobodysHash = '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$1v9VvC5s5SKmu3IsvwkT7N6tcJuDMzR2OZq3FdRjP8o'

export function addSessionRoutes({ routes: { route }, config }: House, directory: Directory): void {
  const throttle = openThrottle(10)

  route(SignIn, async ({ tx, body, session, from, now }) => {
    throttle.take(from, now)
    throttle.take(`user:${body.username}`, now)
    const account = await findAccount(tx, body.username)
    const right = await isPassword(account?.passwordHash ?? nobodysHash, body.password)
    if (account === null || !right) throw new Refused('wrong-credentials', 'Username or password is wrong.')
    return openSession(tx, directory, session, {
      personId: account.personId,
      deviceId: null,
      demo: false,
      lifeMs: sessionMs,
    })
  })

  route(WhoAmI, async ({ tx, viewer }) => viewerReply(tx, personOf(viewer), directory, config.demo))

  route(SignOut, async ({ tx, viewer, session }) => {
    const { sessionId } = personOf(viewer)
    await endSessions(tx, { sessionId })
    await audit.append(tx, 'session-ended', `session:${sessionId}`, { reason: 'signed out' })
    tx.announce('identity.sessions-ended', { sessionId })
    session.clear()
    return undefined
  })

  route(EndSessions, async ({ tx, params: { personId } }) => {
    if ((await findPerson(tx, personId)) === null) throw new Refused('no-such-person', 'There is no such person.')
    const ended = await endSessions(tx, { personId })
    await audit.append(tx, 'sessions-ended', `person:${personId}`, { sessions: ended })
    tx.announce('identity.sessions-ended', { personId })
    return { ended: ended.length }
  })

  if (!config.demo) return

  route(DemoPeople, async ({ tx }) => {
    const rows = await demoPeople(tx)
    return {
      people: rows.map((row) => ({
        id: row.id,
        name: row.name,
        roles: row.roles,
        callsign: row.callsign,
        why: whyDemo(row),
      })),
    }
  })

  route(DemoSignIn, async ({ tx, body, session }) =>
    openSession(tx, directory, session, { personId: body.personId, deviceId: null, demo: true, lifeMs: sessionMs }),
  )
}

function whyDemo({ roles, callsign, cleared }: DemoRow): string {
  const role = roles.map((each) => each.replaceAll('-', ' ')).join(', ')
  return [
    role,
    callsign === null ? null : `callsign ${callsign}`,
    cleared === 0 ? null : `cleared for ${cleared} ${cleared === 1 ? 'compartment' : 'compartments'}`,
  ]
    .filter((part) => part !== null)
    .join('; ')
}

interface Opening {
  readonly personId: PersonId
  readonly deviceId: DeviceId | null
  readonly demo: boolean
  readonly lifeMs: number
}

/** Open a session: the token goes to the browser's cookie, its hash into the database, the fact into the log. */
export async function openSession(
  tx: Tx,
  directory: Directory,
  cookie: SessionCookie,
  opening: Opening,
): Promise<ViewerReply> {
  const person = await findPerson(tx, opening.personId)
  if (person === null || person.leftAt !== null) throw new Refused('no-such-person', 'There is no such person.')
  const token = newToken()
  const id = newId<SessionId>()
  const expiresAt = tx.now + opening.lifeMs
  await insertSession(tx, {
    id,
    tokenHash: hashToken(token),
    personId: person.id,
    deviceId: opening.deviceId,
    demo: opening.demo,
    expiresAt,
  })
  await audit.append(
    tx,
    'session-opened',
    `session:${id}`,
    { personId: person.id, deviceId: opening.deviceId, demo: opening.demo },
    [],
    `person:${person.id}`,
  )
  cookie.set(token, expiresAt)
  const known = await findSession(tx, hashToken(token), tx.now)
  if (known === null) throw new Error('a session that was just opened is not there')
  await setViewer(tx.db, known.viewer)
  return viewerReply(tx, known.viewer, directory, opening.demo)
}

async function viewerReply(tx: Tx, viewer: PersonViewer, directory: Directory, demo: boolean): Promise<ViewerReply> {
  const unit = directory.unitOf(viewer.personId)
  return {
    sessionId: viewer.sessionId,
    personId: viewer.personId,
    name: viewer.name,
    roles: [...viewer.roles],
    permissions: permissionNames.filter((name) => viewer.permissions.has(name)),
    compartments: await compartmentsOf(tx),
    unit:
      unit === null
        ? null
        : {
            id: unit.id,
            no: unit.no,
            callsign: unit.callsign,
            teamId: unit.teamId,
            personId: unit.personId,
            compartments: [],
          },
    deviceId: viewer.deviceId,
    demo,
    expiresAt: viewer.expiresAt,
  }
}
