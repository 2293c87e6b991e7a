// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const copied = [
  '.oxlintrc.json',
  'tsconfig.base.json',
  'house/ladder.mjs',
  'house/directions.mjs',
  'house/names.mjs',
  'house/plugin.mjs',
]
const configured = ['contract', 'proof', 'server', 'ui', 'console', 'field', 'scenarios', 'bench', 'e2e']

/** What a tool complained about in one file: the message and the advice, one string each. */
export type Complaints = readonly string[]

interface Diagnostic {
  filename: string
  code: string
  message: string
  help?: string
}

/**
 * A tree shaped like this repository, under the same configuration, with `files` (path → text) in it. Trying the
 * rules there leaves the real tree alone, whatever half-finished state it is in.
 */
export class TrialTree {
  readonly path = realpathSync(mkdtempSync(join(tmpdir(), 'muster-house-')))

  constructor(files: Readonly<Record<string, string>>) {
    for (const path of [...copied, ...configured.map((name) => `${name}/tsconfig.json`)]) {
      cpSync(join(root, path), join(this.path, path))
    }
    symlinkSync(join(root, 'node_modules'), join(this.path, 'node_modules'))
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.path, path)), { recursive: true })
      writeFileSync(join(this.path, path), text)
    }
  }

  /** Complaints of the linter by file. */
  lint(): Map<string, Complaints> {
    const { stdout, stderr } = this.#run('oxlint', ['--format=json'])
    if (!stdout.includes('"diagnostics"')) throw new Error(`the linter did not run: ${stderr}${stdout}`)
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: Diagnostic[] }
    const byFile = new Map<string, string[]>()
    for (const { filename, code, message, help } of diagnostics) {
      byFile.set(filename, [...(byFile.get(filename) ?? []), `${code} ${message} ${help ?? ''}`])
    }
    return byFile
  }

  /** What the compiler says of one workspace; empty when it is content. */
  compile(workspace: string): string {
    return this.#run('tsc', ['-p', workspace, '--pretty', 'false']).stdout
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true })
  }

  #run(tool: string, args: string[]) {
    return spawnSync(join(root, 'node_modules/.bin', tool), args, {
      cwd: this.path,
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    })
  }
}
