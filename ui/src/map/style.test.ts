// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest'
import { basemapAttribution } from './attribution'
import { contrast, mapColours, type MapTheme } from './map-theme'
import { mapStyle } from './style'
import { suppliedTiles } from './tile-set'

const themes: readonly MapTheme[] = ['dark', 'light']

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

test.each(themes)('[UI-101] the %s style names no other host', (theme) => {
  const style = mapStyle(theme)
  const addresses = textsIn(style).filter((text) => /:\/\/|^\/\/|^(data|blob):/.test(text))
  expect(addresses).toEqual(['muster-tiles:///tiles/{z}/{x}/{y}'])
  expect(style).not.toHaveProperty('glyphs')
  expect(style).not.toHaveProperty('sprite')
})

test.each(themes)('[UI-101] the %s style uses only fonts and pictures that are supplied', (theme) => {
  const style = mapStyle(theme)
  const supplied = Object.keys(style['font-faces'] ?? {})
  const layouts = style.layers.map((layer) => ('layout' in layer ? (layer.layout ?? {}) : {}))
  const fonts = layouts
    .flatMap((layout) => ('text-font' in layout ? textsIn(layout['text-font']) : []))
    .filter((text) => text.startsWith('Noto'))
  expect(fonts.length).toBeGreaterThan(5)
  expect(fonts.filter((font) => !supplied.includes(font))).toEqual([])
  expect(layouts.filter((layout) => 'icon-image' in layout)).toEqual([])
})

test('[UI-102] both themes have the same layers in the same order', () => {
  const [dark, light] = themes.map((theme) => mapStyle(theme).layers.map(({ id, type }) => `${id} ${type}`))
  expect(dark).toEqual(light)
})

test.each(themes)('[UI-103] labels stand out in the %s theme', (theme) => {
  const colours = mapColours[theme]
  for (const label of [colours.label, colours.quietLabel])
    expect(contrast(label, colours.earth)).toBeGreaterThanOrEqual(4.5)
  expect(contrast(colours.waterLabel, colours.water)).toBeGreaterThanOrEqual(4.5)
})

test('[UI-103] the style uses these label colours', () => {
  const cities = mapStyle('dark').layers.find(({ id }) => id === 'places_locality')
  expect(cities?.paint).toMatchObject({ 'text-color': mapColours.dark.label })
})

test.each(themes)('[UI-104] marks stand out in the %s theme', (theme) => {
  const { earth, water, tones, stale, selected, emergency } = mapColours[theme]
  const marks = [...Object.values(tones), stale, selected, emergency]
  expect(marks.filter((mark) => contrast(mark, earth) < 3 || contrast(mark, water) < 3)).toEqual([])
})

test.each(themes)('[UI-105] nothing but an emergency is red in the %s theme', (theme) => {
  const { tones, stale, selected, emergency } = mapColours[theme]
  expect(hueFromRed(emergency)).toBeLessThan(12)
  expect([...Object.values(tones), stale, selected].filter((colour) => hueFromRed(colour) < 25)).toEqual([])
})

test('[UI-106] the attribution goes with the tiles', () => {
  expect(mapStyle('dark').sources['basemap']).toMatchObject({ attribution: basemapAttribution })
  const own = { path: '/tiles/{z}/{x}/{y}', minZoom: 0, maxZoom: 15, attribution: '© Somebody', limits: null }
  expect(mapStyle('dark', own).sources['basemap']).toMatchObject({ attribution: '© Somebody', maxzoom: 15 })
})

/** Degrees of hue away from pure red; 180 for greys, which have none. */
function hueFromRed(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
  const most = Math.max(red, green, blue)
  const least = Math.min(red, green, blue)
  if (most - least < 30) return 180
  const sixth =
    most === red
      ? (green - blue) / (most - least)
      : most === green
        ? 2 + (blue - red) / (most - least)
        : 4 + (red - green) / (most - least)
  const hue = (sixth * 60 + 360) % 360
  return Math.min(hue, 360 - hue)
}

test('[UI-108] the supplied file says that it has no roads', () => {
  expect(suppliedTiles.limits).toMatch(/no roads/)
})
