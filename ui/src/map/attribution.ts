// SPDX-License-Identifier: Apache-2.0

/** What the licences of the supplied basemap ask to keep in sight (ui/basemap/LICENCES.md). */
export const basemapAttribution =
  '© OpenStreetMap contributors (coast, ODbL) · GeoNames (places, CC BY 4.0) · Natural Earth'

/** What the supplied basemap cannot tell, in the words that the page shows. */
export const basemapLimits =
  'Supplied map file: no roads or buildings, few lakes and rivers. The coast is right to about 10 m; county lines, lakes ' +
  'and rivers may be a kilometre off or more. Coarse beyond Great Britain and Ireland. Your agency can bring its own file.'
