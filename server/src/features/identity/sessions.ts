// SPDX-License-Identifier: Apache-2.0
import type { DeviceId, PersonId, SessionId } from '@muster/contract/ids'
import type { Instant } from '@muster/contract/instant'
import type { Credentials } from '../../shell/http/credentials'
import type { House } from '../../shell/house'
import { hashToken } from '../../shell/secrets'
import { anyone, type Viewer } from '../../shell/viewer'
import { openWait } from '../../shell/wait'
import { findGateway, findSession, type KnownSession } from './session-store'

/** How long an answer about a session is believed without asking the database again [ID-6]. */
const trustMs = 2_000
/** How long a press waits to learn whose it is; a database that hangs must not hold it up. */
const patienceMs = 500
const cacheLimit = 20_000
const gatewaysLimit = 1_000

/** News that sessions ended: the cache forgets them and their sockets close. */
export interface SessionsEnded {
  readonly personId?: PersonId
  readonly deviceId?: DeviceId
  readonly sessionId?: SessionId
}

export interface Sessions {
  authenticate(credentials: Credentials): Promise<Viewer>
  /**
   * Who a press belongs to. Softer than authenticate, since a press is never refused: an expired session
   * still tells whose device this is, and when the database is away the last known answer stands.
   */
  recognise(credentials: Credentials): Promise<KnownSession | null>
}

interface Kept {
  readonly known: KnownSession | null
  readonly at: Instant
}

export function openSessions({
  database,
  clock,
  bus,
  live,
}: Pick<House, 'database' | 'clock' | 'bus' | 'live'>): Sessions {
  const keptByHash = new Map<string, Kept>()
  let endings = 0
  const gatewaysByHash = new Map<string, { readonly viewer: Viewer; readonly at: Instant }>()

  bus.subscribe('identity.sessions-ended', (news) => {
    const ended = news as SessionsEnded
    endings++
    const matches = (viewer: { sessionId: SessionId; personId: PersonId; deviceId: DeviceId | null }) =>
      viewer.sessionId === ended.sessionId ||
      viewer.personId === ended.personId ||
      (viewer.deviceId !== null && viewer.deviceId === ended.deviceId)
    for (const [hash, { known }] of keptByHash) if (known !== null && matches(known.viewer)) keptByHash.delete(hash)
    live.end(matches, 'Your session was ended. Sign in again.')
  })

  async function lookUp(token: string): Promise<KnownSession | null> {
    const tokenHash = hashToken(token)
    const key = tokenHash.toString('base64')
    const kept = keptByHash.get(key)
    const now = clock.now()
    if (kept !== undefined && now - kept.at < trustMs) return kept.known
    const endingsBefore = endings
    const known = await database
      .asJobs((tx) => findSession(tx, tokenHash, now))
      .catch((error: unknown) => {
        // Only a press gets anywhere without a database, and it is better known than anonymous.
        if (kept !== undefined) return kept.known
        throw error
      })
    // A session ended while the database was asked: it may be this one, read just before.
    if (endings !== endingsBefore) return lookUp(token)
    keep(key, { known, at: now })
    return known
  }

  /** A gateway's radios press for help through it, so it stays known while the database is away. */
  async function lookUpGateway(token: string): Promise<Viewer> {
    const tokenHash = hashToken(token)
    const key = tokenHash.toString('base64')
    const kept = gatewaysByHash.get(key)
    if (kept !== undefined && clock.now() - kept.at < trustMs) return kept.viewer
    const found = await database
      .asJobs((tx) => findGateway(tx, tokenHash))
      .catch((error: unknown) => {
        if (kept !== undefined && kept.viewer.kind === 'gateway') return { id: kept.viewer.gatewayId }
        throw error
      })
    const viewer: Viewer = found === null ? anyone : { kind: 'gateway', gatewayId: found.id }
    if (gatewaysByHash.size >= gatewaysLimit) gatewaysByHash.clear()
    gatewaysByHash.set(key, { viewer, at: clock.now() })
    return viewer
  }

  function keep(key: string, kept: Kept): void {
    keptByHash.delete(key)
    if (keptByHash.size >= cacheLimit)
      for (const oldest of keptByHash.keys()) {
        keptByHash.delete(oldest)
        break
      }
    keptByHash.set(key, kept)
  }

  return {
    async authenticate({ sessionToken, bearer }) {
      if (bearer !== null) return lookUpGateway(bearer)
      if (sessionToken === null) return anyone
      const known = await lookUp(sessionToken)
      return known !== null && known.alive && known.viewer.expiresAt > clock.now() ? known.viewer : anyone
    },
    async recognise({ sessionToken }) {
      if (sessionToken === null) return null
      const kept = keptByHash.get(hashToken(sessionToken).toString('base64'))?.known ?? null
      const { done, over } = openWait(patienceMs)
      const asked = lookUp(sessionToken).catch(() => kept)
      const known = await Promise.race([asked, over.then(() => kept)])
      done()
      return known
    },
  }
}
