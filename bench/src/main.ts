// SPDX-License-Identifier: Apache-2.0
import { readAsked } from './asked'
import { alarm } from './benches/alarm'
import type { Bench } from './benches/bench'
import { positions } from './benches/positions'
import { start } from './benches/start'
import { cleanUpAtTheEnd } from './machine/children'
import { resultOf, show, writeResult } from './result/result'

const benches: Record<string, Bench> = { positions, alarm, start }

/** npm run bench -- NAME [--quick] [--json FILE]. A missed target is a result; only no result is a failure. */
async function main(): Promise<void> {
  const { name, quick, json, profileDir } = readAsked(process.argv.slice(2), Object.keys(benches))
  cleanUpAtTheEnd()
  const rows = await (benches[name] as Bench)({ quick, profileDir })
  const result = resultOf(name, quick, rows, new Date())
  show(result)
  if (json !== null) writeResult(json, result)
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error))
    process.exit(1)
  },
)
