// SPDX-License-Identifier: Apache-2.0
import type { Alarm } from '@muster/contract/emergency'
import type { LiveUnit } from '@muster/contract/live'

/** One line that the palette offers. */
export type PaletteLine =
  | { readonly kind: 'acknowledge'; readonly alarm: Alarm }
  | { readonly kind: 'go'; readonly unit: LiveUnit }
  | { readonly kind: 'unit'; readonly unit: LiveUnit }
  | { readonly kind: 'page'; readonly to: string; readonly text: string }

export const mostLines = 12

interface Offer {
  readonly alarms: readonly Alarm[]
  readonly units: readonly LiveUnit[]
  readonly pages: readonly { readonly to: string; readonly text: string }[]
}

/**
 * What a typed line may mean, best first: `ack CALLSIGN`, `go CALLSIGN`, a callsign, a page. Without text:
 * the waiting alarms, then the pages.
 */
export function paletteLines(typed: string, offer: Offer): PaletteLine[] {
  const [first = '', ...rest] = typed.trim().toLowerCase().split(/\s+/)
  const named = rest.join(' ')
  const alarms = offer.alarms.map((alarm) => ({ kind: 'acknowledge', alarm }) as const)
  if (first === '') return [...alarms, ...offer.pages.map(pageLine)].slice(0, mostLines)
  if (first === 'ack' || first === 'acknowledge')
    return alarms.filter(({ alarm }) => begins(alarm.callsign, named)).slice(0, mostLines)
  if (first === 'go' && named !== '') return unitsBy(named, offer.units).map((unit) => ({ kind: 'go', unit }))
  const text = typed.trim().toLowerCase()
  const pages = offer.pages.filter((page) => page.text.toLowerCase().includes(text)).map(pageLine)
  const units = unitsBy(text, offer.units).map((unit) => ({ kind: 'unit', unit }) as const)
  return [...pages, ...units].slice(0, mostLines)
}

function pageLine(page: { to: string; text: string }): PaletteLine {
  return { kind: 'page', ...page }
}

/** Those whose callsign begins with the text first, then those of whom any part holds it. */
function unitsBy(text: string, units: readonly LiveUnit[]): LiveUnit[] {
  const starting = units.filter((unit) => begins(unit.callsign, text))
  const holding = units.filter(
    (unit) => !begins(unit.callsign, text) && `${unit.callsign} ${unit.officer ?? ''}`.toLowerCase().includes(text),
  )
  return [...starting, ...holding].slice(0, mostLines)
}

function begins(callsign: string, text: string): boolean {
  return callsign.toLowerCase().startsWith(text)
}
