// SPDX-License-Identifier: Apache-2.0
import '@muster/ui/api/jitless'
import '@muster/ui/tokens.css'
import './theme.css'
import { createRoot } from 'react-dom/client'
import { App } from './app'
import { followTheme } from './device/theme'
import { Field } from './field'

// Presses of an earlier life go out before anything is drawn.
const field = new Field()
field.start()
followTheme()

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no element #root')
createRoot(root).render(<App field={field} />)

// Asked for, not relied on: a browser under pressure clears what it was not asked to keep.
navigator.storage?.persist?.().catch(() => undefined)

if ('serviceWorker' in navigator && import.meta.env.PROD) {
  navigator.serviceWorker.register(`${import.meta.env.BASE_URL}sw.js`).catch(() => undefined)
}
