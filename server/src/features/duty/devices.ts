// SPDX-License-Identifier: Apache-2.0
import type { PersonId } from '@muster/contract/ids'
import type { Instant } from '@muster/contract/instant'
import type { House } from '../../shell/house'
import type { LiveClient } from '../../shell/live/client'

/** Which officers' enrolled devices are on the live socket, and on which talkgroup each says it is. */
export function openDevices({ live }: Pick<House, 'live'>, changed: (personId: PersonId) => void) {
  const clientsByPerson = new Map<PersonId, Map<LiveClient, { gssi: string | null }>>()

  live.onOpen((client) => {
    if (client.viewer.deviceId === null) return
    const clients = clientsByPerson.get(client.viewer.personId) ?? new Map<LiveClient, { gssi: string | null }>()
    clientsByPerson.set(client.viewer.personId, clients)
    clients.set(client, { gssi: null })
    changed(client.viewer.personId)
  })
  live.onClose((client) => {
    const clients = clientsByPerson.get(client.viewer.personId)
    if (clients === undefined) return
    clients.delete(client)
    if (clients.size === 0) clientsByPerson.delete(client.viewer.personId)
    changed(client.viewer.personId)
  })
  live.onMessage('talkgroup', (client, { gssi }) => {
    const state = clientsByPerson.get(client.viewer.personId)?.get(client)
    if (state === undefined) return
    state.gssi = /^[0-9]{1,8}$/.test(gssi) ? gssi : null
    changed(client.viewer.personId)
  })

  return {
    clientsOf: (personId: PersonId): Iterable<LiveClient> => clientsByPerson.get(personId)?.keys() ?? [],
    stateOf(personId: PersonId): { readonly gssi: string | null; readonly heardAt: Instant } | null {
      let newest: { gssi: string | null; heardAt: Instant } | null = null
      for (const [client, { gssi }] of clientsByPerson.get(personId) ?? [])
        if (newest === null || client.heardAtMs > newest.heardAt) newest = { gssi, heardAt: client.heardAtMs }
      return newest
    },
  }
}

export type Devices = ReturnType<typeof openDevices>
