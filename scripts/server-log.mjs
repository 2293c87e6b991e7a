// SPDX-License-Identifier: Apache-2.0
// @ts-check
import { closeSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs'
import path from 'node:path'

/** Two files at most: the current one and the one before, each up to 10 MB. */
const fileMaxBytes = 10_000_000
/** The same words are shown once in this time; the log has them all. */
const repeatAfterMs = 60_000
const fieldMaxLength = 300

/**
 * Opens the server's log for appending. When it is full it becomes `server.log.1`, whose content is dropped.
 *
 * @param {string} file
 * @param {number} [maxBytes]
 */
export function openServerLog(file, maxBytes = fileMaxBytes) {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  let handle = openSync(file, 'a', 0o600)
  let bytes = fstatSync(handle).size
  const turnOver = () => {
    closeSync(handle)
    renameSync(file, `${file}.1`)
    handle = openSync(file, 'a', 0o600)
    bytes = 0
  }
  if (bytes > maxBytes) turnOver()
  return {
    /** Never throws: on a full disk the line is lost, and the server has worse to tell. @param {string} line */
    write(line) {
      try {
        if (bytes > maxBytes) turnOver()
        bytes += writeSync(handle, `${line}\n`)
      } catch {
        bytes += 1
      }
    },
  }
}

/**
 * A line of the server's log in plain words if a person should see it, else null.
 *
 * @param {string} line a JSON object with level (40 warning, 50 error, 60 fatal), msg and fields; other text is
 *   something that went wrong outside the log and is shown as it is
 */
export function plainWords(line) {
  const entry = parsed(line)
  if (entry === null) return line
  const level = Number(entry['level'])
  if (!(level >= 40)) return null
  const err = entry['err']
  const cause = typeof err === 'object' && err !== null && 'message' in err ? String(err.message) : ''
  const said = [entry['msg'], entry['detail'], entry['line'], entry['error'], cause]
  const words = said.map((part) => (typeof part === 'string' ? part : '').slice(0, fieldMaxLength))
  const text = [...new Set(words)].filter((part) => part !== '').join(': ')
  return `${level >= 50 ? 'error' : 'warning'}: ${text || line.slice(0, fieldMaxLength)}`
}

/**
 * Shows each text once a minute, however often it comes.
 *
 * @param {(text: string) => void} show
 * @param {() => number} [nowMs]
 */
export function withoutRepeats(show, nowMs = Date.now) {
  /** @type {Map<string, number>} */
  const shownAtByText = new Map()
  /** @param {string} text */
  return (text) => {
    const now = nowMs()
    if (now - (shownAtByText.get(text) ?? -Infinity) < repeatAfterMs) return
    // Texts with ids in them would otherwise pile up for as long as the demo runs.
    if (shownAtByText.size >= 1_000) shownAtByText.clear()
    shownAtByText.set(text, now)
    show(text)
  }
}

/** @param {string} line @returns {Record<string, unknown> | null} */
function parsed(line) {
  try {
    const value = JSON.parse(line)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null
  } catch {
    return null
  }
}
