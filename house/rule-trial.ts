// SPDX-License-Identifier: Apache-2.0
import { beforeAll, describe, expect, test } from 'vitest'
import { TrialTree, type Complaints } from './trial-tree'

export interface Rule {
  /** Number and sentence, as in SPEC.md. */
  title: string
  /** `[file, code, words of the advice]`: what breaks the rule. */
  refused: [file: string, code: string, words: string][]
  /** `[file, code]`: what lies close to a violation and is right. */
  lawful: [file: string, code: string][]
}

/** Shows for each rule that the linter refuses what breaks it, with advice, and has nothing against the lawful. */
export function tryRules(rules: readonly Rule[]): void {
  const found = new Map<string, Complaints>()

  beforeAll(() => {
    const samples = rules.flatMap(({ refused, lawful }) => [...refused, ...lawful])
    for (const files of roundsOf(samples)) {
      const tree = new TrialTree(Object.fromEntries(files))
      const complaints = tree.lint()
      tree.remove()
      for (const [file, code] of files) found.set(keyOf(file, code), complaints.get(file) ?? [])
    }
  })

  describe.each(rules)('$title', ({ refused, lawful }) => {
    test.each(refused)('%s is refused with %s', (file, code, words) => {
      expect(found.get(keyOf(file, code))?.join('\n')).toContain(words)
    })
    test.each(lawful)('%s passes', (file, code) => {
      expect(found.get(keyOf(file, code))).toEqual([])
    })
  })
}

const keyOf = (file: string, code: string) => `${file}\n${code}`

/** One path may serve several samples: each goes to the first round in which its path is still free. */
function roundsOf(samples: readonly [file: string, code: string, words?: string][]): Map<string, string>[] {
  const rounds: Map<string, string>[] = []
  for (const [file, code] of samples) {
    const free = rounds.find((files) => !files.has(file))
    if (free === undefined) rounds.push(new Map([[file, code]]))
    else free.set(file, code)
  }
  return rounds
}
