// SPDX-License-Identifier: Apache-2.0
import { expect, test } from './fixtures'
import { Watch } from './watch'

test('[UI-400, UI-209, UI-352] a page that asks another host, throws, or breaks its policy is noticed', async ({
  browser,
  server,
}) => {
  const watch = new Watch()
  const context = await browser.newContext({ baseURL: server.url })
  await watch.over(context)
  const page = await context.newPage()
  await page.goto('/')
  expect(watch.faults).toEqual([])
  await page.evaluate(() => {
    setTimeout(() => {
      throw new Error('thrown on purpose')
    })
    document.body.append(Object.assign(document.createElement('img'), { src: 'https://elsewhere.test/a.png' }))
  })
  await expect.poll(() => watch.faults.join('\n')).toContain('thrown on purpose')
  await expect.poll(() => watch.faults.join('\n')).toContain('content-security-policy img-src https://elsewhere.test')
  const bare = await context.newPage()
  await bare.goto('about:blank')
  await bare.evaluate(() => fetch('https://elsewhere.test/b').catch(() => undefined))
  await expect.poll(() => watch.faults).toContain('asked another host: https://elsewhere.test/b')
  await context.close()
})
