// SPDX-License-Identifier: Apache-2.0
import type { Page } from '@playwright/test'

interface ProfileNode {
  readonly id: number
  readonly callFrame: { readonly url: string; readonly functionName: string }
  readonly children?: readonly number[]
}

const sampleEveryUs = 100

/**
 * How long the page's main thread was busy in a script while `act` ran, ms: in its own functions and in what the
 * browser did for them, such as drawing. From the profiler, so that no other part of the page is counted.
 */
export async function busyInScriptMs(page: Page, script: RegExp, act: () => Promise<void>): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('Profiler.enable')
  await session.send('Profiler.setSamplingInterval', { interval: sampleEveryUs })
  await session.send('Profiler.start')
  await act()
  const { profile } = await session.send('Profiler.stop')
  await session.detach()
  const own = nodesOf(profile.nodes, script)
  const { samples = [], timeDeltas = [] } = profile
  const busyUs = samples.reduce((sum, id, at) => (own.has(id) ? sum + (timeDeltas[at + 1] ?? 0) : sum), 0)
  return busyUs / 1_000
}

/** The script's functions, and the browser's own functions that they called. */
function nodesOf(nodes: readonly ProfileNode[], script: RegExp): Set<number> {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const own = new Set<number>()
  const visit = (node: ProfileNode, calledByOwn: boolean): void => {
    const { url, functionName } = node.callFrame
    const isOwn = script.test(url) || (calledByOwn && url === '' && !functionName.startsWith('('))
    if (isOwn) own.add(node.id)
    for (const id of node.children ?? []) {
      const child = byId.get(id)
      if (child !== undefined) visit(child, isOwn)
    }
  }
  if (nodes[0] !== undefined) visit(nodes[0], false)
  return own
}

/** How many pixels of the map carry a colour: the marks do, the dark background does not. */
export async function colouredPixels(page: Page, png: Buffer): Promise<number> {
  return await page.evaluate(
    async (address) => {
      const image = new Image()
      image.src = address
      await image.decode()
      const canvas = new OffscreenCanvas(image.width, image.height)
      const drawing = canvas.getContext('2d')
      if (drawing === null) throw new Error('this browser draws nothing')
      drawing.drawImage(image, 0, 0)
      const { data } = drawing.getImageData(0, 0, image.width, image.height)
      let coloured = 0
      for (let at = 0; at < data.length; at += 4) {
        const [red = 0, green = 0, blue = 0] = data.subarray(at, at + 3)
        if (Math.max(red, green, blue) - Math.min(red, green, blue) > 70) coloured += 1
      }
      return coloured
    },
    `data:image/png;base64,${png.toString('base64')}`,
  )
}
