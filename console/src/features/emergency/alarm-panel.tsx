// SPDX-License-Identifier: Apache-2.0
import { Button } from '@mantine/core'
import { type Alarm, GetAlarm } from '@muster/contract/emergency'
import type { AlarmId } from '@muster/contract/ids'
import { call } from '@muster/ui/api/client'
import { Shape } from '@muster/ui/components/shape.tsx'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useAlarms, useFeed } from '../../live/feed'
import { useGoTo } from '../../live/map-pilot'
import { Moment } from '../../parts/moment'
import { Failed, Loading } from '../../parts/page-state'
import { Facts, Panel, PanelActs, Section } from '../../parts/panel'
import { useMay } from '../../session/session'
import { useView } from '../../view-state'
import { PlaceLine } from '../location/place-line'
import { useAlarmActs } from './alarm-acts'
import { alarmPlace } from './alarm-place'
import classes from './emergency.module.css'
import { alarmTitle, alarmWarnings, closeTexts, eventTexts, sourceTexts } from './texts'

/** One alarm with all that is known of it and all that was done. */
export function AlarmPanel({ alarmId }: { alarmId: AlarmId }): ReactNode {
  const [, change] = useView()
  const live = useAlarms().get(alarmId)
  // The version is part of the key: every change of the alarm brings its transcript anew.
  const asked = useQuery({
    queryKey: ['alarm', alarmId, live?.version ?? 0, live?.recorded ?? true],
    queryFn: ({ signal }) => call(GetAlarm, { params: { alarmId }, signal }),
    placeholderData: (before) => before,
  })
  const alarm = live ?? asked.data?.alarm
  const leave = () => change({ alarm: undefined })
  if (alarm === undefined) {
    return (
      <Panel label="Alarm" title="Alarm" onClose={leave}>
        {asked.error === null ? (
          <Loading what="the alarm" />
        ) : (
          <Failed what="The alarm" error={asked.error} retry={() => void asked.refetch()} />
        )}
      </Panel>
    )
  }
  return (
    <Panel label="Alarm" title={`${alarm.callsign} ${alarmTitle(alarm)}`} sub={alarm.team ?? undefined} onClose={leave}>
      <Warnings alarm={alarm} />
      <Acts alarm={alarm} />
      <Known alarm={alarm} />
      <Section title="What happened">
        {asked.data === undefined ? (
          <TranscriptMissing error={asked.error} retry={() => void asked.refetch()} />
        ) : (
          <ol className={classes['transcript']}>
            {asked.data.transcript.map((event, index) => (
              <li key={`${event.at} ${event.what} ${index}`}>
                <Moment ms={event.at} as="clock" />
                <span>
                  {eventTexts[event.what]}
                  {event.by !== null && ` by ${event.by}`}
                  {event.detail !== null && <small> {event.detail}</small>}
                </span>
              </li>
            ))}
          </ol>
        )}
      </Section>
    </Panel>
  )
}

function TranscriptMissing({ error, retry }: { error: unknown; retry: () => void }): ReactNode {
  return error === null ? (
    <Loading what="the transcript" />
  ) : (
    <Failed what="The transcript" error={error} retry={retry} />
  )
}

function Warnings({ alarm }: { alarm: Alarm }): ReactNode {
  const warnings = alarmWarnings(alarm)
  if (warnings.length === 0) return null
  return (
    <div>
      {warnings.map((warning) => (
        <p key={warning} className={classes['warning']}>
          {warning}
        </p>
      ))}
    </div>
  )
}

function Acts({ alarm }: { alarm: Alarm }): ReactNode {
  const { acknowledge, close, isPending, failureOf } = useAlarmActs()
  const { store } = useFeed()
  const [, change] = useView()
  const mayClose = useMay('close-alarm')
  const goTo = useGoTo()
  const place = alarmPlace(alarm, store.getSnapshot())
  const { unitId } = alarm
  const failure = failureOf(alarm.id)
  return (
    <div>
      <PanelActs>
        {alarm.acknowledgedAt === null && alarm.closedAt === null && (
          <Button loading={isPending(alarm.id)} onClick={() => acknowledge(alarm)}>
            Acknowledge
          </Button>
        )}
        {alarm.closedAt === null && mayClose && (
          <Button variant="default" onClick={() => close(alarm)}>
            Close…
          </Button>
        )}
        {place !== null && (
          <Button variant="default" onClick={() => goTo({ lat: place.lat, lon: place.lon, zoom: 14 })}>
            Go
          </Button>
        )}
        {unitId !== null && (
          <Button variant="default" onClick={() => change({ unit: unitId, alarm: undefined })}>
            Unit card
          </Button>
        )}
      </PanelActs>
      {failure !== null && (
        <p className={classes['warning']} role="alert">
          {failure}
        </p>
      )}
    </div>
  )
}

function Known({ alarm }: { alarm: Alarm }): ReactNode {
  const { store } = useFeed()
  const place = alarmPlace(alarm, store.getSnapshot())
  return (
    <Facts
      facts={[
        ['State', <State key="state" alarm={alarm} />],
        ['Place', place === null ? <b key="place">No position</b> : <PlaceLine key="place" place={place} />],
        ['Pressed', <Moment key="pressed" ms={alarm.pressedAt} as="clock" />],
        ['Received', <Moment key="received" ms={alarm.receivedAt} as="clock" />],
        ['Presses', `${alarm.presses}, from ${sourceTexts[alarm.source]}`],
        ['Acknowledged', alarm.acknowledgedAt === null ? 'not yet' : `by ${alarm.acknowledgedBy ?? 'somebody'}`],
        ...closedFacts(alarm),
      ]}
    />
  )
}

function closedFacts(alarm: Alarm): (readonly [string, ReactNode])[] {
  if (alarm.closedAt === null) return []
  const reason = alarm.closeReason === null ? 'without a reason' : closeTexts[alarm.closeReason]
  return [['Closed', `by ${alarm.closedBy ?? 'somebody'}: ${reason}`]]
}

function State({ alarm }: { alarm: Alarm }): ReactNode {
  if (alarm.closedAt !== null) return 'Closed'
  return (
    <>
      <Shape shape="alarm" tone="alarm" />{' '}
      {alarm.acknowledgedAt === null ? 'Waiting to be acknowledged' : 'Acknowledged, not closed'}
    </>
  )
}
