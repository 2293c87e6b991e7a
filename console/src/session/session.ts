// SPDX-License-Identifier: Apache-2.0
import { type Viewer, WhoAmI } from '@muster/contract/identity'
import type { Permission } from '@muster/contract/permissions'
import { GetSetup } from '@muster/contract/system'
import { call } from '@muster/ui/api/client'
import { ApiRefused } from '@muster/ui/api/refusals'
import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { createContext, use } from 'react'

export const setupQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: ({ signal }) => call(GetSetup, { signal }),
  staleTime: Number.POSITIVE_INFINITY,
})

/** Who is signed in; null when nobody is. */
export const viewerQuery = queryOptions({
  queryKey: ['viewer'],
  queryFn: async ({ signal }): Promise<Viewer | null> => {
    try {
      return await call(WhoAmI, { signal })
    } catch (error) {
      if (error instanceof ApiRefused && error.status === 401) return null
      throw error
    }
  },
  staleTime: 60_000,
})

/** Forgets everything that was read for the one who was signed in; the sign-in page follows. */
export function forgetViewer(queries: QueryClient): void {
  // Page and socket may both hear of the end; the second time the sign-in page is already reading.
  if (queries.getQueryData(viewerQuery.queryKey) === null) return
  const kept = [setupQuery.queryKey[0], viewerQuery.queryKey[0]]
  queries.removeQueries({ predicate: ({ queryKey }) => !kept.some((name) => name === queryKey[0]) })
  queries.setQueryData(viewerQuery.queryKey, null)
}

export const ViewerContext = createContext<Viewer | null>(null)

export function useViewer(): Viewer {
  const viewer = use(ViewerContext)
  if (viewer === null) throw new Error('This part of the page needs somebody signed in')
  return viewer
}

export function useMay(permission: Permission): boolean {
  return useViewer().permissions.includes(permission)
}
