// SPDX-License-Identifier: Apache-2.0
import { openLocalBus } from './bus'
import { testBus } from '../testing/bus-contract'

testBus(
  'in-process',
  async (onFault) => openLocalBus(onFault),
  async () => undefined,
)
