// SPDX-License-Identifier: Apache-2.0
import { AlarmId, UnitId } from '@muster/contract/ids'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { z } from 'zod'
import { unitFilters } from './features/duty/unit-rows'

export const themes = ['dark', 'light'] as const
export type Theme = (typeof themes)[number]

/** Anything unreadable in the address is left out, never an error: addresses are typed and mailed around. */
const lenient = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined)
const degrees = (most: number) => z.coerce.number().min(-most).max(most)

/** The whole view, kept in the address, so that it survives a reload and can be handed over to a colleague. */
export const ViewState = z.object({
  theme: lenient(z.enum(themes)),
  unit: lenient(UnitId),
  alarm: lenient(AlarmId),
  show: lenient(z.enum(unitFilters)),
  find: lenient(z.string().max(80)),
  lat: lenient(degrees(90)),
  lon: lenient(degrees(180)),
  zoom: lenient(z.coerce.number().min(0).max(22)),
  /** Offices: the record that is open, and the kind and state that are listed. */
  of: lenient(z.string().max(120)),
  kind: lenient(z.string().max(40)),
  state: lenient(z.string().max(40)),
})
export type ViewState = z.output<typeof ViewState>

/** The address as plain names and values: `?find=117` is a text, not a number. */
export function readSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text))
}

export function writeSearch(search: Record<string, unknown>): string {
  const entries = Object.entries(search).filter(([, value]) => value !== undefined && value !== null && value !== '')
  const text = new URLSearchParams(entries.map(([name, value]) => [name, String(value)])).toString()
  return text === '' ? '' : `?${text}`
}

/** What a change of view may say: undefined takes a part away. */
export type ViewChange = { [Name in keyof ViewState]?: ViewState[Name] | undefined }

/** The view, and how to change a part of it without leaving the page. */
export function useView(): [view: ViewState, change: (change: ViewChange) => void] {
  const view = useSearch({ from: '__root__' })
  const navigate = useNavigate()
  const change = (part: ViewChange): void => {
    void navigate({ to: '.', search: (before: ViewState) => ({ ...before, ...part }) as ViewState, replace: true })
  }
  return [view, change]
}
