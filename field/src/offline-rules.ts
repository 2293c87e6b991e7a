// SPDX-License-Identifier: Apache-2.0

/** The page itself, one of its own files, or nothing to do with the worker. */
export type Way = 'page' | 'file' | 'network'

/** How a request is answered. `base` is the app's own address; `kept` are the files of this build. */
export function wayOf(
  asked: { url: string; method: string; navigates: boolean },
  base: string,
  kept: ReadonlySet<string>,
): Way {
  const url = new URL(asked.url)
  const own = new URL(base)
  const inside = url.origin === own.origin && url.pathname.startsWith(own.pathname)
  if (asked.method !== 'GET' || !inside) return 'network'
  if (asked.navigates) return 'page'
  return kept.has(url.href) ? 'file' : 'network'
}
