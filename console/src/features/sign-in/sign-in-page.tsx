// SPDX-License-Identifier: Apache-2.0
import { Button, PasswordInput, TextInput } from '@mantine/core'
import { DemoPeople, DemoSignIn, SignIn, type Viewer } from '@muster/contract/identity'
import type { PersonId } from '@muster/contract/ids'
import { call } from '@muster/ui/api/client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { Refusal } from '../../parts/dialog'
import { errorToText, Failed, Loading } from '../../parts/page-state'
import { viewerQuery } from '../../session/session'
import { DemoBanner } from '../../shell/demo-banner'
import { demoGroups } from './demo-groups'
import { sayStaying, whyEnded } from './ended'
import classes from './sign-in.module.css'

export function SignInPage({ setup }: { setup: { agency: string; demo: boolean; version: string } }): ReactNode {
  const ended = whyEnded()
  return (
    <div className={classes['page']}>
      {setup.demo && <DemoBanner />}
      <main className={classes['main']}>
        <div className={classes['brand']}>
          <h1>Muster</h1>
          {setup.agency !== 'Muster' && <p>{setup.agency}</p>}
        </div>
        {ended !== null && (
          <p className={classes['ended']} role="alert">
            {ended}
          </p>
        )}
        {setup.demo && <DemoList />}
        <LocalAccount />
        <p className={classes['version']}>Version {setup.version}</p>
      </main>
    </div>
  )
}

function useSignedIn(): (viewer: Viewer) => void {
  const queries = useQueryClient()
  return (viewer) => {
    sayStaying()
    queries.setQueryData(viewerQuery.queryKey, viewer)
  }
}

function LocalAccount(): ReactNode {
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const signedIn = useSignedIn()
  const signIn = useMutation({ mutationFn: () => call(SignIn, { body: { username, password } }), onSuccess: signedIn })
  return (
    <section className={classes['box']} aria-label="Local account">
      <h2>Sign in</h2>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          signIn.mutate()
        }}
      >
        <TextInput
          label="User name"
          autoComplete="username"
          required
          value={username}
          onChange={(event) => setUsername(event.currentTarget.value)}
        />
        <PasswordInput
          label="Password"
          autoComplete="current-password"
          required
          value={password}
          visibilityToggleButtonProps={{ 'aria-label': 'Show the password' }}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Refusal text={signIn.error === null ? null : errorToText(signIn.error)} />
        <Button type="submit" size="sm" loading={signIn.isPending}>
          Sign in
        </Button>
      </form>
    </section>
  )
}

function DemoList(): ReactNode {
  const people = useQuery({ queryKey: ['demo-people'], queryFn: ({ signal }) => call(DemoPeople, { signal }) })
  const signedIn = useSignedIn()
  const signIn = useMutation({
    mutationFn: (personId: PersonId) => call(DemoSignIn, { body: { personId } }),
    onSuccess: signedIn,
  })
  return (
    <section className={classes['box']} aria-label="Demo people">
      <h2>Sign in as…</h2>
      <Refusal text={signIn.error === null ? null : errorToText(signIn.error)} />
      {people.isPending && <Loading what="people" />}
      {people.error !== null && (
        <Failed what="The demo people" error={people.error} retry={() => void people.refetch()} />
      )}
      {demoGroups(people.data?.people ?? []).map((group) => (
        <div key={group.title}>
          <h3>{group.title}</h3>
          <ul className={classes['people']}>
            {group.people.map((person) => (
              <li key={person.id}>
                <button type="button" disabled={signIn.isPending} onClick={() => signIn.mutate(person.id)}>
                  <span>
                    <b>{person.name}</b> {person.callsign}
                  </span>
                  <small>{person.why}</small>
                </button>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}
