// SPDX-License-Identifier: Apache-2.0
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { ControlRoom } from './features/duty/control-room'
import { Crash, NotFound } from './parts/page-state'
import { Frame } from './shell/frame'
import { readSearch, ViewState, writeSearch } from './view-state'

const rootRoute = createRootRoute({
  component: Frame,
  notFoundComponent: NotFound,
  errorComponent: Crash,
  validateSearch: (search) => ViewState.parse(search),
})
const at = { getParentRoute: () => rootRoute }

const routeTree = rootRoute.addChildren([
  createRoute({ ...at, path: '/', component: ControlRoom }),
  createRoute({
    ...at,
    path: '/kit',
    component: lazyRouteComponent(() => import('./features/kit/kit-page'), 'KitPage'),
  }),
  createRoute({
    ...at,
    path: '/people',
    component: lazyRouteComponent(() => import('./features/identity/people-page'), 'PeoplePage'),
  }),
  createRoute({
    ...at,
    path: '/devices',
    component: lazyRouteComponent(() => import('./features/identity/devices-page'), 'DevicesPage'),
  }),
  createRoute({
    ...at,
    path: '/quarantine',
    component: lazyRouteComponent(() => import('./features/location/quarantine-page'), 'QuarantinePage'),
  }),
  createRoute({
    ...at,
    path: '/log',
    component: lazyRouteComponent(() => import('./features/audit/log-page'), 'LogPage'),
  }),
])

export const router = createRouter({
  routeTree,
  parseSearch: readSearch,
  stringifySearch: writeSearch,
  defaultErrorComponent: Crash,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
