// SPDX-License-Identifier: Apache-2.0

/**
 * Does the same with each of a list, at most `limit` at a time, in the order of the list. Answers those
 * with which it failed; one failure stops nobody else.
 */
export async function sideBySide<T>(
  list: readonly T[],
  limit: number,
  act: (one: T) => Promise<void>,
): Promise<{ one: T; error: unknown }[]> {
  const failed: { one: T; error: unknown }[] = []
  let next = 0
  const work = async () => {
    while (next < list.length) {
      const one = list[next] as T
      next += 1
      await act(one).catch((error: unknown) => failed.push({ one, error }))
    }
  }
  await Promise.all(Array.from({ length: Math.min(limit, list.length) }, work))
  return failed
}
