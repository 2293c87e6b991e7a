// SPDX-License-Identifier: Apache-2.0
import type { Instant } from '@muster/contract/instant'
import type { House } from '../../shell/house'
import { loadRadioStates, saveRadioStates, type RadioState } from './store'

/** What a radio gateway says of a radio: on the network, off it, on a talkgroup, or simply heard. */
export interface RadioEvent {
  readonly issi: string
  readonly event: 'attach' | 'detach' | 'group' | 'heard'
  readonly gssi: string | null
  readonly at: Instant
}

const radiosLimit = 200_000

/** The state of every radio that a gateway spoke of, in memory; saved every few seconds, loaded at start. */
export function openRadios({ database, jobs, clock }: Pick<House, 'database' | 'jobs' | 'clock'>) {
  const states = new Map<string, RadioState>()
  const unsaved = new Set<string>()

  jobs.every('duty-save-radios', 5_000, async () => {
    const issis = [...unsaved]
    unsaved.clear()
    const rows = issis.flatMap((issi) => states.get(issi) ?? [])
    if (rows.length === 0) return
    await database
      .asJobs((tx) => saveRadioStates(tx, rows))
      .catch((error: unknown) => {
        for (const issi of issis) unsaved.add(issi)
        throw error
      })
  })

  return {
    stateOf: (issi: string): RadioState | null => states.get(issi) ?? null,
    heard({ issi, event, gssi, at }: RadioEvent): void {
      const before = states.get(issi)
      if (before === undefined && states.size >= radiosLimit) return
      // An event from the future counts from now; an older one than we know changes nothing.
      const heardAt = Math.min(at, clock.now())
      if (before !== undefined && heardAt < before.heardAt) return
      const attached = event === 'detach' ? false : event === 'heard' ? (before?.attached ?? null) : true
      states.set(issi, {
        issi,
        attached,
        gssi: event === 'group' ? gssi : event === 'detach' ? null : (before?.gssi ?? null),
        heardAt,
      })
      unsaved.add(issi)
    },
    async start() {
      for (const state of await database.asJobs(loadRadioStates))
        if (!states.has(state.issi)) states.set(state.issi, state)
    },
  }
}

export type Radios = ReturnType<typeof openRadios>
