// SPDX-License-Identifier: Apache-2.0

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

/** A promise that somebody else resolves, or that resolves by itself after `withinMs`. */
export function openWait(withinMs: number): { readonly done: () => void; readonly over: Promise<void> } {
  let done: () => void = () => undefined
  const over = new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, withinMs)
    done = () => {
      clearTimeout(timer)
      resolve()
    }
  })
  return { done, over }
}
