// SPDX-License-Identifier: Apache-2.0
import type { Row } from './row'

const heads = ['what', 'value', 'unit', 'target', 'met', 'peer', 'its value', 'ours ÷ its'] as const
const numbers = new Set([1, 6, 7])

/** The rows as a table for a terminal: numbers to the right, everything else to the left. */
export function tableOf(rows: readonly Row[]): string {
  const lines = [[...heads], ...rows.flatMap((each) => broken(cellsOf(each)))]
  const widths = heads.map((_, column) => Math.max(...lines.map((cells) => (cells[column] ?? '').length)))
  const text = lines.map((cells) => cells.map((cell, column) => padded(cell, widths[column] ?? 0, column)).join('  '))
  const rule = widths.map((width) => '─'.repeat(width)).join('  ')
  return [text[0], rule, ...text.slice(1)].map((line) => (line ?? '').trimEnd()).join('\n')
}

const whatWidth = 68

/** A long description goes on below; the figures stand in its first line. */
function broken([what = '', ...figures]: string[]): string[][] {
  const lines = ['']
  for (const word of what.split(' ')) {
    const line = lines.at(-1) ?? ''
    if (line !== '' && line.length + 1 + word.length > whatWidth) lines.push(`  ${word}`)
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`
  }
  return lines.map((line, at) => [line, ...(at === 0 ? figures : figures.map(() => ''))])
}

function cellsOf({ what, value, unit, target, met, peer, peerValue, ratio }: Row): string[] {
  const verdict = met === null ? '–' : met ? 'yes' : 'NO'
  return [what, inDigits(value), unit, target ?? '', verdict, peer ?? '', inDigits(peerValue), inDigits(ratio)]
}

function inDigits(value: number | null | undefined): string {
  if (value === undefined) return ''
  return value === null ? '?' : new Intl.NumberFormat('en-GB', { maximumFractionDigits: 4 }).format(value)
}

function padded(cell: string, width: number, column: number): string {
  return numbers.has(column) ? cell.padStart(width) : cell.padEnd(width)
}
