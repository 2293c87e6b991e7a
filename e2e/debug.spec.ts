import { test } from './fixtures'
test('debug', async ({ desk, openPhone }) => {
  const officer = desk.spareOfficer()
  const phone = await openPhone()
  phone.page.on('websocket', (w) => { w.on('framesent', (f) => { if (/fixes/.test(String(f.payload))) console.log(Date.now()%100000, 'S', f.payload) }); w.on('framereceived', (f) => { if (/taken|refused/.test(String(f.payload))) console.log(Date.now()%100000, 'R', f.payload) }) })
  phone.page.on('response', (r) => { if (/book-on/.test(r.url())) console.log(Date.now()%100000, r.url(), r.status()) })
  await phone.enrol(await desk.enrolmentCode(officer.person.id))
  await phone.bookOn()
  await phone.page.waitForTimeout(1500)
  const t = await phone.page.innerText('body')
  console.log(t.slice(t.indexOf('Heartbeat'), t.indexOf('Status')).replace(/\n+/g,' '))
})
