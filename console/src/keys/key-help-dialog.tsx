// SPDX-License-Identifier: Apache-2.0
import { Checkbox } from '@mantine/core'
import type { ReactNode } from 'react'
import { Dialog } from '../parts/dialog'
import { Key } from './key'
import classes from './keys.module.css'
import { useSingleKeys } from './single-keys'

const rows = [
  { keys: ['A'], text: 'Acknowledge the chosen alarm, or the one that has waited longest' },
  { keys: ['G'], text: 'Go: move the map to the chosen alarm or unit' },
  { keys: ['/'], text: 'Search units' },
  { keys: ['J', 'K'], text: 'Next and previous unit; the arrow keys do the same in the list' },
  { keys: ['Ctrl K'], text: 'Commands: “ack PT117”, “go PT117”, any page or unit' },
  { keys: ['?'], text: 'This help' },
  { keys: ['Esc'], text: 'Close what is open' },
]

export function KeyHelpDialog({ onClose }: { onClose: () => void }): ReactNode {
  const [on, setOn] = useSingleKeys()
  return (
    <Dialog title="Keys" onClose={onClose}>
      <dl className={classes['list']}>
        {rows.map((row) => (
          <Row key={row.text} {...row} />
        ))}
      </dl>
      <Checkbox
        label="Single keys act"
        description="Switch off if you speak to your computer, or press keys by accident. Ctrl K and Esc always act."
        checked={on}
        onChange={(event) => setOn(event.currentTarget.checked)}
      />
    </Dialog>
  )
}

function Row({ keys, text }: { keys: readonly string[]; text: string }): ReactNode {
  return (
    <>
      <dt>
        {keys.map((key) => (
          <Key key={key}>{key}</Key>
        ))}
      </dt>
      <dd>{text}</dd>
    </>
  )
}
