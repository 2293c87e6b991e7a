// SPDX-License-Identifier: Apache-2.0
import { MantineProvider } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Outlet } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useEffect } from 'react'
import { Failed, Loading } from '../parts/page-state'
import { setupQuery, viewerQuery } from '../session/session'
import { resolveColours, theme as mantineTheme } from '../theme'
import { useView } from '../view-state'
import { SignedIn } from './signed-in'

const SignInPage = lazy(() =>
  import('../features/sign-in/sign-in-page').then((module) => ({ default: module.SignInPage })),
)

/** The outermost part of every page: the theme, and who is signed in. */
export function Frame(): ReactNode {
  const [view] = useView()
  const theme = view.theme ?? 'dark'
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme
  }, [theme])
  return (
    <MantineProvider
      theme={mantineTheme}
      cssVariablesResolver={resolveColours}
      forceColorScheme={theme}
      getStyleNonce={styleNonce}
    >
      <Gate />
    </MantineProvider>
  )
}

function Gate(): ReactNode {
  const setup = useQuery(setupQuery)
  const viewer = useQuery(viewerQuery)
  if (setup.data === undefined || viewer.data === undefined) {
    const error = setup.error ?? viewer.error
    if (error === null) return <Loading what="Muster" />
    return <Failed what="Muster" error={error} retry={() => void Promise.all([setup.refetch(), viewer.refetch()])} />
  }
  if (viewer.data === null) {
    return (
      <Suspense fallback={<Loading what="the sign-in" />}>
        <SignInPage setup={setup.data} />
      </Suspense>
    )
  }
  return (
    <SignedIn key={viewer.data.sessionId} setup={setup.data} viewer={viewer.data}>
      <Outlet />
    </SignedIn>
  )
}

/** The server writes a fresh nonce into the page for each request. */
function styleNonce(): string {
  return document.querySelector('meta[name="csp-nonce"]')?.getAttribute('content') ?? ''
}
