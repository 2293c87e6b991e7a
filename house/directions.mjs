// SPDX-License-Identifier: Apache-2.0
import { posix } from 'node:path'
import { ladder, pureCrypto, pureLibraries, workspaces } from './ladder.mjs'

/**
 * One import as the linter meets it.
 *
 * @typedef {{
 *   file: string,
 *   specifier: string,
 *   typeOnly: boolean,
 *   names: string[],
 * }} Import `file` is relative to the root of the repository, with forward slashes. `names` are the imported
 * values, `*` for all of them.
 */

/**
 * Why an import is refused and what to do instead, or null where it is lawful.
 *
 * @param {Import} wanted
 * @returns {string | null}
 */
export function refusal(wanted) {
  const from = placeOf(wanted.file)
  if (from === null) return null
  const specifier = wanted.specifier.replace(/\?.*$/, '')
  const relative = specifier.startsWith('.')
  if (relative && /\.(ts|tsx|js|mjs)$/.test(specifier)) return `[HO-313] write '${specifier}' without its extension`
  const target = relative ? posix.join(posix.dirname(wanted.file), specifier) : packageTarget(specifier)
  const to = target === null ? null : placeOf(target)
  if (to === null) return relative ? leavesTheHouse(specifier) : ofLibrary(from, specifier, wanted)
  if (relative && to.workspace !== from.workspace) return leavesTheHouse(specifier)
  return ofTests(from, to) ?? ofWorkspace(from, to) ?? ofRules(from, to, wanted) ?? ofRoom(from, to)
}

/**
 * Whether a file decides without clock, randomness and I/O: all of proof, and each file of rules.
 *
 * @param {string} file relative to the root of the repository, with forward slashes
 */
export function isPure(file) {
  const place = placeOf(file)
  return place !== null && !place.test && (place.workspace === 'proof' || isRules(place))
}

/** @typedef {{ workspace: string, room: string, name: string, file: string, test: boolean }} Place */

/**
 * @param {string} path
 * @returns {Place | null} null outside the workspaces: configuration and scripts go where they must
 */
function placeOf(path) {
  const [workspace = '', ...rest] = path.split('/')
  if (!(workspace in workspaces) || (workspace !== 'e2e' && rest[0] !== 'src')) return null
  const inside = workspace === 'e2e' ? rest : rest.slice(1)
  const room = inside.length > 1 ? (inside[0] ?? '') : ''
  const name = inside.length > 2 ? (inside[1] ?? '') : ''
  const file = (inside.at(-1) ?? '').replace(/\.tsx?$/, '')
  const test = workspace === 'e2e' || room === 'testing' || file.endsWith('.test')
  return { workspace, room, name, file, test }
}

/** @param {string} specifier */
function packageTarget(specifier) {
  const found = /^@muster\/([^/]+)\/(.+)$/.exec(specifier)
  return found === null ? null : `${found[1]}/src/${found[2]}`
}

/** @param {string} specifier */
function leavesTheHouse(specifier) {
  return `[HO-308] '${specifier}' leaves its workspace: import '@muster/<workspace>/<file>' instead`
}

/**
 * @param {Place} from
 * @param {Place} to
 */
function ofTests(from, to) {
  if (from.test || !to.test) return null
  return '[HO-319] product code does not import what was written for tests: move the shared part beside its owner'
}

/**
 * @param {Place} from
 * @param {Place} to
 */
function ofWorkspace(from, to) {
  if (from.workspace === to.workspace) return null
  const uses = workspaces[from.workspace]?.uses ?? []
  const closed = workspaces[from.workspace]?.libraries !== undefined
  if (uses.includes(to.workspace) || (from.test && !closed && to.workspace === 'scenarios')) return null
  const may = uses.length === 0 ? 'no other workspace' : uses.join(', ')
  return `[HO-308] ${from.workspace} may import ${may}, not ${to.workspace}: move what both need down into contract`
}

/**
 * @param {Place} from
 * @param {Place} to
 * @param {Import} wanted
 */
function ofRules(from, to, wanted) {
  if (!isRules(from)) return null
  if (to.file === 'ids' && wanted.names.some((name) => name === 'newId' || name === '*')) {
    return '[HO-306] rules make no ids: take the id as an argument'
  }
  if (wanted.typeOnly || to.workspace !== from.workspace || (isRules(to) && sameFolder(from, to))) return null
  return '[HO-306] rules are pure: import contract, proof or another *-rules file of the folder, and types; take the rest as arguments'
}

/**
 * Directions between the rooms of the server.
 *
 * @param {Place} from
 * @param {Place} to
 */
function ofRoom(from, to) {
  if (from.workspace !== 'server' || to.workspace !== 'server') return null
  if (from.room === '' || from.room === 'testing' || to.room === 'testing') return null
  if (to.room === '') {
    return from.test ? null : `[HO-304] only tests import ${to.file}: take what you need as an argument`
  }
  if (from.room === 'features') return ofFeature(from, to)
  if (from.room === 'adapters') return ofAdapter(from, to)
  if (to.room === 'features' || to.room === 'adapters') {
    return `[HO-304] ${from.room} knows no feature and no adapter: offer an interface here, and let app.ts join the two`
  }
  return null
}

/**
 * @param {Place} from
 * @param {Place} to
 */
function ofFeature(from, to) {
  if (to.room === 'adapters') {
    return '[HO-303] a feature never imports an adapter: the adapter calls the feature through its index'
  }
  if (to.room === 'migrations') return '[HO-304] only the shell runs migrations: import nothing from them'
  if (to.room !== 'features' || to.name === from.name) return null
  const [here, there] = [ladder.indexOf(from.name), ladder.indexOf(to.name)]
  if (here < 0) return `[HO-301] ${from.name} is not on the ladder: add it to house/ladder.mjs at its height`
  if (there < 0) return `[HO-301] ${to.name} is not on the ladder: add it to house/ladder.mjs at its height`
  if (there > here) {
    return `[HO-301] ${to.name} is above ${from.name} on the ladder: announce or tell, and let ${to.name} listen`
  }
  return throughIndex(to)
}

/**
 * @param {Place} from
 * @param {Place} to
 */
function ofAdapter(from, to) {
  if (to.room === 'adapters' && to.name !== from.name) {
    return '[HO-303] an adapter never imports another: move what both need into the feature they both call'
  }
  if (to.room === 'migrations') return '[HO-304] only the shell runs migrations: import nothing from them'
  return to.room === 'features' ? throughIndex(to) : null
}

/** @param {Place} to */
function throughIndex(to) {
  if (to.file === 'index') return null
  return `[HO-302] import ${to.name} through its index: add the function that you need to features/${to.name}/index.ts`
}

/**
 * @param {Place} from
 * @param {string} specifier
 * @param {Import} wanted
 */
function ofLibrary(from, specifier, wanted) {
  const list = workspaces[from.workspace]
  if (from.test || list === undefined) return null
  if (/^(vitest|fast-check|@playwright\/test)$/.test(specifier) && from.workspace !== 'bench') {
    return `[HO-319] ${specifier} is for tests only`
  }
  if (list.libraries !== undefined && !isOneOf(specifier, list.libraries)) {
    return `[HO-307] ${from.workspace} runs everywhere and imports only ${list.libraries.join(', ')} and itself, not ${specifier}`
  }
  if (list.refused?.some((start) => specifier.startsWith(start))) {
    return `[HO-309] ${from.workspace} stays small and runs in a browser: no ${specifier} here`
  }
  if (isRules(from) && !wanted.typeOnly && specifier !== 'zod') {
    return `[HO-306] rules are pure: no ${specifier}; take its result as an argument`
  }
  return from.workspace === 'server' ? ofServerLibrary(from, specifier, wanted) : null
}

/**
 * @param {Place} from
 * @param {string} specifier
 * @param {Import} wanted
 */
function ofServerLibrary(from, specifier, wanted) {
  if (from.room === 'shell' || isOneOf(specifier, pureLibraries)) return null
  if (from.room === '' && /^node:(process|path|url)$/.test(specifier)) return null
  if (isOneOf(specifier, ['kysely'])) {
    if (from.room === 'migrations' || /^(.+-)?store$/.test(from.file)) return null
    return '[HO-305] SQL lives in store.ts and in migrations: add a function to the store of this feature'
  }
  if (specifier === 'node:crypto') {
    if (wanted.names.every((name) => pureCrypto.includes(name))) return null
    return `[HO-305] of node:crypto only ${pureCrypto.join(', ')} here: keys and randomness come from the shell, ids from contract`
  }
  return `[HO-305] only server/src/shell touches the outside: no ${specifier} here; give the shell a function for it`
}

/**
 * @param {string} specifier
 * @param {string[]} libraries
 */
function isOneOf(specifier, libraries) {
  return libraries.some((library) => specifier === library || specifier.startsWith(`${library}/`))
}

/** @param {Place} place */
function isRules(place) {
  return /^(.+-)?rules$/.test(place.file)
}

/**
 * @param {Place} a
 * @param {Place} b
 */
function sameFolder(a, b) {
  return a.room === b.room && a.name === b.name
}
