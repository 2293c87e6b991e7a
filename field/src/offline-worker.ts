// SPDX-License-Identifier: Apache-2.0
import { wayOf } from './offline-rules'

/**
 * Keeps the app's own files, so that it starts without a network. It never answers for the API: what the
 * server says is either fresh or not there [UI-351]. Built into `sw.js`; see vite.config.ts.
 */

/** Addresses below the app's base, and a name that changes with their contents. Filled in by the build. */
declare const builtFiles: readonly string[]
declare const builtName: string

/** The part of the worker's world that is used; the DOM's types do not know it. */
interface Lasting {
  waitUntil(work: Promise<unknown>): void
}
interface Asked extends Lasting {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}
interface WorkerScope {
  readonly registration: { readonly scope: string }
  readonly clients: { claim(): Promise<void> }
  skipWaiting(): Promise<void>
  addEventListener(type: 'install' | 'activate', heard: (event: Lasting) => void): void
  addEventListener(type: 'fetch', heard: (event: Asked) => void): void
}

const scope = globalThis as unknown as WorkerScope
const base = scope.registration.scope
const kept = new Set(builtFiles.map((file) => new URL(file, base).href))

scope.addEventListener('install', (event) => event.waitUntil(keepFiles()))
scope.addEventListener('activate', (event) => event.waitUntil(takeOver()))
scope.addEventListener('fetch', (event) => {
  const { url, method, mode } = event.request
  const way = wayOf({ url, method, navigates: mode === 'navigate' }, base, kept)
  if (way === 'page') event.respondWith(keptOr(base, event.request))
  if (way === 'file') event.respondWith(keptOr(url, event.request))
})

async function keepFiles(): Promise<void> {
  const cache = await caches.open(builtName)
  await cache.addAll([...kept].map((url) => new Request(url, { cache: 'reload' })))
  // The page is one script without later parts, so a newer worker cannot break one that is open.
  await scope.skipWaiting()
}

async function takeOver(): Promise<void> {
  const names = (await caches.keys()).filter((name) => name.startsWith('muster-field-') && name !== builtName)
  await Promise.all(names.map((name) => caches.delete(name)))
  await scope.clients.claim()
}

async function keptOr(url: string, request: Request): Promise<Response> {
  const cache = await caches.open(builtName)
  return (await cache.match(url)) ?? fetch(request)
}
