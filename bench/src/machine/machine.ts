// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process'
import { arch, cpus, platform, release, totalmem } from 'node:os'
import { root } from './root'

/** What kind of machine this is, without its name and without a path. */
export function machineOf(): string {
  const model = (cpus()[0]?.model ?? 'unknown processor').replace(/[\s/\\]+/g, ' ').trim()
  // Builders of kernels append names of their own.
  const kernel = release().split('-')[0]
  const memoryGb = Math.round(totalmem() / 1024 ** 3)
  return `${cpus().length} cores ${model}, ${memoryGb} GB, ${platform()} ${kernel} ${arch()}, Node ${process.versions.node}`
}

export function commitOf(): string {
  const head = git('rev-parse', '--short', 'HEAD')
  if (head === null) return 'unknown'
  return git('status', '--porcelain') === '' ? head : `${head}-dirty`
}

function git(...args: string[]): string | null {
  const { status, stdout } = spawnSync('git', args, { cwd: root, encoding: 'utf8', timeout: 10_000 })
  return status === 0 ? stdout.trim() : null
}
