// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react'
import { chooseTheme, chosenTheme, themes } from './device/theme'
import { useValue } from './device/value-store'
import { WakeLock } from './device/wake-lock'
import type { Field } from './field'
import styles from './settings.module.css'
import { texts } from './texts'

const t = texts.settings
const wakeLock = new WakeLock()

/** What the officer may set on this device, and what the web cannot do, said plainly. */
export function Settings({ field }: { readonly field: Field }) {
  const demo = useValue(field.setup)?.demo === true
  const session = useValue(field.session.state).state
  return (
    <details className={`card ${styles.settings}`}>
      <summary className={styles.summary}>{t.title}</summary>
      <ThemeChoice />
      <StayAwake />
      <p className="quiet">{t.cannot}</p>
      <Persisted />
      <p className="quiet">{t.neverOnly}</p>
      {demo && session !== 'not-enrolled' && (
        <button type="button" className="big" onClick={() => field.session.enrolAnew()}>
          {texts.demo.change}
        </button>
      )}
    </details>
  )
}

function ThemeChoice() {
  const chosen = useValue(chosenTheme)
  return (
    <fieldset>
      <legend>{t.theme}</legend>
      <div className={styles.choices}>
        {themes.map((theme) => (
          <label key={theme} className={styles.choice}>
            <input type="radio" name="theme" checked={chosen === theme} onChange={() => chooseTheme(theme)} />
            {t.themes[theme]}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

function StayAwake() {
  const state = useValue(wakeLock.state)
  return (
    <>
      <label className={styles.choice}>
        <input
          type="checkbox"
          checked={state === 'on'}
          onChange={(event) => void wakeLock.want(event.target.checked)}
        />
        {t.awake}
      </label>
      {state === 'failed' && (
        <p role="alert" className="fault">
          {t.awakeFailed}
        </p>
      )}
    </>
  )
}

function Persisted() {
  const [persisted, setPersisted] = useState<boolean | null>(null)
  useEffect(() => {
    navigator.storage?.persisted?.().then(setPersisted, () => setPersisted(false))
  }, [])
  return persisted === null ? null : <p className="quiet">{persisted ? t.persisted : t.notPersisted}</p>
}
