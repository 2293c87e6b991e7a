// SPDX-License-Identifier: Apache-2.0
import { Button } from '@mantine/core'
import type { Leaf } from '@muster/contract/audit'
import type { ReactNode } from 'react'
import { Moment } from '../../parts/moment'
import { Facts, Panel, PanelActs, Raw, Section } from '../../parts/panel'
import { useView } from '../../view-state'

/** One entry as it was committed to. */
export function LeafPanel({ leaf }: { leaf: Leaf }): ReactNode {
  const [, change] = useView()
  return (
    <Panel
      label="Log entry"
      title={leaf.type}
      sub={leaf.placed ? 'Has its place in the log' : 'Waits for its place in the log'}
      onClose={() => change({ of: undefined })}
    >
      <PanelActs>
        <Button variant="default" onClick={() => change({ find: leaf.subject })}>
          History of this subject
        </Button>
      </PanelActs>
      <Facts
        facts={[
          ['At', <Moment key="at" ms={leaf.at} />],
          ['By', leaf.by],
          ['Subject', leaf.subject],
          ['Entry of it', String(leaf.seq)],
          ['Previous', leaf.prev === null ? 'none: its first' : <code key="prev">{leaf.prev}</code>],
          ['Commitment', <code key="commitment">{leaf.commitment}</code>],
        ]}
      />
      <Section title="What was recorded">
        <Raw text={JSON.stringify(leaf.body, null, 2)} />
      </Section>
    </Panel>
  )
}
