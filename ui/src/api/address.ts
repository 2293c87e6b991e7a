// SPDX-License-Identifier: Apache-2.0

/**
 * Fills `:name` parts of a path and adds the query. Values that are undefined are left out.
 *
 * @throws RangeError when a part of the path has no value: a mistake of the caller, never of the user
 */
export function addressOf(path: string, params: unknown, query: unknown): string {
  const values = entriesOf(params)
  const filled = path.replace(/:([A-Za-z]+)/g, (_, name: string) => {
    const value = values.get(name)
    if (value === undefined) throw new RangeError(`'${path}' needs a value for '${name}'`)
    return encodeURIComponent(value)
  })
  const search = new URLSearchParams([...entriesOf(query)]).toString()
  return search === '' ? filled : `${filled}?${search}`
}

function entriesOf(record: unknown): Map<string, string> {
  if (typeof record !== 'object' || record === null) return new Map()
  return new Map(
    Object.entries(record)
      .filter(([, value]) => value !== undefined && value !== null)
      .map(([name, value]) => [name, String(value)]),
  )
}
