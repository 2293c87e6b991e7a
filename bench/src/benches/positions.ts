// SPDX-License-Identifier: Apache-2.0
import { canPin } from '../machine/children'
import { cpuMsOf } from '../machine/process-table'
import { drive } from '../load/drive'
import { type MusterMeasured, runMuster, warmUpMs } from '../muster/measured-run'
import { type Prepared, prepare } from '../muster/prepared'
import { findMosquitto, mosquittoInstall, type Peer, startMosquitto, startRelay } from '../peers/peer'
import { missingPeer, type Row } from '../result/row'
import type { BenchOptions } from './bench'
import { type PeerRound, positionRows } from './position-rows'

interface Size {
  readonly units: number
  readonly consoles: number
  readonly seconds: number
  readonly rounds: number
}

const full: Size = { units: 2_000, consoles: 20, seconds: 30, rounds: 3 }
const trial: Size = { units: 500, consoles: 8, seconds: 10, rounds: 1 }

/**
 * Each unit reports once a second and every console is to see it. Muster stores it too, and decides who may
 * see it; the broker and the bare relay only pass it on. In turn, each on the same core, a fresh process
 * for each round.
 */
export async function positions({ quick, profileDir }: BenchOptions): Promise<Row[]> {
  const size = quick ? trial : full
  const broker = findMosquitto()
  const prepared = await prepare(size.units, size.consoles)
  const muster: MusterMeasured[] = []
  const mosquitto: PeerRound[] = []
  const relay: PeerRound[] = []
  try {
    for (let round = 1; round <= size.rounds; round++) {
      console.log(`Round ${round} of ${size.rounds}: Muster, mosquitto, relay, ${size.seconds} s each …`)
      muster.push(await musterRound(prepared, size, profileDir))
      if (broker !== null) mosquitto.push(await peerRound('mosquitto', await startMosquitto(broker.file), size))
      relay.push(await peerRound('ws-relay', await startRelay(), size))
    }
  } finally {
    prepared.remove()
  }
  const names = { mosquitto: `mosquitto ${broker?.version ?? ''} QoS 0`, relay: 'bare ws relay' }
  const rows = positionRows({ muster, mosquitto, relay, names, load: loadOf(prepared, size) })
  return broker === null ? [...rows, missingPeer('mosquitto', 'mosquitto', mosquittoInstall)] : rows
}

function musterRound({ dataDir, port, shift }: Prepared, { seconds }: Size, profileDir: string | null) {
  return runMuster({ dataDir, port, shift, seconds, presses: [], profileDir })
}

async function peerRound(kind: 'mosquitto' | 'ws-relay', peer: Peer, size: Size): Promise<PeerRound> {
  const { units, consoles, seconds } = size
  let from: number | null = null
  let to: number | null = null
  try {
    const outcome = await drive({
      job: { kind, port: peer.port, units, consoles },
      seconds,
      warmUpMs,
      watch: {
        begin: async () => void (from = cpuMsOf(peer.pid)),
        second: () => undefined,
        end: async () => void (to = cpuMsOf(peer.pid)),
      },
    })
    return { outcome, cpuMs: from === null || to === null ? null : to - from }
  } finally {
    await peer.stop()
  }
}

/** What was really sent, and how, in words: the part that the table cannot show. */
function loadOf({ shift }: Prepared, { units, consoles, seconds, rounds }: Size): string {
  const count = (kind: string) => shift.units.filter(({ via }) => via.kind === kind).length
  const ways = `${count('field-app')} field WebSocket, ${count('owntracks')} OwnTracks and ${count('osmand')} OsmAnd over HTTP keep-alive (no MQTT listener yet)`
  const cores = canPin()
    ? 'server with its PostgreSQL on one core, load on the other'
    : 'not pinned: no taskset or one core'
  return `${units} units × 1 fix/s (${ways}), ${consoles} consoles, ${rounds} × ${seconds} s, ${cores}`
}
