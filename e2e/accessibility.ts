// SPDX-License-Identifier: Apache-2.0
import { expect, type Page } from '@playwright/test'
import axe from 'axe-core'

const levels = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']

/** Looks at the whole page as it is now; each violation becomes a line that names its element. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  // Evaluated by the debugger, which no page policy applies to.
  await page.evaluate(`${axe.source}; void 0`)
  const violations = await page.evaluate(async (tags) => {
    const { axe: runner } = globalThis as unknown as { axe: typeof axe }
    const found = await runner.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] })
    return found.violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} (${help}): ${target.join(' ')}: ${failureSummary ?? ''}`),
    )
  }, levels)
  expect(violations, `${what} has no barrier that axe knows of`).toEqual([])
}
