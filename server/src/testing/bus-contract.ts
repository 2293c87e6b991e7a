// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest'
import type { Bus } from '../shell/bus'

type Open = (onFault: (topic: string, error: unknown) => void) => Promise<Bus>
/** Until news that was published has arrived, however the driver carries it. */
type Settle = () => Promise<void>

/** What every driver of the bus promises: one suite for all of them. */
export function testBus(driver: string, open: Open, settle: Settle): void {
  test(`[HO-009] ${driver}: news reaches every subscriber of its topic, in the order of publication`, async () => {
    const bus = await open(() => undefined)
    const heard: string[] = []
    bus.subscribe('a', (news) => heard.push(`first ${String(news)}`))
    bus.subscribe('a', (news) => heard.push(`second ${String(news)}`))
    bus.subscribe('b', () => heard.push('wrong topic'))
    bus.publish('a', 1)
    bus.publish('a', 2)
    await settle()
    expect(heard.filter((each) => each.startsWith('first'))).toEqual(['first 1', 'first 2'])
    expect(heard.filter((each) => each.startsWith('second'))).toEqual(['second 1', 'second 2'])
    expect(heard).toHaveLength(4)
    await bus.close()
  })

  test(`[HO-009] ${driver}: a handler that throws harms neither the others nor the publisher`, async () => {
    const faults: string[] = []
    const bus = await open((topic, error) => faults.push(`${topic}: ${(error as Error).message}`))
    const heard: unknown[] = []
    bus.subscribe('a', () => {
      throw new Error('broken')
    })
    bus.subscribe('a', (news) => heard.push(news))
    expect(() => bus.publish('a', 1)).not.toThrow()
    await settle()
    expect(heard).toEqual([1])
    expect(faults).toEqual(['a: broken'])
    await bus.close()
  })

  test(`[HO-009] ${driver}: who has unsubscribed hears nothing, nor anybody once it is closed`, async () => {
    const bus = await open(() => undefined)
    const heard: unknown[] = []
    const leave = bus.subscribe('a', (news) => heard.push(news))
    bus.subscribe('b', (news) => heard.push(news))
    leave()
    bus.publish('a', 1)
    await settle()
    await bus.close()
    bus.publish('b', 2)
    await settle()
    expect(heard).toEqual([])
  })
}
