// SPDX-License-Identifier: Apache-2.0
import type { House } from '../../shell/house'
import { bootstrap } from './bootstrap'
import { addDeviceRoutes } from './device-routes'
import { openDirectory, type Directory } from './directory'
import { addPeopleRoutes } from './people-routes'
import { addSessionRoutes } from './session-routes'
import type { Sessions } from './sessions'

export type { Directory, DirectoryUnit } from './directory'
export { openSessions, type Sessions } from './sessions'
export type { KnownSession } from './session-store'
export { findPerson } from './store'

export interface Identity {
  readonly directory: Directory
  readonly sessions: Sessions
  /** Called whenever the directory was read anew. */
  onRefresh(handle: () => void): void
  /** Once the database answers: the first person, and the directory. */
  start(): Promise<void>
}

export function openIdentity(house: House, sessions: Sessions): Identity {
  const directory = openDirectory(house)
  addSessionRoutes(house, directory)
  addDeviceRoutes(house, directory)
  addPeopleRoutes(house.routes)
  const listeners: (() => void)[] = []
  let stale = false
  let refreshing = false
  /** One at a time, or an older answer could overwrite a newer one; what fails is done again within a second. */
  const refresh = async () => {
    if (refreshing) return
    refreshing = true
    try {
      while (stale) {
        stale = false
        await directory.refresh()
        for (const handle of listeners) handle()
      }
    } catch (error) {
      stale = true
      throw error
    } finally {
      refreshing = false
    }
  }
  for (const kind of ['team', 'person', 'unit'])
    house.bus.subscribe(`${kind}.imported`, () => {
      stale = true
      void refresh().catch(() => undefined)
    })
  house.jobs.every('identity-directory', 1_000, refresh)
  return {
    directory,
    sessions,
    onRefresh: (handle) => void listeners.push(handle),
    async start() {
      await bootstrap(house)
      stale = true
      await refresh()
    },
  }
}
