// SPDX-License-Identifier: Apache-2.0
import { ApiUnreachable } from '@muster/ui/api/refusals'
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { ApiRefused } from '@muster/ui/api/refusals'

/** Reads are tried again twice when no answer came; a no stays a no. Changes are never repeated by themselves. */
export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeSignedOut }),
  mutationCache: new MutationCache({ onError: noticeSignedOut }),
  defaultOptions: {
    queries: {
      retry: (failures, error) => error instanceof ApiUnreachable && failures < 2,
      staleTime: 5_000,
      refetchOnWindowFocus: true,
    },
    mutations: { retry: false },
  },
})

/** Whichever call hears of it first: the session is over, so ask who is signed in. */
function noticeSignedOut(error: Error): void {
  if (error instanceof ApiRefused && error.code === 'not-signed-in')
    void queryClient.invalidateQueries({ queryKey: ['viewer'] })
}
