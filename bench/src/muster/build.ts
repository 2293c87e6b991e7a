// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events'
import { startChild } from '../machine/children'

/** Builds the server if its sources changed since its last build: what is measured is what is shipped. */
export async function buildServer(): Promise<void> {
  const script = "const { build } = await import('./scripts/build.mjs'); await build({ only: ['server'] })"
  const building = startChild(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const [code] = (await once(building, 'exit')) as [number | null]
  if (code !== 0) throw new Error('the server does not build: run `npm run build` and see')
}
