// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest'
import { texts } from './texts'

const limitWords = 12
/** Long stand-ins for what is filled in, so that a sentence is judged as it appears. */
const fillings = ['12:04:59', '12:04:59']

function allTexts(node: unknown): string[] {
  if (typeof node === 'string') return [node]
  if (typeof node === 'function') return [String((node as (...given: string[]) => string)(...fillings))]
  return Object.values(node as object).flatMap(allTexts)
}

const sentences = allTexts(texts).flatMap((text) => text.split(/(?<=[.!?])\s+/))

test('[UI-340] there are texts to judge, and functions among them', () => {
  expect(sentences.length).toBeGreaterThan(100)
  expect(sentences).toContain('Received by control 12:04:59')
})

test.each(sentences)('[UI-340] "%s" has at most twelve words', (sentence) => {
  expect(sentence.split(/\s+/).length).toBeLessThanOrEqual(limitWords)
})
