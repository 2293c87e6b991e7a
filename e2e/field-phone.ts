// SPDX-License-Identifier: Apache-2.0
import { type BrowserContext, expect, type Locator, type Page } from '@playwright/test'
import type { Cable } from './cable'

export interface Place {
  readonly lat: number
  readonly lon: number
}

/** As often as a phone's receiver says where it is. */
const receiverMs = 1_000
/** Longer than the second for which the emergency control has to be held. */
const holdMs = 1_150

/** One officer's phone with the field app, by what its officer sees. */
export class FieldPhone {
  readonly page: Page
  readonly cable: Cable
  readonly emergencyState: Locator
  readonly emergencyButton: Locator
  readonly silentButton: Locator
  readonly #context: BrowserContext
  #place: Place | null
  #receiver: NodeJS.Timeout | undefined

  constructor(context: BrowserContext, page: Page, cable: Cable, place: Place | null) {
    this.#context = context
    this.#place = place
    this.page = page
    this.cable = cable
    this.emergencyState = page.getByRole('status', { name: 'Emergency state' })
    this.emergencyButton = page.getByRole('button', { name: /^Emergency: hold/ })
    this.silentButton = page.getByRole('button', { name: /^Silent press: hold/ })
  }

  async open(): Promise<void> {
    this.#receiver = setInterval(() => void this.#receive().catch(() => undefined), receiverMs)
    await this.page.goto(`${this.cable.url}/field/`)
    await expect(this.emergencyButton).toBeVisible()
  }

  async enrol(code: string): Promise<void> {
    await this.page.getByLabel('One-time code').fill(code)
    await this.page.getByRole('button', { name: 'Enrol', exact: true }).click()
    await expect(this.page.getByRole('heading', { name: 'Duty', exact: true })).toBeVisible()
  }

  /** Books on, with a talkgroup chosen, and waits until the server says so. */
  async bookOn(talkgroup = 'Control 1'): Promise<void> {
    const choice = this.page.getByLabel('Talkgroup')
    await expect(choice.locator('option').filter({ hasText: talkgroup })).toHaveCount(1)
    await choice.selectOption(await choice.locator('option').filter({ hasText: talkgroup }).innerText())
    await this.page.getByRole('button', { name: 'Book on', exact: true }).first().click()
    await expect(this.page.getByText(/^Booked on since/)).toBeVisible()
  }

  /** Holds the control as a thumb does. Resolves with this machine's time just before and after the press counted. */
  async press(button = this.emergencyButton): Promise<{ fromMs: number; untilMs: number }> {
    await button.hover()
    const fromMs = Date.now()
    await this.page.mouse.down()
    await this.page.waitForTimeout(holdMs)
    await this.page.mouse.up()
    return { fromMs, untilMs: Date.now() }
  }

  async expectReceived(timeoutMs = 15_000): Promise<void> {
    await expect(this.emergencyState).toContainText(/(Received|Acknowledged) by control/, { timeout: timeoutMs })
  }

  async moveTo(place: Place): Promise<void> {
    this.#place = place
    await this.#receive()
  }

  switchOff(): void {
    clearInterval(this.#receiver)
  }

  /** No bars: the browser knows that it is offline, and what was open breaks. */
  async loseNetwork(): Promise<void> {
    await this.#context.setOffline(true)
    this.cable.cut()
  }

  async findNetwork(): Promise<void> {
    this.cable.mend()
    await this.#context.setOffline(false)
  }

  /** The place is known to the app, by its own word. */
  async expectPlaceKept(): Promise<void> {
    await expect(this.page.getByRole('listitem').filter({ hasText: 'Position' })).toContainText('Proved')
  }

  /** The app's own files are kept, so that it starts without a network from now on. */
  async expectKept(): Promise<void> {
    await this.page.evaluate(async () => void (await navigator.serviceWorker.ready))
    await expect
      .poll(() => this.page.evaluate(() => navigator.serviceWorker.controller !== null), { timeout: 15_000 })
      .toBe(true)
  }

  async #receive(): Promise<void> {
    if (this.#place === null) return
    const { lat, lon } = this.#place
    await this.#context.setGeolocation({ latitude: lat, longitude: lon, accuracy: 7 })
  }
}
