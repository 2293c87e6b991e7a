import { test } from './fixtures'
test('debug', async ({ server, desk, openConsole, onDuty }) => {
  const officer = desk.spareOfficer()
  const tab = await openConsole(desk.cast.controller)
  const phone = await onDuty(officer)
  const show = async (w: string) => console.log(Date.now()%1000000, w, JSON.stringify((await desk.alarms()).map((x) => [x.id.slice(-4), x.acknowledgedAt, x.closedAt, x.version, x.recorded])))
  tab.page.on('websocket', (w) => w.on('framereceived', (f) => { const m = JSON.parse(String(f.payload)); if (m.type === 'alarms') console.log(Date.now()%1000000, m.full, JSON.stringify(m.alarms.map((x: any) => [x.id.slice(-4), x.acknowledgedAt, x.closedAt, x.version, x.recorded]))) }))
  await tab.page.reload(); await tab.expectLive()
  for (let i = 0; i < 2; i++) {
    await phone.press(); if (i === 0) await phone.expectReceived()
    await server.kill9(); console.log('killed'); await server.start(); console.log('up'); await show('after')
    await tab.expectLive(); await phone.expectReceived()
    await tab.page.waitForTimeout(1000); await show('live')
    console.log(await tab.alarms.innerText())
    await tab.acknowledge(officer.callsign).click(); await tab.page.waitForTimeout(500)
    await show('acked')
    await desk.closeAlarms(); await tab.page.waitForTimeout(1500); await show('closed'); 
    await phone.page.getByRole('button', { name: 'Hide this' }).click()
  }
})
