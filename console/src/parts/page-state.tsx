// SPDX-License-Identifier: Apache-2.0
import { Button } from '@mantine/core'
import { ApiRefused, ApiUnreachable } from '@muster/ui/api/refusals'
import { Shape, type ShapeName } from '@muster/ui/components/shape.tsx'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import classes from './page-state.module.css'

interface StateProps {
  readonly shape: ShapeName
  readonly title: string
  readonly children?: ReactNode
  readonly alert?: boolean
}

function State({ shape, title, children, alert = false }: StateProps): ReactNode {
  return (
    <div className={classes['state']} role={alert ? 'alert' : undefined}>
      <span className={classes['shape']}>
        <Shape shape={shape} tone={alert ? 'caution' : 'stale'} />
      </span>
      <p className={classes['title']}>{title}</p>
      {children !== undefined && <div className={classes['body']}>{children}</div>}
    </div>
  )
}

/** There is nothing, and that is known. */
export function Empty({ title, children }: { title: string; children?: ReactNode }): ReactNode {
  return (
    <State shape="hollow" title={title}>
      {children}
    </State>
  )
}

/** It is not known yet. */
export function Loading({ what }: { what: string }): ReactNode {
  return (
    <div className={classes['state']} role="status">
      <span className={classes['bar']} aria-hidden="true" />
      <p className={classes['quiet']}>Loading {what}…</p>
    </div>
  )
}

/** It could not be had: why, and what to do. */
export function Failed({ what, error, retry }: { what: string; error: unknown; retry?: () => void }): ReactNode {
  return (
    <State shape="triangle" title={`${what} could not be loaded`} alert>
      <p>{errorToText(error)}</p>
      {retry !== undefined && (
        <Button variant="default" onClick={retry}>
          Try again
        </Button>
      )}
    </State>
  )
}

/** A whole page that the viewer's permissions do not open. */
export function NotAllowed({ what }: { what: string }): ReactNode {
  return (
    <>
      <h1 className="visually-hidden">{what}</h1>
      <State shape="cross" title={`${what} is not open to your roles`}>
        <p>Ask a security administrator if your work needs it. Nothing was asked of the server.</p>
      </State>
    </>
  )
}

export function NotFound(): ReactNode {
  return (
    <State shape="cross" title="There is no such page">
      <Link to="/">Back to the control room</Link>
    </State>
  )
}

/** A part of the page broke. The alarm strip lies outside of it and goes on. */
export function Crash({ error, reset }: { error: unknown; reset?: () => void }): ReactNode {
  return (
    <State shape="triangle" title="This part of the page broke" alert>
      <p>{errorToText(error)}</p>
      {reset !== undefined && (
        <Button variant="default" onClick={reset}>
          Try again
        </Button>
      )}
    </State>
  )
}

/** What went wrong, for the person at the screen; a fault carries the number under which it is logged. */
export function errorToText(error: unknown): string {
  if (error instanceof ApiUnreachable) return error.message
  if (error instanceof ApiRefused) {
    return error.status >= 500 && error.requestId !== '' ? `${error.detail} (request ${error.requestId})` : error.detail
  }
  return error instanceof Error ? error.message : 'Something went wrong.'
}
