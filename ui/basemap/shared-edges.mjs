// SPDX-License-Identifier: Apache-2.0

/**
 * The lines where two areas meet: what is left of a set of polygons once the coast is taken away.
 *
 * Counties drawn as whole outlines would draw the coast a second time, and less exactly than the coast itself.
 * Neighbours must share their vertices exactly, as Natural Earth's do.
 *
 * @template T
 * @param {Iterable<{ polygons: number[][][][], owner: T }>} areas
 * @param {(a: T, b: T) => string | null} kindOf which kind of line parts two owners; null leaves it out
 * @returns {Map<string, number[][][]>} by kind, lines of [longitude, latitude]
 */
export function sharedEdges(areas, kindOf) {
  const firstByEdge = new Map()
  const edgesByKind = new Map()
  for (const { polygons, owner } of areas) {
    for (const ring of polygons.flat()) {
      for (let index = 1; index < ring.length; index += 1) {
        const edge = [ring[index - 1], ring[index]]
        const key = edge.map(String).sort().join(' ')
        const first = firstByEdge.get(key)
        if (first === undefined) firstByEdge.set(key, owner)
        else if (first !== owner) {
          const kind = kindOf(first, owner)
          if (kind !== null) edgesByKind.set(kind, [...(edgesByKind.get(kind) ?? []), edge])
        }
      }
    }
  }
  return new Map([...edgesByKind].map(([kind, edges]) => [kind, joined(edges)]))
}

/** Chains edges end to end; a point where other than two edges meet ends a line. */
function joined(edges) {
  const edgesByPoint = new Map()
  for (const edge of edges) {
    for (const point of edge) edgesByPoint.set(String(point), [...(edgesByPoint.get(String(point)) ?? []), edge])
  }
  const used = new Set()
  const isEnd = (point) => edgesByPoint.get(String(point)).length !== 2
  const follow = (edge, from) => {
    const line = [from]
    let at = from
    let next = edge
    while (next !== undefined && !used.has(next)) {
      used.add(next)
      at = String(next[0]) === String(at) ? next[1] : next[0]
      line.push(at)
      next = isEnd(at) ? undefined : edgesByPoint.get(String(at)).find((other) => !used.has(other))
    }
    return line
  }
  const lines = []
  const start = (edge, point) => {
    if (!used.has(edge)) lines.push(follow(edge, point))
  }
  for (const edge of edges) for (const point of edge) if (isEnd(point)) start(edge, point)
  // What is left are closed loops, which have no end to begin at.
  for (const edge of edges) start(edge, edge[0])
  return lines
}
