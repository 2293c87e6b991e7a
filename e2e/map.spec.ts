// SPDX-License-Identifier: Apache-2.0
import type { FixTuple } from '@muster/contract/live'
import type { ConsoleTab } from './console-tab'
import { expect, test } from './fixtures'
import { alarmAt, fixOf, LiveStandIn, type Scene, unitOf } from './live-stand-in'
import { busyInScriptMs, colouredPixels } from './map-cost'

const middle = { lat: 52, lon: -1 }
const start = `/?lat=${middle.lat}&lon=${middle.lon}&zoom=7`

/** Units on a square around the middle of the map, a few minutes' drive apart. */
function spread(count: number, shiftDeg = 0): FixTuple[] {
  const side = Math.ceil(Math.sqrt(count))
  return Array.from({ length: count }, (_, at) => {
    const [row, column] = [Math.floor(at / side), at % side]
    return fixOf(at + 1, 51 + (2 * row) / side + shiftDeg, -2.5 + (3 * column) / side + shiftDeg)
  })
}

function crowd(count: number): Scene {
  return { units: Array.from({ length: count }, (_, at) => unitOf(at + 1)), fixes: spread(count) }
}

test('[UI-170, UI-262] the map never moves by itself', async ({ desk, openOffice }) => {
  const tab = await openOffice(desk.cast.controller, '/kit')
  const standIn = await LiveStandIn.over(tab.page, { ...crowd(20), alarms: [alarmAt(1, 52.4, -1.2)] })
  await tab.open(start)
  await tab.expectMap()
  const still = await boxOf(tab, 'Stand 1')
  const expectStill = async (why: string) => {
    await tab.page.waitForTimeout(400)
    expect(await boxOf(tab, 'Stand 1'), why).toEqual(still)
    expect(tab.place(), why).toEqual({ ...middle, zoom: 7 })
  }
  standIn.move(spread(20, 0.02).slice(1))
  await expectStill('units moved')
  standIn.raise(alarmAt(2, 57, -4))
  await expect(tab.alarm('Stand 2')).toBeVisible()
  await expectStill('an alarm was raised out of sight')
  await tab.row('Stand 20').click()
  await expectStill('a unit was chosen')
  await tab.search.fill('Stand 1')
  await expectStill('the list was narrowed')
  await tab.page.getByRole('button', { name: 'Light', exact: true }).click()
  await expectStill('the theme was changed')
  await tab.alarm('Stand 2').getByRole('button', { name: 'Go to Stand 2' }).click()
  await expect.poll(() => tab.place().lat).toBeCloseTo(57, 2)
})

test('[UI-171] the map by keyboard', async ({ desk, openOffice }) => {
  const tab = await openOffice(desk.cast.controller, '/kit')
  await LiveStandIn.over(tab.page, { units: [unitOf(7)], fixes: [fixOf(7, middle.lat, middle.lon)] })
  await tab.open(start)
  const canvas = await tab.expectMap()
  await expect(canvas).toHaveAccessibleName('Map of units')
  await tab.units.focus()
  for (let tabs = 0; tabs < 40 && !(await isFocused(tab)); tabs += 1) await tab.page.keyboard.press('Tab')
  await expect(canvas).toBeFocused()
  await tab.page.keyboard.press('Enter')
  await expect.poll(() => new URL(tab.page.url()).searchParams.get('unit')).toBe(unitOf(7).id)
  await canvas.focus()
  await tab.page.keyboard.press('ArrowRight')
  await expect.poll(() => tab.place().lon).toBeGreaterThan(middle.lon)
  await tab.page.keyboard.press('+')
  await expect.poll(() => tab.place().zoom).toBe(8)
})

test('[UI-172] without WebGL2 the map says so, and the list is there', async ({
  desk,
  playwright,
  launchOptions,
  server,
}) => {
  const args = [...(launchOptions.args ?? []), '--disable-3d-apis']
  const blind = await playwright.chromium.launch({ ...launchOptions, args })
  const page = await blind.newPage({ baseURL: server.url })
  await page.goto('/')
  await page.getByRole('button', { name: desk.name(desk.cast.controller) }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'offers no WebGL2' })).toContainText('still in the list')
  await expect(page.getByRole('grid', { name: 'Units' })).toBeVisible()
  await blind.close()
})

test('[UI-173] after a lost graphics context all units are drawn again', async ({ desk, openOffice }) => {
  const tab = await openOffice(desk.cast.controller, '/kit', { reducedMotion: 'reduce' })
  await LiveStandIn.over(tab.page, crowd(1_000))
  await tab.open(start)
  const canvas = await tab.expectMap()
  const coloured = async () => colouredPixels(tab.page, await canvas.screenshot())
  await expect.poll(coloured, { timeout: 20_000 }).toBeGreaterThan(5_000)
  const before = await coloured()
  await canvas.evaluate((element: HTMLCanvasElement) => {
    const lose = element.getContext('webgl2')?.getExtension('WEBGL_lose_context')
    Object.assign(globalThis, { giveBack: () => lose?.restoreContext() })
    lose?.loseContext()
  })
  await expect.poll(coloured).toBeLessThan(before / 10)
  await tab.page.evaluate(() => (globalThis as unknown as { giveBack: () => void }).giveBack())
  await expect.poll(coloured, { timeout: 20_000 }).toBeGreaterThan(before * 0.95)
})

test('[UI-174] ten thousand units move without rendering by React, and what that costs is reported', async ({
  desk,
  openOffice,
}) => {
  const tab = await openOffice(desk.cast.controller, '/kit', { reducedMotion: 'reduce' })
  const standIn = await LiveStandIn.over(tab.page, crowd(10_000))
  await tab.open(start)
  await tab.expectMap()
  const updates = 15
  const run = async () => {
    for (let at = 0; at < updates; at += 1) {
      standIn.move(spread(10_000, at / 10_000))
      // No faster than the page takes them.
      await tab.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)))
      await tab.page.waitForTimeout(200)
    }
  }
  await run()
  const idle = await rendersOfMap(tab, () => tab.page.waitForTimeout(updates * 200))
  const busy = await rendersOfMap(tab, run)
  // Its labels follow once a second, whether units move or not.
  expect(busy.count / busy.tookMs).toBeLessThanOrEqual((idle.count + 2) / idle.tookMs)
  // All that the map does meanwhile counts: what it does anyway is small, and a busy machine sways a difference.
  const perUpdateMs = (await busyInScriptMs(tab.page, /map-stage/, run)) / updates
  test.info().annotations.push({ type: 'ms per update', description: perUpdateMs.toFixed(2) })
  expect(perUpdateMs).toBeGreaterThan(0.05)
})

for (const reducedMotion of ['no-preference', 'reduce'] as const) {
  test(`[UI-175] an alarm's ring with motion: ${reducedMotion}`, async ({ desk, openOffice }) => {
    const tab = await openOffice(desk.cast.controller, '/kit', { reducedMotion })
    await LiveStandIn.over(tab.page, { ...crowd(1), alarms: [alarmAt(1, middle.lat, middle.lon)] })
    await tab.open(start)
    await expect(tab.marker('Stand 1')).toBeVisible()
    const seconds = 4
    const flashes = await tab.marker('Stand 1').evaluate(async (marker, lengthMs) => {
      const ring = marker.querySelector('span')
      if (ring === null) throw new Error('the marker has no ring')
      const untilMs = performance.now() + lengthMs
      let [dark, count] = [false, 0]
      while (performance.now() < untilMs) {
        const now = Number(getComputedStyle(ring).opacity) < 0.9
        if (now && !dark) count += 1
        dark = now
        await new Promise((resolve) => requestAnimationFrame(resolve))
      }
      return count
    }, seconds * 1_000)
    if (reducedMotion === 'reduce') return expect(flashes).toBe(0)
    expect(Math.abs(flashes - seconds)).toBeLessThanOrEqual(1)
  })
}

async function boxOf(tab: ConsoleTab, callsign: string) {
  const marker = tab.marker(callsign)
  await expect(marker).toBeVisible()
  return await marker.boundingBox()
}

async function isFocused(tab: ConsoleTab): Promise<boolean> {
  return await tab.page.evaluate(() => document.activeElement?.matches('canvas.maplibregl-canvas') === true)
}

/** How often React rendered the map's component: its element gets new props each time. */
async function rendersOfMap(tab: ConsoleTab, act: () => Promise<void>): Promise<{ count: number; tookMs: number }> {
  const frame = tab.map.locator('[data-theme]')
  const counting = await frame.evaluateHandle((element) => {
    const propsOf = () => Object.entries(element).find(([name]) => name.startsWith('__reactProps'))?.[1] as unknown
    if (propsOf() === undefined) throw new Error('React keeps its props elsewhere now')
    const state = { count: 0, last: propsOf(), go: true }
    const look = () => {
      if (propsOf() !== state.last) state.count += 1
      state.last = propsOf()
      if (state.go) requestAnimationFrame(look)
    }
    look()
    return state
  })
  const startedMs = Date.now()
  await act()
  const tookMs = Date.now() - startedMs
  const count = await counting.evaluate((state) => {
    state.go = false
    return state.count
  })
  return { count, tookMs }
}
