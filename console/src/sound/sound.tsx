// SPDX-License-Identifier: Apache-2.0
import { createContext, type ReactNode, use, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { FeedContext, useAlarms, useHealth } from '../live/feed'
import { useLeadsSound } from './lead-tab'
import { burstOf } from './pattern'
import { Sounder, type SoundState } from './sounder'
import { feedFails, wantedSound } from './wanted-sound'

export interface Sound {
  readonly state: SoundState
  /** Whether this tab is the one that sounds. */
  readonly leads: boolean
  /** Whether somebody said that they heard the test, in this tab. */
  readonly heard: boolean
  /** Unlocks and plays the test. */
  readonly test: () => void
  readonly confirmHeard: () => void
}

const SoundContext = createContext<Sound>({
  state: 'none',
  leads: false,
  heard: false,
  test: () => {},
  confirmHeard: () => {},
})
const heardKey = 'muster.sound-heard'

export function useSound(): Sound {
  return use(SoundContext)
}

/** Owns the sound of this page: the lock, the test and the alarms. */
export function SoundDesk({ children }: { children: ReactNode }): ReactNode {
  const [sounder] = useState(() => new Sounder())
  const state = useSyncExternalStore(sounder.subscribe, sounder.state)
  const leads = useLeadsSound(state === 'on')
  const [heard, setHeard] = useState(wasHeard)
  useUnlockOnAct(sounder, state, heard)
  const sound: Sound = {
    state,
    leads,
    heard,
    test: () => void sounder.unlock().then(() => sounder.play('high')),
    confirmHeard: () => {
      keepHeard()
      setHeard(true)
    },
  }
  return (
    <SoundContext value={sound}>
      {use(FeedContext) !== null && <AlarmSound sounder={sounder} leads={leads} />}
      {children}
    </SoundContext>
  )
}

/** After a reload the browser wants somebody to act again: the first key or click is enough, once it was tested. */
function useUnlockOnAct(sounder: Sounder, state: SoundState, heard: boolean): void {
  useEffect(() => {
    if (state !== 'locked' || !heard) return undefined
    const unlock = () => void sounder.unlock()
    unlock()
    window.addEventListener('pointerdown', unlock)
    window.addEventListener('keydown', unlock)
    return () => {
      window.removeEventListener('pointerdown', unlock)
      window.removeEventListener('keydown', unlock)
    }
  }, [sounder, state, heard])
}

function AlarmSound({ sounder, leads }: { sounder: Sounder; leads: boolean }): ReactNode {
  const alarms = useAlarms()
  const { state } = useHealth()
  const wanted = wantedSound(alarms.values())
  const before = useRef(state)

  useEffect(() => {
    if (wanted === null || !leads) return undefined
    sounder.play(wanted)
    const timer = setInterval(() => sounder.play(wanted), burstOf(wanted).everyMs)
    return () => clearInterval(timer)
  }, [sounder, wanted, leads])

  useEffect(() => {
    if (feedFails(before.current, state) && leads) sounder.play('medium')
    before.current = state
  }, [sounder, state, leads])
  return null
}

function wasHeard(): boolean {
  try {
    return sessionStorage.getItem(heardKey) === 'yes'
  } catch {
    return false
  }
}

function keepHeard(): void {
  try {
    sessionStorage.setItem(heardKey, 'yes')
  } catch {
    // Without storage the test is asked for again after a reload.
  }
}
