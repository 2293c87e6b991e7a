// SPDX-License-Identifier: Apache-2.0
import type { Outcome } from '../load/job'
import type { MusterMeasured } from '../muster/measured-run'
import { median, worst } from '../result/percentile'
import { row, type Row } from '../result/row'

interface Rounds {
  readonly muster: readonly MusterMeasured[]
  readonly mosquitto: readonly PeerRound[]
  readonly relay: readonly PeerRound[]
  readonly names: { readonly mosquitto: string; readonly relay: string }
  readonly load: string
}

/** One run of a peer under the same load. */
export interface PeerRound {
  readonly outcome: Outcome
  readonly cpuMs: number | null
}

type Seen = Pick<PeerRound, 'outcome'>
type Of<T> = (round: T) => number | null

/** Medians over the rounds, beside the medians of the peers; what must never happen is counted at its worst. */
export function positionRows({ muster, mosquitto, relay, names, load }: Rounds): Row[] {
  const ours = (of: Of<MusterMeasured>) => median(muster.map(of))
  const broker = (of: Of<PeerRound>) => ({ name: names.mosquitto, value: median(mosquitto.map(of)) })
  const bare = (of: Of<PeerRound>) => ({ name: names.relay, value: median(relay.map(of)) })
  const cpu = ours(({ serverCpuMs, outcome }) => perDeliveryUs(serverCpuMs, outcome))
  const theirCpu: Of<PeerRound> = ({ cpuMs, outcome }) => perDeliveryUs(cpuMs, outcome)
  const fresh50: Of<Seen> = ({ outcome }) => outcome.freshMs.p50
  const fresh99: Of<Seen> = ({ outcome }) => outcome.freshMs.p99
  const ourFresh99 = ours(fresh99)
  return [
    row({ id: 'load', what: load, value: muster[0]?.outcome.due ?? null, unit: 'fixes a round' }),
    row({
      id: 'cpu',
      what: 'CPU of the server process for each delivered update',
      value: cpu,
      unit: 'µs',
      peer: broker(theirCpu),
      limit: { atMost: 5 },
    }),
    row({
      id: 'cpu-relay',
      what: 'the same, beside a relay that only passes on',
      value: cpu,
      unit: 'µs',
      peer: bare(theirCpu),
    }),
    row({
      id: 'cpu-postgres',
      what: "PostgreSQL's CPU for each delivered update",
      value: ours(({ postgresCpuMs, outcome }) => perDeliveryUs(postgresCpuMs, outcome)),
      unit: 'µs',
    }),
    row({
      id: 'cpu-fix',
      what: 'CPU of the server process for each fix taken',
      value: ours(({ serverCpuMs, outcome }) => (serverCpuMs === null ? null : (serverCpuMs * 1_000) / outcome.due)),
      unit: 'µs',
    }),
    row({
      id: 'fresh-p50',
      what: 'from the scheduled send to a console, p50',
      value: ours(fresh50),
      unit: 'ms',
      peer: broker(fresh50),
    }),
    row({
      id: 'fresh-p99',
      what: 'from the scheduled send to a console, p99',
      value: ourFresh99,
      unit: 'ms',
      peer: broker(fresh99),
      limit: { atMost: 300 },
    }),
    row({
      id: 'fresh-p99-relay',
      what: 'the same, beside the relay',
      value: ourFresh99,
      unit: 'ms',
      peer: bare(fresh99),
    }),
    row({
      id: 'delivered',
      what: 'updates that reached a console, of those it may see',
      value: ours(({ outcome }) => percentDelivered(outcome)),
      unit: '%',
      peer: broker(({ outcome }) => percentDelivered(outcome)),
    }),
    ...keptRows(muster),
    row({
      id: 'loop',
      what: "delay of the server's event loop, p99",
      value: ours((each) => each.loopDelayMs),
      unit: 'ms',
      limit: { atMost: 20 },
    }),
    row({
      id: 'rss-start',
      what: 'memory of the server process when the round begins',
      value: ours(({ rssMb }) => rssMb[0] ?? null),
      unit: 'MB',
    }),
    row({
      id: 'rss-most',
      what: 'memory of the server process at its most',
      value: ours(({ rssMb }) => worst(rssMb)),
      unit: 'MB',
    }),
    ...generatorRows([...muster, ...mosquitto, ...relay].map(({ outcome }) => outcome)),
  ]
}

/** Nothing lost, nothing twice: the clients' count against the database's own. */
export function keptRows(rounds: readonly MusterMeasured[]): Row[] {
  const most = (of: Of<MusterMeasured>) => worst(rounds.map(of))
  return [
    row({
      id: 'lost',
      what: 'fixes that were due and are not in history, worst round',
      value: most(({ outcome, stored }) => outcome.due - stored),
      unit: 'fixes',
      limit: { atMost: 0 },
    }),
    row({
      id: 'twice',
      what: 'fixes in history twice',
      value: most(({ twice }) => twice),
      unit: 'fixes',
      limit: { atMost: 0 },
    }),
    row({
      id: 'refused',
      what: 'fixes refused, set aside, or held back by a client without answers',
      value: most(({ outcome, setAside }) => outcome.refused + outcome.held + setAside),
      unit: 'fixes',
      limit: { atMost: 0 },
    }),
    row({
      id: 'stored-p99',
      what: 'from the scheduled send to the answer "stored", p99',
      value: median(rounds.map(({ outcome }) => outcome.storedMs.p99)),
      unit: 'ms',
    }),
  ]
}

/** Whether to believe the times: a generator that is late or has no core left measures itself. */
export function generatorRows(outcomes: readonly Outcome[]): Row[] {
  return [
    row({
      id: 'generator-late',
      what: 'the load generator itself was late, p99, worst run',
      value: worst(outcomes.map(({ lateMs }) => lateMs.p99)),
      unit: 'ms',
      limit: { atMost: 20 },
    }),
    row({
      id: 'generator-busy',
      what: 'the load generator used of its core, worst run',
      value: worst(outcomes.map(({ busy }) => busy * 100)),
      unit: '%',
      limit: { atMost: 80 },
    }),
  ]
}

function perDeliveryUs(cpuMs: number | null, { delivered }: Outcome): number | null {
  return cpuMs === null || delivered === 0 ? null : (cpuMs * 1_000) / delivered
}

function percentDelivered({ delivered, deliverable }: Outcome): number | null {
  return deliverable === 0 ? null : (delivered / deliverable) * 100
}
