// SPDX-License-Identifier: Apache-2.0
import { AcknowledgeAlarm, type Alarm } from '@muster/contract/emergency'
import type { AlarmId } from '@muster/contract/ids'
import { call } from '@muster/ui/api/client'
import { ApiRefused } from '@muster/ui/api/refusals'
import { createContext, type ReactNode, Suspense, use, useState } from 'react'
import { FeedContext } from '../../live/feed'
import { CloseAlarmDialog } from '../../parts/lazy-dialogs'
import { errorToText } from '../../parts/page-state'

export interface Acts {
  readonly acknowledge: (alarm: Alarm) => void
  /** Opens the dialog that asks for the reason. */
  readonly close: (alarm: Alarm) => void
  readonly isPending: (id: AlarmId) => boolean
  /** Why the last act on this alarm did not happen; null when it did. */
  readonly failureOf: (id: AlarmId) => string | null
}

const ActsContext = createContext<Acts | null>(null)

export function useAlarmActs(): Acts {
  const acts = use(ActsContext)
  if (acts === null) throw new Error('Acts on alarms need AlarmActs around them')
  return acts
}

/** What a controller does with alarms, the same from strip, panel, key and command line. */
export function AlarmActs({ children }: { children: ReactNode }): ReactNode {
  const store = use(FeedContext)?.store
  const [pending, setPending] = useState<ReadonlySet<AlarmId>>(new Set())
  const [failures, setFailures] = useState<ReadonlyMap<AlarmId, string>>(new Map())
  const [closing, setClosing] = useState<Alarm | null>(null)

  const acknowledge = async (alarm: Alarm): Promise<void> => {
    setPending((before) => new Set(before).add(alarm.id))
    setFailures((before) => without(before, alarm.id))
    try {
      store?.takeAlarm(await call(AcknowledgeAlarm, { params: { alarmId: alarm.id } }))
    } catch (error) {
      const quicker = error instanceof ApiRefused && error.code === 'already-acknowledged'
      const text = quicker ? error.detail : `NOT acknowledged: ${errorToText(error)}`
      setFailures((before) => new Map(before).set(alarm.id, text))
    }
    setPending((before) => new Set([...before].filter((id) => id !== alarm.id)))
  }

  const acts: Acts = {
    acknowledge: (alarm) => {
      if (!pending.has(alarm.id)) void acknowledge(alarm)
    },
    close: setClosing,
    isPending: (id) => pending.has(id),
    failureOf: (id) => failures.get(id) ?? null,
  }
  return (
    <ActsContext value={acts}>
      {children}
      <Suspense fallback={null}>
        {closing !== null && (
          <CloseAlarmDialog
            alarm={closing}
            onClosed={(alarm) => {
              store?.takeAlarm(alarm)
              setClosing(null)
            }}
            onCancel={() => setClosing(null)}
          />
        )}
      </Suspense>
    </ActsContext>
  )
}

function without(failures: ReadonlyMap<AlarmId, string>, id: AlarmId): ReadonlyMap<AlarmId, string> {
  return new Map([...failures].filter(([each]) => each !== id))
}
