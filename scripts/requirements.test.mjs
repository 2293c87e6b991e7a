// SPDX-License-Identifier: Apache-2.0
// @ts-check
import { describe, expect, test } from 'vitest'
import { complaintAbout, thisMachine } from './requirements.mjs'

const good = { nodeVersion: 'v20.19.0', platform: 'linux', arch: 'x64', maps: '', databaseUrl: '' }
const musl = { maps: '7f-80 r-xp 0 fe:00 1 /lib/ld-musl-x86_64.so.1\n' }

describe('[HO-201] the machine', () => {
  test.each(['v20.18.3', 'v18.20.0', 'v12.0.0'])('Node %s is too old', (nodeVersion) => {
    expect(complaintAbout({ ...good, nodeVersion })).toBe(
      `Muster needs Node.js 20.19 or newer, and this is ${nodeVersion}. Install a newer one from nodejs.org.`,
    )
  })

  test.each(['v20.19.0', 'v20.20.2', 'v22.0.0', 'v24.1.0'])('Node %s will do', (nodeVersion) => {
    expect(complaintAbout({ ...good, nodeVersion })).toBeNull()
  })

  test('Windows is pointed to WSL', () => {
    expect(complaintAbout({ ...good, platform: 'win32' })).toMatch(/WSL/)
  })

  test('musl and odd processors need a database of their own', () => {
    expect(complaintAbout({ ...good, ...musl })).toMatch(/DATABASE_URL/)
    expect(complaintAbout({ ...good, arch: 's390x' })).toMatch(/s390x.*DATABASE_URL/)
    expect(complaintAbout({ ...good, ...musl, databaseUrl: 'postgres://db/muster' })).toBeNull()
  })

  test('the machine that runs this is fine', () => {
    expect(complaintAbout(thisMachine())).toBeNull()
  })
})
