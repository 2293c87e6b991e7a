// SPDX-License-Identifier: Apache-2.0
import { Component, type ReactNode } from 'react'
import { texts } from './texts'

/** A screen that fails is replaced by a sentence; the emergency control lies outside and goes on. */
export class ScreenGuard extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override readonly state = { failed: false }

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true }
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children
    return (
      <section className="card">
        <p role="alert">{texts.app.failed}</p>
        <button type="button" className="big" onClick={() => window.location.reload()}>
          {texts.app.reload}
        </button>
      </section>
    )
  }
}
