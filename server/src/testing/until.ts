// SPDX-License-Identifier: Apache-2.0

const patienceMs = 10_000

/** Ask again until the answer suits: for what happens after the reply, on the server's own time. */
export async function until<T>(
  ask: () => T | Promise<T>,
  suits: (answer: T) => boolean,
  what: string,
  withinMs = patienceMs,
): Promise<T> {
  const endsAt = Date.now() + withinMs
  for (;;) {
    const answer = await ask()
    if (suits(answer)) return answer
    if (Date.now() > endsAt) throw new Error(`waited ${withinMs} ms for ${what}; last: ${JSON.stringify(answer)}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
