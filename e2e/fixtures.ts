// SPDX-License-Identifier: Apache-2.0
import { type Browser, type BrowserContextOptions, expect, test as base } from '@playwright/test'
import { DemoSignIn } from '@muster/contract/identity'
import type { PersonId } from '@muster/contract/ids'
import { AgencyDesk, type Officer } from './agency-desk'
import { Cable } from './cable'
import { ConsoleTab, noteTones } from './console-tab'
import { FieldPhone, type Place } from './field-phone'
import { MusterServer } from './muster-server'
import { Watch } from './watch'

/** Tamesis House, where half of the small agency works. */
export const london: Place = { lat: 51.4893, lon: -0.1257 }

interface OfWorker {
  readonly server: MusterServer
  readonly desk: AgencyDesk
}

interface OfTest {
  readonly watch: Watch
  /** A console in a browser profile of its own, signed in and live. */
  readonly openConsole: (personId: PersonId, path?: string, options?: BrowserContextOptions) => Promise<ConsoleTab>
  /** A page of somebody signed in, without waiting for a feed: not everybody has one. */
  readonly openOffice: (personId: PersonId, path: string, options?: BrowserContextOptions) => Promise<ConsoleTab>
  /** A phone with the field app open and nobody enrolled. */
  readonly openPhone: (place?: Place | null) => Promise<FieldPhone>
  /** A phone that is enrolled and booked on. */
  readonly onDuty: (officer: Officer, place?: Place) => Promise<FieldPhone>
  /** What a test leaves behind is cleared away before the next. */
  readonly tidy: undefined
}

export const test = base.extend<OfTest, OfWorker>({
  server: [
    async ({ browserName: _ }, lend) => {
      const server = await MusterServer.make()
      try {
        await server.start()
        await lend(server)
      } finally {
        await server.remove()
      }
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  desk: [
    async ({ server }, lend) => {
      const desk = await AgencyDesk.open(server)
      await lend(desk)
      desk.close()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  watch: [
    async ({ browserName: _ }, lend) => {
      const watch = new Watch()
      await lend(watch)
      expect(watch.faults, 'no page asked another host, threw, or broke its policy').toEqual([])
    },
    { auto: true },
  ],
  tidy: [
    async ({ server, desk }, lend) => {
      await lend(undefined)
      server.thaw()
      await desk.closeAlarms()
      for (const { personId } of desk.agency.units) if (personId !== null) await desk.bookOff(desk.officer(personId))
    },
    { auto: true },
  ],
  openOffice: async ({ browser, server, watch }, lend) => {
    await withContexts(browser, watch, async (makeContext) => {
      await lend(async (personId, path, options = {}) => {
        const context = await makeContext({ baseURL: server.url, viewport: { width: 1600, height: 950 }, ...options })
        await context.addInitScript(noteTones)
        const signedIn = await context.request.fetch(DemoSignIn.path, {
          method: DemoSignIn.method,
          headers: { origin: server.url },
          data: { personId },
        })
        expect(signedIn.ok(), 'somebody can sign in').toBe(true)
        const tab = new ConsoleTab(await context.newPage())
        await tab.page.goto(path)
        return tab
      })
    })
  },
  openConsole: async ({ openOffice }, lend) => {
    await lend(async (personId, path = '/', options = {}) => {
      const tab = await openOffice(personId, path, options)
      await tab.expectLive()
      return tab
    })
  },
  openPhone: async ({ browser, server, watch }, lend) => {
    const phones: FieldPhone[] = []
    await withContexts(browser, watch, async (makeContext) => {
      await lend(async (place = london) => {
        const cable = await Cable.to(server.port)
        const context = await makeContext({ viewport: { width: 390, height: 844 }, ...geolocationAt(place) })
        const phone = new FieldPhone(context, await context.newPage(), cable, place)
        phones.push(phone)
        await phone.open()
        return phone
      })
      for (const phone of phones) phone.switchOff()
    })
    for (const { cable } of phones) cable.remove()
  },
  onDuty: async ({ openPhone, desk }, lend) => {
    await lend(async (officer, place = london) => {
      const phone = await openPhone(place)
      await phone.enrol(await desk.enrolmentCode(officer.person.id))
      await phone.bookOn()
      return phone
    })
  },
})

export { expect } from '@playwright/test'

function geolocationAt(place: Place | null): BrowserContextOptions {
  if (place === null) return {}
  return { permissions: ['geolocation'], geolocation: { latitude: place.lat, longitude: place.lon, accuracy: 7 } }
}

type MakeContext = (options: BrowserContextOptions) => ReturnType<Browser['newContext']>

/** Profiles that are watched from their first request and closed with the test. */
async function withContexts(browser: Browser, watch: Watch, lend: (make: MakeContext) => Promise<void>): Promise<void> {
  const contexts: Awaited<ReturnType<MakeContext>>[] = []
  await lend(async (options) => {
    const context = await browser.newContext(options)
    contexts.push(context)
    await watch.over(context)
    return context
  })
  for (const context of contexts) await context.close()
}
