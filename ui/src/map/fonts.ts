// SPDX-License-Identifier: Apache-2.0
import type { FontFacesSpecification } from 'maplibre-gl'
import latinItalic from '@fontsource/noto-sans/files/noto-sans-latin-400-italic.woff2?url'
import latinMedium from '@fontsource/noto-sans/files/noto-sans-latin-500-normal.woff2?url'
import latin from '@fontsource/noto-sans/files/noto-sans-latin-400-normal.woff2?url'
import extendedItalic from '@fontsource/noto-sans/files/noto-sans-latin-ext-400-italic.woff2?url'
import extendedMedium from '@fontsource/noto-sans/files/noto-sans-latin-ext-500-normal.woff2?url'
import extended from '@fontsource/noto-sans/files/noto-sans-latin-ext-400-normal.woff2?url'

const latinRange = ['U+0000-00FF', 'U+0131', 'U+0152-0153', 'U+2000-206F', 'U+20AC', 'U+2122']
const extendedRange = ['U+0100-02FF', 'U+1E00-1EFF']

/**
 * The labels' fonts, as files of this host: MapLibre draws glyphs from them itself, so no glyph server is needed.
 * Each file is fetched only when a letter of its range comes up (Welsh and Irish need the extended ones).
 * Other scripts fall back to a font of the viewer's computer.
 */
export const mapFonts: FontFacesSpecification = {
  'Noto Sans Regular': facesOf(latin, extended),
  'Noto Sans Medium': facesOf(latinMedium, extendedMedium),
  'Noto Sans Italic': facesOf(latinItalic, extendedItalic),
}

function facesOf(basic: string, more: string) {
  return [
    { url: basic, 'unicode-range': latinRange },
    { url: more, 'unicode-range': extendedRange },
  ]
}
