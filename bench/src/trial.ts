// SPDX-License-Identifier: Apache-2.0
import { cleanUpAtTheEnd } from './machine/children'
import { pressPlan } from './load/press-plan'
import { runMuster } from './muster/measured-run'
import { prepare } from './muster/prepared'
cleanUpAtTheEnd()
const [units = 100, consoles = 4, seconds = 4] = process.argv.slice(2).map(Number)
const prepared = await prepare(units, consoles)
try {
  const m = await runMuster({
    ...prepared,
    seconds,
    presses: pressPlan(prepared.shift.units, { everyMs: 500, lastsMs: seconds * 1000, already: 0 }),
    profileDir: process.env['PROFILE'] ?? null,
  })
  console.log(JSON.stringify(m, null, 1))
} finally {
  prepared.remove()
}
process.exit(0)
