// SPDX-License-Identifier: Apache-2.0

/**
 * The address that a simulated phone calls from. Phones do not share one, and a server that limits tries by
 * address should see that here too. Linux lets a program call from anywhere in 127.0.0.0/8; elsewhere,
 * and towards any other server, all call from the machine's own address.
 */
export function phoneAddress(url: string, index: number, platform: string = process.platform): { from?: string } {
  const loopback = ['127.0.0.1', 'localhost'].includes(new URL(url).hostname)
  if (!loopback || platform !== 'linux') return {}
  return { from: `127.1.${Math.floor(index / 250)}.${(index % 250) + 1}` }
}
