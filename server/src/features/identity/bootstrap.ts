// SPDX-License-Identifier: Apache-2.0
import { newId, type PersonId } from '@muster/contract/ids'
import { readSecretFile, ConfigFault } from '../../shell/config'
import type { House } from '../../shell/house'
import { hashPassword } from '../../shell/secrets'
import * as audit from '../audit/index'
import { countPeople, findAccount, insertAccount, insertPerson } from './store'

/**
 * Somebody must be the first. In demo mode: a security administrator to sign in as. Otherwise the
 * break-glass administrator that MUSTER_ADMIN names, with the password in its file.
 */
export async function bootstrap({ config, database }: Pick<House, 'config' | 'database'>): Promise<void> {
  if (config.demo) {
    await database.asJobs(async (tx) => {
      if ((await countPeople(tx)) > 0) return
      const id = newId<PersonId>()
      await insertPerson(tx, { id, name: 'Demo Administrator', collar: 'DEMO', roles: ['security-administrator'] })
      await audit.append(tx, 'person-added', `person:${id}`, { why: 'demo' }, [], 'system')
    })
  }
  if (config.admin === null) return
  const { username, passwordFile } = config.admin
  const password = readSecretFile(passwordFile)
  if (password.length < 12)
    throw new ConfigFault('MUSTER_ADMIN_PASSWORD_FILE: the password must have at least 12 characters')
  const passwordHash = await hashPassword(password)
  await database.asJobs(async (tx) => {
    if ((await findAccount(tx, username)) !== null) return
    const id = newId<PersonId>()
    await insertPerson(tx, {
      id,
      name: `Break-glass ${username}`,
      collar: `BG-${username}`.slice(0, 20),
      roles: ['security-administrator'],
    })
    await insertAccount(tx, username, id, passwordHash)
    await audit.append(
      tx,
      'account-added',
      `person:${id}`,
      { username, why: 'break-glass administrator' },
      [],
      'system',
    )
  })
}
