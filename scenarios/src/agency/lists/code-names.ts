// SPDX-License-Identifier: Apache-2.0

/** Names of compartmented operations: words drawn for their sound, that say nothing about the work. */
export const codeNames = [
  'Halyard',
  'Quince',
  'Saltmarsh',
  'Tinder',
  'Ashlar',
  'Plover',
  'Mordant',
  'Isthmus',
  'Cinder',
  'Larkspur',
  'Bodkin',
  'Wherry',
] as const

/** What teams at a base do, in the order in which a base gets them. */
export const teamNames = [
  'Surveillance',
  'Investigations',
  'Armed Support',
  'Arrest and Search',
  'Drugs',
  'Firearms Trafficking',
  'Organised Immigration Crime',
  'Child Exploitation',
  'Cyber Crime',
  'Money Laundering',
  'Borders',
  'Fugitives',
  'Kidnap and Extortion',
  'Covert Operations',
] as const
