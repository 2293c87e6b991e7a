import { test } from './fixtures'
test('debug sw', async ({ openPhone }) => {
  const phone = await openPhone()
  const ctx = phone.page.context()
  ctx.on('serviceworker', async (w) => { console.log('SW', w.url(), await w.evaluate(async () => { const out: string[] = []; for (const f of ["icon-192.png","./","manifest.webmanifest","assets/index-BWo1GwSK.js"]) { try { const r = await fetch('/field/' + f, {cache:'reload'}); out.push(f+r.status) } catch (e) { out.push(f+String(e)) } } try { const c = await caches.open('y'); await c.addAll(["icon-192.png","./","manifest.webmanifest"].map((f) => new Request('/field/' + f, {cache:'reload'}))); out.push('added') } catch (e) { out.push(String(e)) } return out }).catch(e=>String(e))) })
  ctx.on('console', (m) => console.log('C', m.text()))
  console.log(await phone.page.evaluate(async () => { const r = await navigator.serviceWorker.register('/field/sw.js'); const w = r.installing; const s: string[] = []; w?.addEventListener('statechange', () => s.push(w.state)); await new Promise(x=>setTimeout(x,4000)); return [String(w), s] }))
})
