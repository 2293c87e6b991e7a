// SPDX-License-Identifier: Apache-2.0
import { SignOut } from '@muster/contract/identity'
import { call } from '@muster/ui/api/client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, use } from 'react'
import { sayLeaving, sayStaying } from '../features/sign-in/ended'
import { useRunCommand } from '../keys/command-board'
import { Key } from '../keys/key'
import { FeedContext } from '../live/feed'
import { forgetViewer, useMay, useViewer } from '../session/session'
import { useSound } from '../sound/sound'
import { useView, type ViewState } from '../view-state'
import { Clock } from './clock'
import { FeedState } from './feed-state'
import { pages } from './pages'
import classes from './shell.module.css'
import { roleTexts, texts } from './texts'

export function Header({ agency }: { agency: string }): ReactNode {
  const { permissions } = useViewer()
  const run = useRunCommand()
  const takesAlarms = useMay('acknowledge-alarm')
  const hasFeed = use(FeedContext) !== null
  return (
    <header className={classes['header']}>
      <div className={classes['brand']}>
        <span className={classes['name']}>Muster</span>
        {agency !== 'Muster' && <span className={classes['agency']}>{agency}</span>}
      </div>
      <nav className={classes['nav']} aria-label="Pages">
        {pages
          .filter((page) => permissions.includes(page.may))
          .map((page) => (
            <Link
              key={page.to}
              to={page.to}
              search={(before: ViewState) => ({ theme: before.theme })}
              activeOptions={{ includeSearch: false }}
            >
              {page.text}
            </Link>
          ))}
      </nav>
      <span className={classes['space']} />
      {hasFeed && <FeedState />}
      <Clock />
      <button type="button" className={classes['tool']} onClick={() => run('palette')}>
        Commands <Key>Ctrl K</Key>
      </button>
      {takesAlarms && <SoundButton />}
      <ThemeButton />
      <button type="button" className={classes['tool']} aria-label="Keys and help" onClick={() => run('help')}>
        ?
      </button>
      <Who />
    </header>
  )
}

function Who(): ReactNode {
  const viewer = useViewer()
  const queries = useQueryClient()
  const signOut = useMutation({
    mutationFn: () => call(SignOut),
    onMutate: sayLeaving,
    onError: sayStaying,
    onSuccess: () => forgetViewer(queries),
  })
  return (
    <>
      <span className={classes['who']}>
        {viewer.name}
        <small>{viewer.roles.map((role) => roleTexts[role]).join(', ')}</small>
      </span>
      <button
        type="button"
        className={classes['tool']}
        data-warn={signOut.isError}
        disabled={signOut.isPending}
        onClick={() => signOut.mutate()}
      >
        {signOut.isError ? texts.signOutFailed : texts.signOut}
      </button>
    </>
  )
}

function ThemeButton(): ReactNode {
  const [view, change] = useView()
  const other = view.theme === 'light' ? 'dark' : 'light'
  return (
    <button type="button" className={classes['tool']} onClick={() => change({ theme: other })}>
      {texts.theme[other]}
    </button>
  )
}

function SoundButton(): ReactNode {
  const { state, leads, test } = useSound()
  const words = state === 'on' ? (leads ? texts.sound.on : texts.sound.elsewhere) : texts.sound.off
  return (
    <button
      type="button"
      className={classes['tool']}
      data-warn={state !== 'on'}
      title={texts.sound.hint}
      onClick={test}
    >
      {words}
    </button>
  )
}
