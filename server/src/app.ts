// SPDX-License-Identifier: Apache-2.0
import { addOsmAnd } from './adapters/osmand/index'
import { addOwnTracks } from './adapters/owntracks/index'
import { addRadioGateway } from './adapters/radio/index'
import { openAudit } from './features/audit/index'
import { openCatalogue } from './features/catalogue/index'
import { openDuty } from './features/duty/index'
import { openEmergency, type Emergency } from './features/emergency/index'
import { openIdentity, type Sessions } from './features/identity/index'
import { openKit } from './features/kit/index'
import { openLocation } from './features/location/index'
import { openTalkgroups } from './features/talkgroups/index'
import { openTraining } from './features/training/index'
import type { House } from './shell/house'

export interface App {
  readonly emergency: Emergency
  /** Once the database answers. */
  start(): Promise<void>
  close(): Promise<void>
}

/** The features, lowest first, and the adapters above them. */
export function openApp(house: House, sessions: Sessions, boot: string): App {
  openAudit(house)
  const identity = openIdentity(house, sessions)
  openCatalogue(house)
  openTraining(house)
  openKit(house)
  const location = openLocation(house, identity, boot)
  openTalkgroups(house)
  const duty = openDuty(house, identity, location)
  const emergency = openEmergency(house, identity, location, duty)
  addOwnTracks(house, identity.directory, location, emergency)
  addOsmAnd(house, identity.directory, location, emergency)
  addRadioGateway(house, identity.directory, duty, emergency)
  identity.onRefresh(() => location.refresh())

  return {
    emergency,
    async start() {
      await identity.start()
      await location.start()
      await emergency.start()
      await duty.start()
    },
    async close() {
      emergency.close()
      await location.close()
    },
  }
}
