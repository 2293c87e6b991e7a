// SPDX-License-Identifier: Apache-2.0
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useCommand } from '../keys/command-board'
import { useView } from '../view-state'
import classes from './office.module.css'
import { Empty, Failed, Loading } from './page-state'
import type { Pages } from './use-pages'

interface OfficeProps {
  readonly title: string
  readonly sub?: ReactNode
  readonly tools?: ReactNode
  readonly side?: ReactNode
  readonly children: ReactNode
}

/** A page of the offices: what is listed, and beside it the one record that is open. */
export function Office({ title, sub, tools, side, children }: OfficeProps): ReactNode {
  const [view, change] = useView()
  useCommand('dismiss', () => view.of !== undefined && change({ of: undefined }))
  return (
    <div className={classes['office']} data-side={side !== undefined && side !== null}>
      <div className={classes['body']}>
        <div className={classes['head']}>
          <h1>{title}</h1>
          {sub !== undefined && <p>{sub}</p>}
        </div>
        {tools !== undefined && <div className={classes['tools']}>{tools}</div>}
        {children}
      </div>
      {side !== undefined && side !== null && <aside className={classes['side']}>{side}</aside>}
    </div>
  )
}

const searchPauseMs = 250

/** Writes what is typed into the address once the typing pauses. */
export function OfficeSearch({ label, placeholder }: { label: string; placeholder: string }): ReactNode {
  const [view, change] = useView()
  const [typed, setTyped] = useState(view.find ?? '')
  const input = useRef<HTMLInputElement>(null)
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined)
  useCommand('search', () => input.current?.focus())
  useEffect(() => () => clearTimeout(pause.current), [])
  const type = (text: string) => {
    setTyped(text)
    clearTimeout(pause.current)
    pause.current = setTimeout(() => change({ find: text.trim() === '' ? undefined : text.trim() }), searchPauseMs)
  }
  return (
    <input
      ref={input}
      type="search"
      className={classes['search']}
      aria-label={label}
      placeholder={placeholder}
      maxLength={80}
      value={typed}
      onChange={(event) => type(event.currentTarget.value)}
    />
  )
}

/** A choice among a few, kept in the address. */
export function OfficeChoice<Value extends string>(props: {
  label: string
  options: readonly { readonly value: Value; readonly text: string }[]
  value: Value | undefined
  onChoose: (value: Value | undefined) => void
}): ReactNode {
  return (
    <label className={classes['choice']}>
      {props.label}
      <select
        value={props.value ?? ''}
        onChange={(event) =>
          props.onChoose(props.options.find((each) => each.value === event.currentTarget.value)?.value)
        }
      >
        <option value="">All</option>
        {props.options.map(({ value, text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  )
}

interface TableProps<Row> {
  readonly label: string
  readonly what: string
  readonly pages: Pages<Row>
  readonly columns: readonly {
    readonly name: string
    readonly cell: (row: Row) => ReactNode
    readonly wide?: boolean
  }[]
  readonly keyOf: (row: Row) => string
  readonly empty: ReactNode
  /** What opens a row: its first cell becomes a button. */
  readonly onOpen?: (row: Row) => void
  readonly openKey?: string | undefined
}

/** A table of the pages that came, with every state it can be in. */
export function PagesTable<Row>(props: TableProps<Row>): ReactNode {
  const { rows, error, more, loadingMore, reload } = props.pages
  if (rows === null)
    return error === null ? (
      <Loading what={props.what.toLowerCase()} />
    ) : (
      <Failed what={props.what} error={error} retry={reload} />
    )
  if (rows.length === 0) return <>{props.empty}</>
  return (
    <div className={classes['scroll']}>
      <table className={classes['table']} aria-label={props.label}>
        <thead>
          <tr>
            {props.columns.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={props.keyOf(row)} data-open={props.openKey !== undefined && props.keyOf(row) === props.openKey}>
              {props.columns.map(({ name, cell, wide }, index) => (
                <td key={name} data-wide={wide === true}>
                  {index === 0 && props.onOpen !== undefined ? (
                    <button type="button" className={classes['open']} onClick={() => props.onOpen?.(row)}>
                      {cell(row)}
                    </button>
                  ) : (
                    cell(row)
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {error !== null && <Failed what="More" error={error} retry={reload} />}
      {more !== null && (
        <button type="button" className={classes['more']} disabled={loadingMore} onClick={more}>
          {loadingMore ? 'Loading…' : `Show more (${rows.length} shown)`}
        </button>
      )}
    </div>
  )
}

/** Nothing found, told apart from nothing there. */
export function NothingFound({ title, narrowed }: { title: string; narrowed: boolean }): ReactNode {
  const [, change] = useView()
  if (!narrowed) return <Empty title={title} />
  return (
    <Empty title="Nothing fits">
      <button
        type="button"
        className={classes['more']}
        onClick={() => change({ find: undefined, kind: undefined, state: undefined })}
      >
        Show all
      </button>
    </Empty>
  )
}
