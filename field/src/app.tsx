// SPDX-License-Identifier: Apache-2.0
import type { LiveState } from '@muster/ui/live/connection'
import styles from './app.module.css'
import { useValue } from './device/value-store'
import { Home } from './features/duty/home'
import { EmergencyBar } from './features/emergency/emergency-bar'
import { EnrolScreen } from './features/identity/enrol-screen'
import { LockedOut } from './features/identity/session-notice'
import type { Field } from './field'
import { ScreenGuard } from './screen-guard'
import { Settings } from './settings'
import { texts } from './texts'

/** A shape for each state of the connection, beside its word. */
const linkShapes: Record<LiveState, string> = { connecting: '◌', live: '●', stalled: '◐', down: '✖', ended: '■' }

/** Three rows: who and how connected, the screen, and the emergency control, which no screen can take away. */
export function App({ field }: { readonly field: Field }) {
  return (
    <div className={styles.frame}>
      <Header field={field} />
      <main className={styles.main}>
        <ScreenGuard>
          <Screen field={field} />
          <Settings field={field} />
        </ScreenGuard>
      </main>
      <EmergencyBar field={field} />
    </div>
  )
}

function Header({ field }: { readonly field: Field }) {
  const setup = useValue(field.setup)
  const callsign = useValue(field.duty.known)?.value.callsign
  return (
    <header>
      {setup?.demo === true && <p className={styles.demo}>{texts.app.demoBanner}</p>}
      <div className={styles.header}>
        <h1 className={styles.callsign}>{callsign ?? texts.app.name}</h1>
        <Link field={field} />
      </div>
    </header>
  )
}

/** How the live socket is. Without a session there is none, and nothing is claimed. */
function Link({ field }: { readonly field: Field }) {
  const session = useValue(field.session.state).state
  const socket = useValue(field.feed.state)
  if (session === 'not-enrolled' || session === 'locked-out' || session === 'starting') return null
  const state = session === 'offline' ? 'down' : socket
  return (
    <span className={styles.link}>
      <span aria-hidden="true">{linkShapes[state]}</span>
      <span>{texts.connection[state]}</span>
    </span>
  )
}

function Screen({ field }: { readonly field: Field }) {
  const session = useValue(field.session.state)
  const known = useValue(field.duty.known)
  switch (session.state) {
    case 'not-enrolled':
      return <EnrolScreen field={field} />
    case 'locked-out':
      return <LockedOut field={field} />
    case 'starting':
      return <p className={styles.waiting}>{texts.session.starting}</p>
    case 'opening':
      return known === null ? <p className={styles.waiting}>{texts.session.opening}</p> : <Home field={field} />
    case 'offline':
    case 'open':
      return <Home field={field} />
  }
}
