// SPDX-License-Identifier: Apache-2.0
import { expect, test } from './fixtures'

test('[UI-423] who need not know sees nothing of a compartmented officer', async ({ desk, openConsole }) => {
  const hidden = desk.hiddenOfficer()
  const [open] = desk.trackedOfficers()
  if (open === undefined) throw new Error('the small agency tracks nobody in the open')
  const cleared = await openConsole(desk.cast.clearedController)
  const uncleared = await openConsole(desk.cast.controller, '/?lat=51.489&lon=-0.126&zoom=13')
  const heard: string[] = []
  uncleared.page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => heard.push(payload.toString())),
  )
  uncleared.page.on(
    'response',
    (answer) =>
      void answer.text().then(
        (text) => heard.push(text),
        () => undefined,
      ),
  )
  await uncleared.page.reload()
  await uncleared.expectLive()
  await desk.bookOnSeen(hidden)
  await desk.bookOnSeen(open)

  await expect(cleared.row(hidden.callsign)).toContainText('±8 m')
  await expect(cleared.row(hidden.callsign).getByTitle(/^Compartmented/)).toBeVisible()
  await cleared.search.fill(hidden.callsign)
  await expect(cleared.row(hidden.callsign)).toBeVisible()
  await cleared.row(hidden.callsign).click()
  await expect(cleared.marker(hidden.callsign)).toBeVisible()
  await expect(cleared.page.getByRole('contentinfo')).toContainText('2 on duty')

  await expect(uncleared.row(open.callsign)).toContainText('±8 m')
  await expect(uncleared.page.getByRole('contentinfo')).toContainText('1 on duty')
  await expect(uncleared.page.getByRole('button', { name: 'All 1' })).toBeVisible()
  await expect(uncleared.marker(open.callsign)).toBeVisible()
  await expect(uncleared.map.getByRole('button', { name: /^[A-Z][a-z]+ \d+, / })).toHaveCount(1)
  await uncleared.search.fill(hidden.callsign)
  await expect(uncleared.page.getByText('No unit fits')).toBeVisible()
  await uncleared.page.keyboard.press('Escape')
  await uncleared.page.keyboard.press('Control+k')
  await uncleared.page.getByRole('combobox', { name: 'Command' }).fill(hidden.callsign)
  await expect(uncleared.page.getByText('Nothing goes by that name here.')).toBeVisible()
  await uncleared.page.keyboard.press('Escape')

  // A guessed id is answered like one that does not exist.
  const said: string[] = []
  for (const id of [hidden.unit.id, '01890000-0000-7000-8000-000000000000']) {
    await uncleared.page.goto(`/?unit=${id}`)
    const refusal = uncleared.page.getByRole('region', { name: 'Unit card' }).getByRole('alert')
    await expect(refusal).toBeVisible()
    said.push(await refusal.innerText())
  }
  expect(said[0]).toBe(said[1])
  const told = heard.filter((text) => text.includes(hidden.callsign) || text.includes(hidden.unit.id))
  expect(told, 'nothing that names the unit came over the wire').toEqual([])
  expect(heard.some((text) => text.includes(open.callsign))).toBe(true)
})
