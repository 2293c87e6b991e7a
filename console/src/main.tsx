// SPDX-License-Identifier: Apache-2.0
import '@muster/ui/api/jitless'
import '@muster/ui/tokens.css'
import '@muster/ui/fonts.css'
import './mantine.css'
import './base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no place for the page')
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
