// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path'
import { readAsked } from './asked'
import type { Bench } from './benches/bench'
import { cleanUpAtTheEnd } from './machine/children'
import { root } from './machine/root'
import { kill } from './proofs/kill'
import { soak } from './proofs/soak'
import { resultFileName, resultOf, show, writeResult } from './result/result'

const proofs: Record<string, Bench> = { soak, kill }

/** npm run prove -- NAME: what takes too long, or is too rough, for a test. Keeps its result in bench/results. */
async function main(): Promise<number> {
  const { name, quick, json, profileDir } = readAsked(process.argv.slice(2), Object.keys(proofs))
  cleanUpAtTheEnd()
  const at = new Date()
  const rows = await (proofs[name] as Bench)({ quick, profileDir })
  const result = resultOf(name, quick, rows, at)
  show(result)
  // A trial proves nothing, so it is kept only where somebody asks for it.
  const kept = json ?? (quick ? null : join(root, 'bench/results', resultFileName(name, at)))
  if (kept !== null) writeResult(kept, result)
  return rows.some(({ met }) => met === false) ? 2 : 0
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error))
    process.exit(1)
  },
)
