// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { distanceInWords, placeInWords, type PlacesIndex } from './place-in-words'

const index: PlacesIndex = {
  attribution: '',
  counties: ['London', 'Oxfordshire'],
  places: [
    ['London', 51.5085, -0.1257, 8_961_989, 0],
    ['Abingdon', 51.6711, -1.2828, 39_809, 1],
    ['Rockall', 57.5963, -13.6873, 0, -1],
  ],
}

test.each([
  [51.678_73, -1.270_53, '1.2 km north-east of Abingdon, Oxfordshire'],
  [51.6711, -1.35, '4.6 km west of Abingdon, Oxfordshire'],
  [51.5, -1.2828, '19 km south of Abingdon, Oxfordshire'],
  [51.6765, -1.2828, '600 m north of Abingdon, Oxfordshire'],
])('[UI-140] %d, %d is said as "%s"', (lat, lon, words) => {
  expect(placeInWords(lat, lon, index)).toBe(words)
})

test.each([
  [51.672, -1.283, 'at Abingdon, Oxfordshire'],
  [51.509, -0.126, 'at London'],
  [57.5963, -13.6873, 'at Rockall'],
  [45, -30, null],
])('[UI-141] %d, %d is said as %s', (lat, lon, words) => {
  expect(placeInWords(lat, lon, index)).toBe(words)
})

test.each([
  [349, '300 m'],
  [949, '900 m'],
  [951, '1.0 km'],
  [9_949, '9.9 km'],
  [9_951, '10 km'],
  [12_600, '13 km'],
])('[UI-140] %d m is "%s"', (metres, words) => {
  expect(distanceInWords(metres)).toBe(words)
})

const winds = ['north', 'north-east', 'east', 'south-east', 'south', 'south-west', 'west', 'north-west']

test('[UI-142] walking the words back ends near the position', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.31, max: 40, noNaN: true }),
      fc.double({ min: 0, max: 2 * Math.PI, noNaN: true }),
      (awayKm, heading) => {
        const [lat, lon] = [51.6711, -1.2828]
        const northKm = Math.cos(heading) * awayKm
        const eastKm = Math.sin(heading) * awayKm
        const atLat = lat + northKm / 111.195
        const words = placeInWords(atLat, lon + eastKm / (111.195 * Math.cos((atLat * Math.PI) / 180)), {
          ...index,
          places: index.places.slice(1, 2),
        })
        const [, number, unit, wind = ''] = /^([\d.]+) (k?m) (\S+) of /.exec(words ?? '') ?? []
        const saidKm = Number(number) / (unit === 'm' ? 1000 : 1)
        const saidHeading = (winds.indexOf(wind) * Math.PI) / 4
        expect(words).toContain('Abingdon')
        expect(Math.abs(saidKm - awayKm)).toBeLessThanOrEqual(awayKm < 9.95 ? 0.051 : 0.51)
        expect(Math.cos(saidHeading - heading)).toBeGreaterThan(Math.cos(Math.PI / 8) - 0.01)
      },
    ),
  )
})
