// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'

/**
 * Status codes 0–16 as used on Airwave. Wording is data, not law: an agency may change it.
 * Source: docs/sources.md, "Status codes".
 */
export const statusNames = [
  'Emergency',
  'On duty',
  'On patrol',
  'Standby / at station',
  'Refreshments',
  'En route',
  'At scene',
  'Committed, deployable',
  'Committed, not deployable',
  'Prisoner escort',
  'Court',
  'Off duty',
  'Confidential',
  'Call back',
  'Urgent call',
  'Received',
  'Repeat',
] as const

export const StatusCode = z.int().min(0).max(16)
export type StatusCode = number

export const emergencyStatus = 0
export const offDutyStatus = 11
