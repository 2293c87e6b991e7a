// SPDX-License-Identifier: Apache-2.0
// @ts-check
import { inWords } from './counts.mjs'
import { runIfMain } from './plain-fault.mjs'
import { setUp } from './setup.mjs'
import { runVitest } from './suites.mjs'

/** The server's tests that need a database, on the one of TEST_DATABASE_URL where that is set, under this Node. */
runIfMain(import.meta.url, async () => {
  await setUp()
  console.log(
    `Node ${process.version}, ${process.env['TEST_DATABASE_URL'] ? 'an external PostgreSQL' : 'the embedded PostgreSQL'}`,
  )
  const { counts } = await runVitest(['--project', 'server'], { shown: true })
  console.log(`\n${inWords(counts)}`)
  return counts.failed === 0 ? 0 : 1
})
