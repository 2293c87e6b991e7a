// SPDX-License-Identifier: Apache-2.0
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

/** What /metrics shows. Labels are few and fixed: never a person, a unit or a path with an id in it. */
export interface Metrics {
  readonly registry: Registry
  readonly requests: Counter<'endpoint' | 'status'>
  readonly requestSeconds: Histogram<'endpoint'>
  readonly fixes: Counter<'source' | 'outcome'>
  readonly presses: Counter<'source' | 'trust'>
  readonly pressSeconds: Histogram<'step'>
  readonly liveClients: Gauge
  readonly liveDelivered: Counter
  readonly liveSkipped: Counter
  readonly journalPending: Gauge
  readonly fixQueue: Gauge
  readonly faults: Counter<'where'>
}

export function openMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  return {
    registry,
    requests: new Counter({
      name: 'muster_requests_total',
      help: 'HTTP requests answered',
      labelNames: ['endpoint', 'status'],
      registers,
    }),
    requestSeconds: new Histogram({
      name: 'muster_request_seconds',
      help: 'Time to answer',
      labelNames: ['endpoint'],
      registers,
    }),
    fixes: new Counter({
      name: 'muster_fixes_total',
      help: 'Positions taken',
      labelNames: ['source', 'outcome'],
      registers,
    }),
    presses: new Counter({
      name: 'muster_presses_total',
      help: 'Presses for help',
      labelNames: ['source', 'trust'],
      registers,
    }),
    pressSeconds: new Histogram({
      name: 'muster_press_seconds',
      help: 'From receipt of a press to each step',
      labelNames: ['step'],
      buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1, 5, 30],
      registers,
    }),
    liveClients: new Gauge({ name: 'muster_live_clients', help: 'Open live sockets', registers }),
    liveDelivered: new Counter({
      name: 'muster_live_updates_total',
      help: 'Unit updates delivered to live sockets',
      registers,
    }),
    liveSkipped: new Counter({
      name: 'muster_live_skipped_total',
      help: 'Ticks merged because a client was slow',
      registers,
    }),
    journalPending: new Gauge({
      name: 'muster_presses_pending',
      help: 'Presses journalled but not yet in the database',
      registers,
    }),
    fixQueue: new Gauge({ name: 'muster_fix_queue', help: 'Positions waiting to be written', registers }),
    faults: new Counter({
      name: 'muster_faults_total',
      help: 'Faults: each is a defect or a broken part',
      labelNames: ['where'],
      registers,
    }),
  }
}
