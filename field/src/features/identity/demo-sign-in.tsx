// SPDX-License-Identifier: Apache-2.0
import { type DemoPerson, DemoPeople } from '@muster/contract/identity'
import { call } from '@muster/ui/api/client'
import { useEffect, useState } from 'react'
import type { Field } from '../../field'
import { texts } from '../../texts'
import { faultText } from '../../texts-of-faults'
import { deviceName } from './device-name'
import styles from './enrol.module.css'

const t = texts.demo
type Person = (typeof DemoPerson)['_output']

/** Demo only: an officer is a tap away. It enrols this device on the same path as a real code. */
export function DemoSignInList({ field }: { readonly field: Field }) {
  const { officers, fault: listFault } = useDemoOfficers()
  const [fault, setFault] = useState<string | null>(null)
  const [working, setWorking] = useState(false)
  const signIn = async (person: Person) => {
    setWorking(true)
    setFault(null)
    await field.session.enrolForDemo(person.id, deviceName()).catch((error: unknown) => setFault(faultText(error)))
    setWorking(false)
  }
  const said = fault ?? listFault ?? (officers?.length === 0 ? t.none : null)
  return (
    <section className="card" aria-labelledby="demo-title">
      <h2 id="demo-title">{t.title}</h2>
      <p>{t.why}</p>
      {said !== null && (
        <p role="alert" className="fault">
          {said}
        </p>
      )}
      <ul className={styles.people}>
        {(officers ?? []).map((person) => (
          <li key={person.id}>
            <button type="button" className={styles.person} disabled={working} onClick={() => void signIn(person)}>
              <strong>{person.callsign ?? texts.duty.noCallsign}</strong>
              <span>{person.name}</span>
              <span className={styles.why}>{person.why}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

function useDemoOfficers() {
  const [officers, setOfficers] = useState<readonly Person[] | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  useEffect(() => {
    const leaving = new AbortController()
    call(DemoPeople, { signal: leaving.signal }).then(
      ({ people }) => setOfficers(people.filter((each) => each.roles.includes('officer'))),
      (error: unknown) => {
        if (!leaving.signal.aborted) setFault(faultText(error))
      },
    )
    return () => leaving.abort()
  }, [])
  return { officers, fault }
}
