// SPDX-License-Identifier: Apache-2.0
import { type FormEvent, useCallback, useEffect, useState } from 'react'
import { useValue } from '../../device/value-store'
import type { Field } from '../../field'
import { texts } from '../../texts'
import { faultText } from '../../texts-of-faults'
import { DemoSignInList } from './demo-sign-in'
import { deviceName } from './device-name'
import styles from './enrol.module.css'
import { codeFrom, longestCode } from './enrol-code-rules'
import { canScan, ScanCode } from './scan-code'

const t = texts.enrol

/** A one-time code, typed, scanned or opened as `#code=…`, makes this device the officer's. */
export function EnrolScreen({ field }: { readonly field: Field }) {
  const setup = useValue(field.setup)
  const { code, setCode, fault, working, enrol } = useEnrolment(field)
  const [scanning, setScanning] = useState(false)
  const scanned = useCallback(
    (found: string) => {
      setScanning(false)
      setCode(found)
      void enrol(found)
    },
    [enrol, setCode],
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void enrol(code)
  }
  return (
    <>
      {setup?.demo === true && <DemoSignInList field={field} />}
      <section className="card">
        <h2>{t.title}</h2>
        <p>{t.why}</p>
        <form onSubmit={submit}>
          <label htmlFor="enrol-code">{t.code}</label>
          <input
            id="enrol-code"
            className={styles.code}
            value={code}
            onChange={(event) => setCode(event.target.value)}
            maxLength={longestCode + 4}
            autoComplete="one-time-code"
            autoCapitalize="characters"
            spellCheck={false}
          />
          {fault !== null && (
            <p role="alert" className="fault">
              {fault}
            </p>
          )}
          <button type="submit" className="big primary" disabled={working}>
            {working ? t.working : t.submit}
          </button>
        </form>
        {canScan && (
          <button type="button" className="big" onClick={() => setScanning(!scanning)}>
            {scanning ? t.stopScan : t.scan}
          </button>
        )}
        {scanning && <ScanCode onCode={scanned} />}
        <p className="quiet">{t.pressWorks}</p>
      </section>
    </>
  )
}

function useEnrolment(field: Field) {
  const [code, setCode] = useState(() => codeFrom(window.location.hash) ?? '')
  const [fault, setFault] = useState<string | null>(null)
  const [working, setWorking] = useState(false)
  // A code scanned by the phone's own camera opens this page again with another ending.
  useEffect(() => {
    const heard = () => setCode((typed) => codeFrom(window.location.hash) ?? typed)
    window.addEventListener('hashchange', heard)
    return () => window.removeEventListener('hashchange', heard)
  }, [])
  const enrol = useCallback(
    async (typed: string) => {
      const wanted = codeFrom(typed)
      if (wanted === null) return setFault(t.tooShort)
      if (!hasKeys()) return setFault(t.noKey)
      setWorking(true)
      setFault(null)
      try {
        await field.session.enrol(wanted, deviceName())
        // The code is spent: it must not lie in the address or the history.
        window.history.replaceState(null, '', window.location.pathname)
      } catch (error) {
        setFault(faultText(error))
      } finally {
        setWorking(false)
      }
    },
    [field],
  )
  return { code, setCode, fault, working, enrol }
}

/** WebCrypto is there only over HTTPS and on localhost. */
function hasKeys(): boolean {
  return typeof globalThis.crypto?.subtle !== 'undefined'
}
