// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react'
import classes from './panel.module.css'

interface PanelProps {
  /** The region's name, for screen readers and tests. */
  readonly label: string
  readonly title: ReactNode
  readonly sub?: ReactNode
  readonly onClose?: () => void
  readonly children: ReactNode
}

/** The side of a page that tells about one thing. */
export function Panel({ label, title, sub, onClose, children }: PanelProps): ReactNode {
  return (
    <section className={classes['panel']} aria-label={label}>
      <div className={classes['head']}>
        <div>
          <h2 className={classes['title']}>{title}</h2>
          {sub !== undefined && <p className={classes['sub']}>{sub}</p>}
        </div>
        {onClose !== undefined && (
          <button
            type="button"
            className={classes['close']}
            aria-label={`Hide the ${label.toLowerCase()}`}
            onClick={onClose}
          >
            ✕
          </button>
        )}
      </div>
      {children}
    </section>
  )
}

export function Section({ title, children }: { title: string; children: ReactNode }): ReactNode {
  return (
    <div className={classes['section']}>
      <h3>{title}</h3>
      {children}
    </div>
  )
}

export function Facts({ facts }: { facts: readonly (readonly [name: string, value: ReactNode])[] }): ReactNode {
  return (
    <dl className={classes['facts']}>
      {facts.map(([name, value]) => (
        <div key={name} className={classes['fact']}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** What came or was recorded, letter by letter. */
export function Raw({ text }: { text: string }): ReactNode {
  return <pre className={classes['raw']}>{text}</pre>
}

export function PanelActs({ children }: { children: ReactNode }): ReactNode {
  return <div className={classes['acts']}>{children}</div>
}
