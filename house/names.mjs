// SPDX-License-Identifier: Apache-2.0
import { emptyWords, rooms, workspaces } from './ladder.mjs'

/**
 * What is wrong with where a file lies or how it is called, or null.
 *
 * @param {string} path relative to the root of the repository, with forward slashes
 * @returns {string | null}
 */
export function badName(path) {
  const parts = path.split('/')
  const words = parts.flatMap((part) => part.split(/[-.]/))
  const empty = words.find((word) => emptyWords.includes(word))
  if (empty !== undefined) return `[HO-313] '${empty}' says nothing: name the file after what it does`
  const crooked = parts.find((part) => !/^\.?[a-z0-9]+([-.][a-z0-9]+)*$/.test(part))
  if (crooked !== undefined) return `[HO-313] write '${crooked}' in kebab-case`
  return parts[0] !== undefined && parts[0] in workspaces && parts[1] === 'src' ? badRoom(parts) : null
}

/** @param {string[]} parts */
function badRoom(parts) {
  const [workspace, , room = ''] = parts
  if (workspace !== 'server') return null
  const known = parts.length === 3 ? /^(main|app)(\.[a-z.]+)?\.ts$/.test(room) : rooms.includes(room)
  if (known) return null
  return `[HO-321] server/src/${room} has no place in the house: choose ${rooms.join(', ')}, or add a room to house/ladder.mjs on purpose`
}
