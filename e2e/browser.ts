// SPDX-License-Identifier: Apache-2.0
import { accessSync, constants } from 'node:fs'
import path from 'node:path'
import chromium from '@sparticuz/chromium'

/** In this order: the shell starts fastest and renders without a display. */
const systemNames = ['chromium-headless-shell', 'chromium', 'google-chrome'] as const

/**
 * Software rendering, a fake camera and microphone, and no host but this one: whatever a page asks for elsewhere
 * cannot even be looked up. Sound keeps the browser's own rule, silence until somebody acts.
 */
export const browserArgs = [
  '--no-sandbox',
  '--enable-unsafe-swiftshader',
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
]

/**
 * The browser that the tests run in: MUSTER_BROWSER, else one of this machine, else the one that came with npm.
 * MUSTER_BROWSER=npm takes the last even where there is another.
 *
 * @throws where MUSTER_BROWSER names something that cannot be run
 */
export async function findBrowser(): Promise<string> {
  const wanted = process.env['MUSTER_BROWSER'] ?? ''
  if (wanted === 'npm') return await fromNpm()
  if (wanted !== '') {
    if (isRunnable(wanted)) return wanted
    throw new Error(`MUSTER_BROWSER is "${wanted}", which cannot be run. Set it to a browser's file, or to npm.`)
  }
  const dirs = (process.env['PATH'] ?? '').split(path.delimiter).filter((dir) => dir !== '')
  const files = systemNames.flatMap((name) => dirs.map((dir) => path.join(dir, name)))
  return files.find(isRunnable) ?? (await fromNpm())
}

/** Unpacks itself into the folder for temporary files, once. */
async function fromNpm(): Promise<string> {
  return await chromium.executablePath()
}

function isRunnable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
