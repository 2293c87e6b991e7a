// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import type { DutySummary } from '@muster/contract/duty'
import { pictureTickMs } from '@muster/contract/live'
import type { House } from '../../shell/house'
import type { LiveClient } from '../../shell/live/client'
import { isClearedFor } from '../../shell/viewer'
import { fixTextOf, isShown, stateTextOf, type Entry, type Group, type Picture } from './picture'

interface Watcher {
  /** The last tick whose changes this client has been sent; 0 before its snapshot. */
  sentTick: number
  epoch: number
  groups: readonly Group[]
}

interface Chunk {
  readonly units: string
  readonly fixes: string
  readonly updates: number
}

/**
 * The picture over the live socket [LO-10 … LO-13]. Each tick, each group's changes are encoded once; a
 * client gets those of the groups it is cleared for. Who is slow is skipped, and its next frame carries
 * everything that changed since its last, newest only.
 */
export function servePicture({ live, clock, metrics }: House, picture: Picture, boot: string): () => void {
  const watchers = new Map<LiveClient, Watcher>()

  live.onSubscribe('picture', (client, resume) => {
    if (!client.viewer.permissions.has('see-picture')) return
    const groups = groupsFor(client)
    const from = resumeTick(resume, boot, clearanceOf(client), picture)
    const watcher = { sentTick: from, epoch: picture.epoch, groups }
    watchers.set(client, watcher)
    // The open tick counts as not sent: what still changes in it goes out when it closes.
    sendSince(client, watcher, picture.tick - 1, from === 0)
  })
  live.onClose((client) => watchers.delete(client))
  live.onBeat((client) => {
    const watcher = watchers.get(client)
    if (watcher === undefined) return { resume: '', duty: null }
    return { resume: resumeOf(client, watcher.sentTick), duty: summarise(watcher.groups) }
  })

  function groupsFor(client: LiveClient): Group[] {
    return [...picture.groups.values()].filter(({ compartments }) => isClearedFor(client.viewer, compartments))
  }

  function resumeOf(client: LiveClient, tick: number): string {
    return `${boot}:${tick}:${clearanceOf(client)}`
  }

  function deliver(tick: number): void {
    const chunks = new Map<Group, Chunk>()
    for (const group of picture.groups.values())
      if (group.changedFixes.size + group.changedStates.size > 0)
        chunks.set(group, encode(group.changedStates, group.changedFixes))
    for (const [client, watcher] of watchers) {
      if (client.isSlow()) continue
      if (watcher.epoch !== picture.epoch) {
        Object.assign(watcher, { epoch: picture.epoch, groups: groupsFor(client), sentTick: 0 })
        sendSince(client, watcher, tick, true)
      } else if (watcher.sentTick !== tick - 1) sendSince(client, watcher, tick, false)
      else {
        const seen = watcher.groups.flatMap((group) => chunks.get(group) ?? [])
        if (seen.length > 0) sendFrame(client, tick, false, seen)
        watcher.sentTick = tick
      }
    }
  }

  /** Snapshot, or what changed since the client's last frame: newest only, whatever it missed. */
  function sendSince(client: LiveClient, watcher: Watcher, tick: number, full: boolean): void {
    const chunks = watcher.groups.map((group) => {
      const entries = [...group.entries]
      const states = entries.filter((entry) => (full ? isShown(entry) : entry.stateTick > watcher.sentTick))
      const fixes = entries.filter((entry) => isShown(entry) && (full || entry.fixTick > watcher.sentTick))
      return encode(states, fixes)
    })
    sendFrame(client, tick, full, chunks)
    watcher.sentTick = tick
  }

  function sendFrame(client: LiveClient, tick: number, full: boolean, chunks: readonly Chunk[]): void {
    const units = joined(chunks.map((chunk) => chunk.units))
    const fixes = joined(chunks.map((chunk) => chunk.fixes))
    client.sendText(
      `{"type":"picture","n":${client.nextN()},"full":${full},"resume":"${resumeOf(client, tick)}","atMs":${clock.now()},"units":[${units}],"gone":[],"fixes":[${fixes}]}`,
    )
    metrics.liveDelivered.inc(chunks.reduce((sum, chunk) => sum + chunk.updates, 0))
  }

  const timer = setInterval(() => picture.turn(deliver), pictureTickMs)
  return () => clearInterval(timer)
}

function encode(states: Iterable<Entry>, fixes: Iterable<Entry>): Chunk {
  const units = Array.from(states, stateTextOf)
  const places: string[] = []
  for (const entry of fixes) if (isShown(entry) && entry.fix !== null) places.push(fixTextOf(entry))
  return { units: units.join(), fixes: places.join(), updates: units.length + places.length }
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join()
}

/** A resume mark is good for the same run of the server and the same clearances; else 0, a snapshot. */
function resumeTick(resume: string | null, boot: string, clearance: string, picture: Picture): number {
  const [wasBoot, tick, wasClearance] = (resume ?? '').split(':')
  if (wasBoot !== boot || wasClearance !== clearance) return 0
  const ticks = Number(tick)
  return Number.isSafeInteger(ticks) && ticks > 0 && ticks <= picture.tick ? ticks - 1 : 0
}

function clearanceOf(client: LiveClient): string {
  return createHash('sha256')
    .update([...client.viewer.clearedFor].sort().join())
    .digest('base64url')
    .slice(0, 12)
}

/** Counts what the viewer may see, and nothing else; who is not proved ready is not counted as ready. */
function summarise(groups: readonly Group[]): DutySummary {
  const summary = { onDuty: 0, ready: 0, loggedOn: 0, notLoggedOn: 0 }
  for (const { entries } of groups)
    for (const { state } of entries) {
      if (!state.onDuty) continue
      summary.onDuty++
      if (state.readiness === 'ready') summary.ready++
      else if (state.readiness === 'logged-on') summary.loggedOn++
      else summary.notLoggedOn++
    }
  return summary
}
