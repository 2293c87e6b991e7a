// SPDX-License-Identifier: Apache-2.0
// @ts-check
import path from 'node:path'
import { eachLine, exitOf, nodeTool, startHeld, stopHeld } from './child.mjs'
import { runIfMain } from './plain-fault.mjs'
import { plainWords } from './server-log.mjs'
import { ownUrl, readSettings, withFreePort } from './settings.mjs'
import { setUp } from './setup.mjs'

const stopPatienceMs = 4_000

/** `npm run dev`: the server restarts and the apps are rebuilt whenever a source changes; reload the page. */
async function develop() {
  await setUp()
  const settings = await withFreePort(readSettings(process.env))
  const env = {
    MUSTER_HOST: settings.host,
    MUSTER_PORT: String(settings.port),
    MUSTER_DATA: settings.dataDir,
    MUSTER_DEMO: settings.isDemo ? '1' : '0',
  }
  const server = ['watch', '--clear-screen=false', path.join('server', 'src', 'main.ts')]
  const children = [
    watching('server', nodeTool('tsx/dist/cli.mjs', server), env),
    watching('console', nodeTool('vite/bin/vite.js', ['build', 'console', '--watch', '--mode', 'development']), {}),
    watching('field', nodeTool('vite/bin/vite.js', ['build', 'field', '--watch', '--mode', 'development']), {}),
  ]
  console.log(`Muster is coming up at ${ownUrl(settings)}/. Stop with Ctrl-C.`)
  const asked = new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => resolve('asked'))
  })
  const first = await Promise.race([asked, ...children.map(({ name, child }) => exitOf(child).then(() => name))])
  if (first !== 'asked') console.log(`${first} ended by itself; stopping the others.`)
  await Promise.all(children.map(({ child }) => stopHeld(child, stopPatienceMs)))
  return first === 'asked' ? 0 : 1
}

/** @param {string} name @param {[string, string[]]} command @param {Record<string, string>} env */
function watching(name, [file, args], env) {
  const child = startHeld(file, args, env)
  /** @param {string} line */
  const show = (line) => {
    const words = name === 'server' ? plainWords(line) : line
    if (words !== null) console.log(`[${name}] ${words}`)
  }
  eachLine(child.stdout, show)
  eachLine(child.stderr, show)
  return { name, child }
}

runIfMain(import.meta.url, develop)
