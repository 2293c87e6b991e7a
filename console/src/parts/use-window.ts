// SPDX-License-Identifier: Apache-2.0
import { type RefObject, useEffect, useState } from 'react'

/** Rows drawn beyond both edges, so that a quick scroll does not show holes. */
const spareRows = 10

export interface RowWindow {
  readonly first: number
  /** Exclusive. */
  readonly end: number
  readonly reveal: (index: number) => void
}

/** Which of `count` rows of one height are worth drawing in a scrolling element; `topPx` lies above the first row. */
export function useWindow(
  scroll: RefObject<HTMLElement | null>,
  count: number,
  rowPx: number,
  topPx: number,
): RowWindow {
  const [place, setPlace] = useState({ from: 0, height: 800 })
  useEffect(() => {
    const element = scroll.current
    if (element === null) return undefined
    const look = () => setPlace({ from: element.scrollTop, height: element.clientHeight })
    const watch = new ResizeObserver(look)
    watch.observe(element)
    element.addEventListener('scroll', look, { passive: true })
    return () => {
      watch.disconnect()
      element.removeEventListener('scroll', look)
    }
  }, [scroll])
  return {
    ...rowsInSight(place.from, place.height, count, rowPx),
    reveal: (index) => reveal(scroll.current, index, rowPx, topPx),
  }
}

export function rowsInSight(
  fromPx: number,
  heightPx: number,
  count: number,
  rowPx: number,
): { first: number; end: number } {
  const first = Math.max(0, Math.min(count, Math.floor(fromPx / rowPx) - spareRows))
  const end = Math.min(count, Math.ceil((fromPx + heightPx) / rowPx) + spareRows)
  return { first, end: Math.max(first, end) }
}

/** Scrolls no further than it must. */
function reveal(element: HTMLElement | null, index: number, rowPx: number, topPx: number): void {
  if (element === null) return
  const above = index * rowPx
  const below = above + rowPx + topPx - element.clientHeight
  if (element.scrollTop > above) element.scrollTop = above
  else if (element.scrollTop < below) element.scrollTop = below
}
