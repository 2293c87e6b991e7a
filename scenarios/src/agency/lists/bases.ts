// SPDX-License-Identifier: Apache-2.0

/** A real place, in WGS84 degrees to about a kilometre. The offices named after them are invented. */
export interface Place {
  readonly name: string
  readonly lat: number
  readonly lon: number
}

export interface Base extends Place {
  readonly office: string
  /** First word of its units' callsigns. */
  readonly word: string
  /** Share of the officers, relative to the other bases. */
  readonly weight: number
  /** Towns that its units patrol between, within about 25 km, chosen so that the way between two lies on land. */
  readonly around: readonly Place[]
}

export const bases: readonly Base[] = [
  base('London', 51.49, -0.12, 'Tamesis House', 'Anvil', 26, [
    ['Croydon', 51.37, -0.1],
    ['Bromley', 51.4, 0.02],
    ['Ilford', 51.56, 0.07],
    ['Enfield', 51.65, -0.08],
    ['Harrow', 51.58, -0.34],
    ['Ealing', 51.51, -0.3],
    ['Kingston upon Thames', 51.41, -0.3],
    ['Romford', 51.57, 0.18],
    ['Barnet', 51.65, -0.2],
    ['Sutton', 51.36, -0.19],
    ['Lewisham', 51.46, -0.01],
    ['Stratford', 51.54, 0.0],
    ['Camden', 51.54, -0.14],
    ['Wembley', 51.55, -0.3],
  ]),
  base('Birmingham', 52.48, -1.9, 'Fazeley Wharf', 'Bramble', 14, [
    ['Solihull', 52.41, -1.78],
    ['Wolverhampton', 52.59, -2.12],
    ['Walsall', 52.58, -1.98],
    ['Dudley', 52.51, -2.08],
    ['Sutton Coldfield', 52.56, -1.82],
    ['Bromsgrove', 52.33, -2.06],
    ['Tamworth', 52.63, -1.69],
    ['Redditch', 52.31, -1.94],
  ]),
  base('Manchester', 53.48, -2.24, 'Medlock Court', 'Cobalt', 14, [
    ['Stockport', 53.41, -2.16],
    ['Bolton', 53.58, -2.43],
    ['Oldham', 53.54, -2.11],
    ['Rochdale', 53.61, -2.16],
    ['Altrincham', 53.39, -2.35],
    ['Salford', 53.49, -2.29],
    ['Bury', 53.59, -2.3],
    ['Leigh', 53.5, -2.52],
    ['Wilmslow', 53.33, -2.23],
  ]),
  base('Leeds', 53.8, -1.55, 'Aire House', 'Drover', 11, [
    ['Bradford', 53.79, -1.75],
    ['Wakefield', 53.68, -1.5],
    ['Harrogate', 53.99, -1.54],
    ['Castleford', 53.73, -1.36],
    ['Otley', 53.91, -1.69],
    ['Dewsbury', 53.69, -1.63],
    ['Wetherby', 53.93, -1.39],
    ['Halifax', 53.72, -1.86],
  ]),
  base('Glasgow', 55.86, -4.25, 'Kelvin Row', 'Ember', 9, [
    ['Paisley', 55.84, -4.42],
    ['Hamilton', 55.78, -4.04],
    ['East Kilbride', 55.76, -4.18],
    ['Cumbernauld', 55.95, -3.99],
    ['Kirkintilloch', 55.94, -4.15],
    ['Airdrie', 55.87, -3.98],
    ['Barrhead', 55.8, -4.39],
    ['Motherwell', 55.79, -3.99],
  ]),
  base('Newcastle upon Tyne', 54.97, -1.61, 'Ouseburn House', 'Falcon', 7, [
    ['Gateshead', 54.95, -1.61],
    ['Washington', 54.9, -1.52],
    ['Durham', 54.78, -1.58],
    ['Cramlington', 55.08, -1.59],
    ['Morpeth', 55.17, -1.69],
    ['Prudhoe', 54.96, -1.85],
    ['Chester-le-Street', 54.86, -1.57],
    ['Ponteland', 55.05, -1.74],
    ['Consett', 54.85, -1.83],
  ]),
  base('Bristol', 51.45, -2.59, 'Temple Gate', 'Garnet', 8, [
    ['Bath', 51.38, -2.36],
    ['Keynsham', 51.41, -2.5],
    ['Yate', 51.54, -2.41],
    ['Nailsea', 51.43, -2.76],
    ['Radstock', 51.29, -2.45],
    ['Chipping Sodbury', 51.54, -2.39],
    ['Midsomer Norton', 51.28, -2.48],
    ['Filton', 51.51, -2.57],
  ]),
  base('Cardiff', 51.5, -3.18, 'Taff Embankment', 'Harrier', 6, [
    ['Caerphilly', 51.57, -3.22],
    ['Pontypridd', 51.6, -3.34],
    ['Llantrisant', 51.54, -3.37],
    ['Cowbridge', 51.46, -3.45],
    ['Newport', 51.59, -3.0],
    ['Cwmbran', 51.65, -3.02],
    ['Blackwood', 51.67, -3.19],
    ['Abercynon', 51.64, -3.33],
  ]),
  base('Nottingham', 52.95, -1.15, 'Trent Mills', 'Ingot', 7, [
    ['Derby', 52.92, -1.48],
    ['Mansfield', 53.14, -1.2],
    ['Loughborough', 52.77, -1.21],
    ['Ilkeston', 52.97, -1.31],
    ['Hucknall', 53.04, -1.2],
    ['Bingham', 52.95, -0.95],
    ['Long Eaton', 52.9, -1.27],
    ['Southwell', 53.08, -0.96],
  ]),
  base('Edinburgh', 55.94, -3.2, 'Meadow Place', 'Juniper', 6, [
    ['Dalkeith', 55.89, -3.07],
    ['Penicuik', 55.83, -3.22],
    ['Livingston', 55.89, -3.52],
    ['Broxburn', 55.93, -3.47],
    ['Balerno', 55.89, -3.34],
    ['Bonnyrigg', 55.87, -3.1],
    ['Pathhead', 55.87, -2.97],
    ['Gorebridge', 55.84, -3.05],
  ]),
  base('Cambridge', 52.2, 0.13, 'Fen Court', 'Kestrel', 6, [
    ['Ely', 52.4, 0.26],
    ['Newmarket', 52.24, 0.41],
    ['Royston', 52.05, -0.02],
    ['Saffron Walden', 52.02, 0.24],
    ['St Ives', 52.33, -0.07],
    ['Cambourne', 52.22, -0.07],
    ['Haverhill', 52.08, 0.44],
    ['Sawston', 52.12, 0.17],
  ]),
  base('Reading', 51.45, -0.97, 'Kennet House', 'Lantern', 8, [
    ['Wokingham', 51.41, -0.83],
    ['Newbury', 51.4, -1.32],
    ['Basingstoke', 51.27, -1.09],
    ['Henley-on-Thames', 51.54, -0.9],
    ['Bracknell', 51.42, -0.75],
    ['Maidenhead', 51.52, -0.72],
    ['Thatcham', 51.4, -1.26],
    ['Wallingford', 51.6, -1.12],
  ]),
  base('Maidstone', 51.27, 0.52, 'Weald House', 'Mallard', 6, [
    ['Tonbridge', 51.2, 0.27],
    ['Royal Tunbridge Wells', 51.13, 0.26],
    ['Sevenoaks', 51.27, 0.19],
    ['Ashford', 51.15, 0.87],
    ['Aylesford', 51.3, 0.48],
    ['Headcorn', 51.17, 0.63],
    ['West Malling', 51.29, 0.41],
    ['Staplehurst', 51.16, 0.55],
  ]),
  base('Exeter', 50.72, -3.53, 'Exe Bridges', 'Nettle', 5, [
    ['Tiverton', 50.9, -3.49],
    ['Honiton', 50.8, -3.19],
    ['Crediton', 50.79, -3.66],
    ['Cullompton', 50.86, -3.39],
    ['Moretonhampstead', 50.66, -3.76],
    ['Ottery St Mary', 50.75, -3.28],
    ['North Tawton', 50.8, -3.9],
    ['Chagford', 50.67, -3.84],
  ]),
]

/** A base as the records name it. */
export function baseTitle({ name, office }: Base): string {
  return `${name}, ${office}`
}

function base(
  name: string,
  lat: number,
  lon: number,
  office: string,
  word: string,
  weight: number,
  around: readonly (readonly [string, number, number])[],
): Base {
  return {
    name,
    lat,
    lon,
    office,
    word,
    weight,
    around: around.map(([town, townLat, townLon]) => ({ name: town, lat: townLat, lon: townLon })),
  }
}
