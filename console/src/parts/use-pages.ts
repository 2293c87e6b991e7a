// SPDX-License-Identifier: Apache-2.0
import { useInfiniteQuery } from '@tanstack/react-query'

/** Pages kept of one list; who needs more narrows the search. */
const mostPages = 50

interface Page<Row> {
  readonly rows: readonly Row[]
  readonly next: string | null
}

export interface Pages<Row> {
  readonly rows: readonly Row[] | null
  readonly error: unknown
  readonly more: (() => void) | null
  readonly loadingMore: boolean
  readonly reload: () => void
}

/** A list that the server gives page by page. `rows` is null until the first page came. */
export function usePages<Row>(
  key: readonly unknown[],
  load: (after: string | undefined, signal: AbortSignal) => Promise<Page<Row>>,
): Pages<Row> {
  const asked = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => load(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last, all) => (all.length >= mostPages ? undefined : (last.next ?? undefined)),
  })
  return {
    rows: asked.data?.pages.flatMap((page) => page.rows) ?? null,
    error: asked.error,
    more: asked.hasNextPage ? () => void asked.fetchNextPage() : null,
    loadingMore: asked.isFetchingNextPage,
    reload: () => void asked.refetch(),
  }
}
