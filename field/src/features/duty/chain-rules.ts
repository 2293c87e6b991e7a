// SPDX-License-Identifier: Apache-2.0
import { type Chain, type ChainLink, chainLinks, type LinkState, type Readiness } from '@muster/contract/duty'

/** What the app itself can do about a link. Everything else is done by somebody or something else. */
export type MendAct = 'book-on' | 'test-radio' | 'allow-position' | 'choose-talkgroup'

export interface LinkView {
  readonly link: ChainLink
  readonly state: LinkState
  readonly known: string
  readonly mend: string | null
  readonly act: MendAct | null
}

export interface ChainView {
  /** Null when it is not known now. */
  readonly readiness: Readiness | null
  readonly links: readonly LinkView[]
  readonly proved: number
}

export interface DeviceFacts {
  /** False when what is shown is the last known, not the current state. */
  readonly current: boolean
  readonly bookedOn: boolean
  /** The booking names a talkgroup, so that saying which one is selected can prove the link. */
  readonly talkgroupSet: boolean
  readonly positionAllowed: boolean
}

const actsByLink: Partial<Record<ChainLink, MendAct>> = {
  bound: 'book-on',
  tested: 'test-radio',
  position: 'allow-position',
  talkgroup: 'choose-talkgroup',
}

/**
 * Every link of the chain, always all of them: one that the server did not name is unknown, and nothing
 * that is only last known is shown as proved [UI-330].
 */
export function chainView(chain: Chain, device: DeviceFacts): ChainView {
  const byLink = new Map(chain.links.map((each) => [each.link, each]))
  const links = chainLinks.map((link): LinkView => {
    const said = byLink.get(link)
    const state = device.current ? (said?.state ?? 'unknown') : said?.state === 'missing' ? 'missing' : 'unknown'
    const act = state === 'proved' ? null : actFor(link, device)
    return { link, state, known: said?.known ?? '', mend: state === 'proved' ? null : (said?.mend ?? null), act }
  })
  const proved = links.filter((each) => each.state === 'proved').length
  return { readiness: device.current ? chain.readiness : null, links, proved }
}

function actFor(link: ChainLink, device: DeviceFacts): MendAct | null {
  const act = actsByLink[link] ?? null
  // Acts need an answer from the server or the platform; offered only when they can work.
  if (act === 'allow-position') return device.positionAllowed ? null : act
  if (!device.current) return null
  if (act === 'book-on') return device.bookedOn ? null : act
  if (act === 'choose-talkgroup') return device.talkgroupSet ? act : null
  return act
}
