// SPDX-License-Identifier: Apache-2.0
import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { root } from './muster-server'

/** The tests run what is shipped: everything is built before the first of them, unless it is up to date. */
export default async function buildFirst(): Promise<void> {
  await promisify(execFile)(process.execPath, [path.join(root, 'scripts', 'build.mjs')])
}
