// SPDX-License-Identifier: Apache-2.0
import {
  chainLinks,
  logOnLinks,
  readyLinks,
  type Chain,
  type ChainLink,
  type Link,
  type LinkState,
  type Readiness,
} from '@muster/contract/duty'
import type { Instant } from '@muster/contract/instant'
import { emergencyStatus, offDutyStatus, statusNames } from '@muster/contract/status-codes'

/** A radio or device that said nothing for this long has no heartbeat any more. */
export const heartbeatMs = 120_000
/** A position older than this does not say where somebody is. */
export const freshFixMs = 120_000

/** Everything that the chain is computed from. Null means that nobody knows. */
export interface Facts {
  readonly bookedOn: boolean
  /** The radio of the booking, if it is issued to this officer. */
  readonly radio: {
    readonly tag: string
    readonly tested: 'passed' | 'failed' | 'stale' | 'never'
    readonly trained: 'trained' | 'expired' | 'never'
  } | null
  /** The booking names a radio that the officer no longer holds. */
  readonly radioGone: boolean
  /** An enrolled device of the officer is on the live socket. */
  readonly deviceConnected: boolean
  /** What the radio network said: true, false, or never a word. */
  readonly radioAttached: boolean | null
  readonly expectedGssi: string | null
  readonly radioGssi: string | null
  readonly deviceGssi: string | null
  readonly heardAt: Instant | null
  readonly fixAt: Instant | null
}

type Finding = readonly [state: LinkState, known: string, mend: string | null]

/**
 * The chain, link by link [DU-1, DU-3]: what is proved, what is missing, what nobody knows, and the one
 * act that mends it. Nothing is proved by the absence of a fault.
 */
export function chainOf(facts: Facts, now: Instant): Chain {
  const findings: Record<ChainLink, Finding> = {
    issued: issuedLink(facts),
    trained: trainedLink(facts),
    tested: testedLink(facts),
    bound: boundLink(facts),
    attached: attachedLink(facts),
    talkgroup: talkgroupLink(facts),
    heartbeat: heartbeatLink(facts, now),
    position: positionLink(facts, now),
  }
  const links = chainLinks.map((link): Link => ({
    link,
    state: findings[link][0],
    known: findings[link][1],
    mend: findings[link][2],
  }))
  return { links, readiness: readinessOf(links), at: now }
}

/** Ready and logged on need every one of their links proved: unknown counts as not [DU-2]. */
export function readinessOf(links: readonly Link[]): Readiness {
  const proved = new Set(links.filter(({ state }) => state === 'proved').map(({ link }) => link))
  if (!logOnLinks.every((link) => proved.has(link))) return 'not-logged-on'
  return readyLinks.every((link) => proved.has(link)) ? 'ready' : 'logged-on'
}

function issuedLink({ radio, radioGone }: Facts): Finding {
  if (radio !== null) return ['proved', `Radio ${radio.tag} is issued`, null]
  return [
    'missing',
    radioGone ? 'The radio booked on with was returned' : 'No radio is issued',
    'Collect a radio from the kit desk',
  ]
}

function trainedLink({ radio }: Facts): Finding {
  if (radio === null) return ['unknown', 'No radio to be trained on', 'Collect a radio from the kit desk']
  if (radio.trained === 'trained') return ['proved', 'Trained on this model', null]
  return [
    'missing',
    radio.trained === 'expired' ? 'Training has expired' : 'Never trained on this model',
    'Ask a trainer for a session',
  ]
}

function testedLink({ radio }: Facts): Finding {
  if (radio === null) return ['unknown', 'No radio to test', 'Collect a radio from the kit desk']
  if (radio.tested === 'passed') return ['proved', 'Tested today', null]
  if (radio.tested === 'failed') return ['missing', 'The last test failed', 'Change the radio at the kit desk']
  return ['missing', radio.tested === 'stale' ? 'Not tested today' : 'Never tested', 'Test the radio now']
}

function boundLink({ bookedOn, radio, deviceConnected }: Facts): Finding {
  if (!bookedOn) return ['missing', 'Not booked on', 'Book on']
  if (radio !== null || deviceConnected)
    return ['proved', radio === null ? 'Booked on with this device' : `Booked on with radio ${radio.tag}`, null]
  return ['missing', 'Booked on without radio or device', 'Open the app, or book on with a radio']
}

function attachedLink({ radioAttached, deviceConnected }: Facts): Finding {
  if (radioAttached === true) return ['proved', 'The radio is on the network', null]
  if (deviceConnected) return ['proved', 'The device is connected', null]
  if (radioAttached === false) return ['missing', 'The radio has left the network', 'Switch the radio on']
  return ['unknown', 'The network has said nothing of it', 'Switch the radio on']
}

function talkgroupLink({ expectedGssi, radioGssi, deviceGssi }: Facts): Finding {
  if (expectedGssi === null) return ['unknown', 'No talkgroup was set', 'Book on again and choose a talkgroup']
  const selected = radioGssi ?? deviceGssi
  if (selected === null)
    return ['unknown', 'Nobody has said which talkgroup is selected', `Select talkgroup ${expectedGssi}`]
  // What the network says of the radio counts before what the app was told.
  if (selected === expectedGssi) return ['proved', `On talkgroup ${expectedGssi}`, null]
  return ['missing', `On ${selected}, not on ${expectedGssi}`, `Select talkgroup ${expectedGssi}`]
}

function heartbeatLink({ heardAt }: Facts, now: Instant): Finding {
  if (heardAt === null) return ['unknown', 'Not heard yet', 'Switch the radio on']
  if (now - heardAt <= heartbeatMs) return ['proved', 'Heard within two minutes', null]
  return ['missing', 'Not heard for two minutes', 'Check the radio']
}

function positionLink({ fixAt }: Facts, now: Instant): Finding {
  if (fixAt === null) return ['unknown', 'No position yet', 'Allow position']
  if (now - fixAt <= freshFixMs) return ['proved', 'Position within two minutes', null]
  return ['missing', 'No position for two minutes', 'Go outside, check position is on']
}

/** An odd change of status is warned of and recorded, never refused [DU-6]. */
export function warningFor(from: number, to: number): string | null {
  if (to === emergencyStatus || from === to) return null
  const odd = (from === 9 && to === 4) || (from === offDutyStatus && to !== 1)
  return odd ? `Unusual: from ${statusNames[from] ?? from} to ${statusNames[to] ?? to}` : null
}
