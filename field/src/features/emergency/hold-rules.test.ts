// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Hold, holdAfter, holdDueInMs, type HoldEvent, holdMs, idle } from './hold-rules'

function pressesOf(events: readonly HoldEvent[]): number {
  let hold: Hold = idle
  let presses = 0
  for (const event of events) {
    const after = holdAfter(hold, event)
    hold = after.hold
    if (after.pressed) presses += 1
  }
  return presses
}

const by = 'pointer-1'

test.each([
  [0, 0],
  [500, 0],
  [999, 0],
  [1_000, 1],
  [1_001, 1],
  [60_000, 1],
])('[UI-310] let go after %i ms makes %i presses', (heldMs, presses) => {
  expect(
    pressesOf([
      { type: 'down', by, atMs: 5 },
      { type: 'up', by, atMs: 5 + heldMs },
    ]),
  ).toBe(presses)
})

test('[UI-310] a hold presses while it is held, and only once', () => {
  const events: HoldEvent[] = [
    { type: 'down', by, atMs: 0 },
    { type: 'tick', atMs: 999 },
    { type: 'tick', atMs: 1_000 },
    { type: 'tick', atMs: 2_000 },
    { type: 'up', by, atMs: 3_000 },
  ]
  expect(pressesOf(events)).toBe(1)
  expect(pressesOf(events.slice(0, 2))).toBe(0)
})

test('[UI-310] two holds are two presses', () => {
  const once: HoldEvent[] = [
    { type: 'down', by, atMs: 0 },
    { type: 'tick', atMs: 1_000 },
    { type: 'up', by, atMs: 1_100 },
  ]
  const again = once.map((event) => ({ ...event, atMs: event.atMs + 2_000 }))
  expect(pressesOf([...once, ...again])).toBe(2)
})

test('[UI-310] a second finger neither cuts the first hold short nor prolongs it', () => {
  expect(
    pressesOf([
      { type: 'down', by, atMs: 0 },
      { type: 'down', by: 'pointer-2', atMs: 900 },
      { type: 'up', by: 'pointer-2', atMs: 950 },
      { type: 'tick', atMs: 1_000 },
    ]),
  ).toBe(1)
  expect(
    pressesOf([
      { type: 'down', by, atMs: 0 },
      { type: 'down', by: 'key-Enter', atMs: 500 },
      { type: 'up', by, atMs: 900 },
      { type: 'tick', atMs: 1_500 },
    ]),
  ).toBe(0)
})

test('[UI-310] a pointer that the platform takes away presses only if it had lasted', () => {
  expect(
    pressesOf([
      { type: 'down', by, atMs: 0 },
      { type: 'lost', atMs: 999 },
      { type: 'tick', atMs: 5_000 },
    ]),
  ).toBe(0)
  expect(
    pressesOf([
      { type: 'down', by, atMs: 0 },
      { type: 'lost', atMs: 1_200 },
    ]),
  ).toBe(1)
})

test('[UI-310] a spent hold whose end was never heard does not swallow the next', () => {
  const spent: HoldEvent[] = [
    { type: 'down', by, atMs: 0 },
    { type: 'tick', atMs: 1_000 },
  ]
  expect(pressesOf([...spent, { type: 'down', by: 'pointer-2', atMs: 2_000 }, { type: 'tick', atMs: 3_000 }])).toBe(2)
  expect(pressesOf([...spent, { type: 'down', by, atMs: 2_000 }, { type: 'tick', atMs: 3_000 }])).toBe(2)
})

test('[UI-310] nothing presses that was not held without a break for a second', () => {
  const event = fc.record({
    type: fc.constantFrom('down', 'up', 'lost', 'tick'),
    by: fc.constantFrom('a', 'b'),
    gapMs: fc.nat(900),
  })
  fc.assert(
    fc.property(fc.array(event, { maxLength: 40 }), (steps) => {
      const heldMs: number[] = []
      let [atMs, hold, heldSince] = [0, idle as Hold, null as number | null]
      for (const step of steps) {
        atMs += step.gapMs
        const after = holdAfter(hold, { ...step, atMs })
        if (after.pressed) heldMs.push(atMs - (heldSince ?? atMs))
        if (after.hold.state === 'holding' && hold !== after.hold) heldSince = atMs
        hold = after.hold
      }
      expect(heldMs.filter((ms) => ms < holdMs)).toEqual([])
    }),
  )
})

test('[UI-310] the timer is set for what is left of the second', () => {
  expect(holdDueInMs(idle, 5)).toBeNull()
  expect(holdDueInMs({ state: 'holding', by, sinceMs: 100 }, 400)).toBe(700)
  expect(holdDueInMs({ state: 'holding', by, sinceMs: 100 }, 5_000)).toBe(0)
})
