// SPDX-License-Identifier: Apache-2.0

/** The values that are there, under their names: the server refuses a name without a value. */
export function given<Values extends Record<string, unknown>>(
  values: Values,
): { [Name in keyof Values]?: NonNullable<Values[Name]> } {
  const there = Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== '')
  return Object.fromEntries(there) as { [Name in keyof Values]?: NonNullable<Values[Name]> }
}
