// SPDX-License-Identifier: Apache-2.0
import { expect, type Locator, type Page } from '@playwright/test'

/** One tone that the page gave to the loudspeaker. */
export interface Tone {
  /** Wall clock of the page, ms. */
  readonly atMs: number
  readonly hz: number
}

/** Where the map looks before anybody moved it. */
const wholeCountry = { lat: 54.2, lon: -3, zoom: 5.2 }

/** Runs in the page before its own code: notes each tone that is started in a running audio context. */
export function noteTones(): void {
  const tones: Tone[] = []
  Object.assign(globalThis, { tonesStarted: tones })
  const { start } = OscillatorNode.prototype
  OscillatorNode.prototype.start = function noted(this: OscillatorNode, when?: number) {
    if (this.context.state === 'running') tones.push({ atMs: Date.now(), hz: this.frequency.value })
    start.call(this, when)
  }
}

/** One console, by what its controller sees and hears. */
export class ConsoleTab {
  readonly page: Page
  readonly alarms: Locator
  readonly units: Locator
  readonly map: Locator
  readonly search: Locator

  constructor(page: Page) {
    this.page = page
    this.alarms = page.getByRole('region', { name: 'Alarms' })
    this.units = page.getByRole('grid', { name: 'Units' })
    this.map = page.getByRole('region', { name: 'Map', exact: true })
    this.search = page.getByRole('searchbox', { name: 'Search units' })
  }

  async open(path = '/'): Promise<void> {
    await this.page.goto(path)
    await this.expectLive()
  }

  /** A second tab of the same profile. */
  async openAnother(): Promise<ConsoleTab> {
    const tab = new ConsoleTab(await this.page.context().newPage())
    await tab.open()
    return tab
  }

  /** The feed is live by the page's own word. */
  async expectLive(timeoutMs = 20_000): Promise<void> {
    const feed = this.page.getByRole('group', { name: 'Live feed' })
    await expect(feed.getByRole('status')).toHaveText(/^live$/i, { timeout: timeoutMs })
  }

  row(callsign: string): Locator {
    return this.units.getByRole('row').filter({ hasText: callsign })
  }

  /** The marker of a unit on the map, where it carries its name. */
  marker(callsign: string): Locator {
    return this.map.getByRole('button', { name: new RegExp(`^${callsign}, `) })
  }

  alarm(callsign: string): Locator {
    return this.alarms.getByRole('listitem').filter({ hasText: callsign })
  }

  acknowledge(callsign: string): Locator {
    return this.alarms.getByRole('button', { name: `Acknowledge ${callsign}` })
  }

  /** As a controller does at log-on: turns the sound on, hears the test, says so. */
  async turnSoundOn(): Promise<void> {
    await this.page.getByRole('button', { name: 'Turn sound on and test' }).click()
    await this.page.getByRole('button', { name: 'Yes, I heard it' }).click()
    await expect(this.page.getByRole('region', { name: 'Sound check' })).toBeHidden()
  }

  /** Tones started since a time of this machine's clock. */
  async tonesSince(sinceMs: number): Promise<Tone[]> {
    const all = await this.page.evaluate(() => (globalThis as unknown as { tonesStarted: Tone[] }).tonesStarted)
    return all.filter(({ atMs }) => atMs >= sinceMs)
  }

  /** The map is drawn and says nothing is wrong with it. */
  async expectMap(): Promise<Locator> {
    const canvas = this.map.locator('canvas.maplibregl-canvas')
    await expect(canvas).toBeVisible({ timeout: 20_000 })
    await expect(this.map.getByText('Loading the map')).toBeHidden()
    return canvas
  }

  /** Where the address says that the map looks; without a word there it is the whole country. */
  place(): { lat: number; lon: number; zoom: number } {
    const search = new URL(this.page.url()).searchParams
    const read = (name: keyof typeof wholeCountry) => Number(search.get(name) ?? wholeCountry[name])
    return { lat: read('lat'), lon: read('lon'), zoom: read('zoom') }
  }
}
