// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A file of the tree: its path from the root with forward slashes, and its text. */
export interface SourceFile {
  path: string
  text: string
}

const root = fileURLToPath(new URL('..', import.meta.url))

// As in .gitignore, which is not asked: a tree unpacked from an archive has no git.
const leftOut = new Set([
  'node_modules',
  '.git',
  'dist',
  'data',
  '.cache',
  'test-results',
  'playwright-report',
  'coverage',
])
const binary = /\.(png|jpe?g|webp|ico|woff2?|pmtiles|bin|gz|zip|wasm|log|wav|ogg|opus|pdf|tsbuildinfo)$/

/** Every text file that is published, in order of path. */
export function publishedFiles(): SourceFile[] {
  return filesBelow(root)
    .filter((path) => !binary.test(path))
    .toSorted()
    .map((path) => ({ path: relative(root, path).split(sep).join('/'), text: readFileSync(path, 'utf8') }))
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (leftOut.has(entry.name)) return []
    return entry.isDirectory() ? filesBelow(path) : entry.isFile() ? [path] : []
  })
}
