// SPDX-License-Identifier: Apache-2.0
import { Button } from '@mantine/core'
import { GetUnitCard, type Link } from '@muster/contract/duty'
import type { UnitId } from '@muster/contract/ids'
import type { LiveUnit } from '@muster/contract/live'
import { call } from '@muster/ui/api/client'
import { Shape } from '@muster/ui/components/shape.tsx'
import { type LiveFix } from '@muster/ui/live/picture-store'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, Suspense, useState } from 'react'
import { useAlarms, usePicture } from '../../live/feed'
import { useGoTo } from '../../live/map-pilot'
import { PressOnBehalfDialog } from '../../parts/lazy-dialogs'
import { Moment } from '../../parts/moment'
import { Failed, Loading } from '../../parts/page-state'
import { Facts, Panel, PanelActs, Section } from '../../parts/panel'
import { useMay } from '../../session/session'
import { useView } from '../../view-state'
import { PlaceLine } from '../location/place-line'
import { linkStateTexts, linkTexts, readinessTexts, sourceToText, statusToText } from './texts'
import classes from './unit-card.module.css'

const refreshMs = 5_000

/** One unit: who, what they carry, and the chain link by link with what mends it. */
export function UnitCard({ unitId }: { unitId: UnitId }): ReactNode {
  const [, change] = useView()
  const { live, fix } = useLiveUnit(unitId)
  const card = useQuery({
    queryKey: ['unit-card', unitId],
    queryFn: ({ signal }) => call(GetUnitCard, { params: { unitId }, signal }),
    refetchInterval: refreshMs,
  })
  const leave = () => change({ unit: undefined })
  if (card.data === undefined) {
    return (
      <Panel label="Unit card" title={live?.callsign ?? 'Unit'} onClose={leave}>
        {card.error === null ? (
          <Loading what="the unit" />
        ) : (
          <Failed what="The unit" error={card.error} retry={() => void card.refetch()} />
        )}
      </Panel>
    )
  }
  const { callsign, team, person, radio, talkgroup, booking, chain, compartments } = card.data
  return (
    <Panel label="Unit card" title={callsign} sub={team ?? 'No team'} onClose={leave}>
      <CardActs unitId={unitId} callsign={callsign} fix={fix} />
      {card.error !== null && <p className={classes['caution']}>Not refreshed: this card is from before the break.</p>}
      <Facts
        facts={[
          ['Officer', person === null ? 'nobody' : `${person.name}, ${person.collar}`],
          [
            'Status',
            booking === null ? (
              'Off duty'
            ) : (
              <StatusSince key="status" status={booking.status} atMs={booking.statusAt} />
            ),
          ],
          [
            'Radio',
            radio === null
              ? 'none'
              : [radio.model, radio.tag, radio.issi === null ? null : `ISSI ${radio.issi}`].filter(Boolean).join(' · '),
          ],
          ['Talkgroup', talkgroup ?? 'not known'],
          ['Position', fix === null ? 'none' : <PlaceLine key="place" place={fix} />],
          [
            'Source',
            fix === null
              ? '—'
              : `${sourceToText(fix.source)}, battery ${fix.batteryPercent === null ? 'not known' : `${fix.batteryPercent} %`}`,
          ],
          ...(compartments.length === 0 ? [] : [['Compartments', compartments.join(', ')] as const]),
        ]}
      />
      <Section title={`Readiness: ${readinessTexts[chain.readiness]}`}>
        <ol className={classes['chain']}>
          {chain.links.map((link) => (
            <ChainLine key={link.link} link={link} />
          ))}
        </ol>
        <p className={classes['at']}>
          As of <Moment ms={chain.at} as="clock" />
        </p>
      </Section>
    </Panel>
  )
}

function StatusSince({ status, atMs }: { status: number; atMs: number }): ReactNode {
  return (
    <>
      {statusToText(status)} since <Moment ms={atMs} as="clock" />
    </>
  )
}

const linkLooks = {
  proved: { shape: 'circle', tone: 'green' },
  missing: { shape: 'cross', tone: 'orange' },
  unknown: { shape: 'hollow', tone: 'yellow' },
} as const

function ChainLine({ link }: { link: Link }): ReactNode {
  const look = linkLooks[link.state]
  return (
    <li data-state={link.state}>
      <Shape shape={look.shape} tone={look.tone} />
      <div>
        <b>{linkTexts[link.link]}</b> <span className={classes['state']}>{linkStateTexts[link.state]}</span>
        <p>{link.known}</p>
        {link.mend !== null && <p className={classes['mend']}>→ {link.mend}</p>}
      </div>
    </li>
  )
}

function CardActs({ unitId, callsign, fix }: { unitId: UnitId; callsign: string; fix: LiveFix | null }): ReactNode {
  const goTo = useGoTo()
  const mayPress = useMay('acknowledge-alarm')
  const [, change] = useView()
  const [pressing, setPressing] = useState(false)
  const open = [...useAlarms().values()].find((alarm) => alarm.unitId === unitId && alarm.closedAt === null)
  return (
    <PanelActs>
      {open !== undefined && <Button onClick={() => change({ alarm: open.id, unit: undefined })}>Open alarm</Button>}
      <Button
        variant="default"
        disabled={fix === null}
        onClick={() => fix !== null && goTo({ lat: fix.lat, lon: fix.lon, zoom: 14 })}
      >
        Go (G)
      </Button>
      {mayPress && (
        <Button variant="default" onClick={() => setPressing(true)}>
          Press for help on behalf…
        </Button>
      )}
      <Suspense fallback={null}>
        {pressing && <PressOnBehalfDialog unitId={unitId} callsign={callsign} onDone={() => setPressing(false)} />}
      </Suspense>
    </PanelActs>
  )
}

function useLiveUnit(unitId: UnitId): { live: LiveUnit | null; fix: LiveFix | null } {
  const { unitsByNo, fixesByNo } = usePicture()
  for (const unit of unitsByNo.values()) {
    if (unit.id === unitId) return { live: unit, fix: fixesByNo.get(unit.no) ?? null }
  }
  return { live: null, fix: null }
}
