// SPDX-License-Identifier: Apache-2.0
// @ts-check
import { spawn } from 'node:child_process'
import { root } from './plain-fault.mjs'

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */
/** @typedef {{ code: number, output: string, tookMs: number }} Ended `code` is 128 or more after a signal */

/** Enough to explain any failure; the beginning is dropped beyond it. */
const outputMaxLength = 400_000

/**
 * Runs a program to its end.
 *
 * @param {string} file
 * @param {readonly string[]} args
 * @param {{ env?: Record<string, string>, shown?: boolean }} [options] shown: its output goes to the screen as well
 * @returns {Promise<Ended>}
 */
export function runToEnd(file, args, options = {}) {
  const startedMs = performance.now()
  const env = { ...process.env, ...options.env }
  const child = spawn(file, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  /** @param {Buffer} chunk */
  const hear = (chunk) => {
    output = (output + chunk.toString()).slice(-outputMaxLength)
    if (options.shown === true) process.stdout.write(chunk)
  }
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  // Whoever ends this script in the middle of an install ends the install too.
  const endWithUs = () => void child.kill()
  process.once('exit', endWithUs)
  return new Promise((resolve) => {
    /** @param {number} code */
    const end = (code) => {
      process.off('exit', endWithUs)
      resolve({ code, output, tookMs: performance.now() - startedMs })
    }
    child.on('error', (error) => {
      output += `${file}: ${error.message}\n`
      end(127)
    })
    child.on('close', (code) => end(code ?? 128))
  })
}

/** @param {string} tool a path inside node_modules @param {readonly string[]} args @returns {[string, string[]]} */
export function nodeTool(tool, args) {
  return [process.execPath, [`${root}/node_modules/${tool}`, ...args]]
}

/**
 * Starts a program that stops when its standard input closes, so that it cannot outlive this one.
 *
 * @param {string} file
 * @param {readonly string[]} args
 * @param {Record<string, string>} env
 */
export function startHeld(file, args, env) {
  // A group of its own: Ctrl-C reaches this script alone, which then stops things in order.
  const child = spawn(file, args, { cwd: root, env: { ...process.env, ...env }, detached: true })
  // It may go while something is written or closed; its exit is what counts.
  child.stdin.on('error', () => undefined)
  return child
}

/**
 * @param {ChildProcess} child
 * @returns {Promise<number>} its exit code, 128 after a signal, 127 when it could not start
 */
export function exitOf(child) {
  if (child.exitCode !== null) return Promise.resolve(child.exitCode)
  if (child.signalCode !== null) return Promise.resolve(128)
  return new Promise((resolve) => {
    child.once('exit', (code) => resolve(code ?? 128))
    child.once('error', () => resolve(127))
  })
}

/**
 * Closes a held program's pipe; asks by signal when that does not help, and kills it when its time is up.
 *
 * @param {ChildProcess} child
 * @param {number} patienceMs
 * @returns {Promise<'stopped' | 'killed'>}
 */
export async function stopHeld(child, patienceMs) {
  const exited = exitOf(child)
  child.stdin?.end()
  if (await within(exited, patienceMs / 2)) return 'stopped'
  child.kill('SIGTERM')
  if (await within(exited, patienceMs / 2)) return 'stopped'
  child.kill('SIGKILL')
  await exited
  return 'killed'
}

/** @param {Promise<unknown>} promise @param {number} limitMs */
function within(promise, limitMs) {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), limitMs)
    void promise.then(() => {
      clearTimeout(timer)
      resolve(true)
    })
  })
}

/**
 * Calls back for each whole line of a stream; a line longer than 64 KB comes in pieces.
 *
 * @param {NodeJS.ReadableStream | null} stream
 * @param {(line: string) => void} hear
 */
export function eachLine(stream, hear) {
  let rest = ''
  stream?.setEncoding('utf8')
  stream?.on('data', (chunk) => {
    const lines = (rest + String(chunk)).split('\n')
    rest = lines.pop() ?? ''
    if (rest.length > 65_536) {
      lines.push(rest)
      rest = ''
    }
    for (const line of lines) if (line !== '') hear(line)
  })
  stream?.on('end', () => {
    if (rest !== '') hear(rest)
  })
}
