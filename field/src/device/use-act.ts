// SPDX-License-Identifier: Apache-2.0
import { useCallback, useState } from 'react'
import { faultText } from '../texts-of-faults'

/** One act at a time: whether it is under way, and what went wrong with the last, in the officer's words. */
export function useAct() {
  const [working, setWorking] = useState(false)
  const [fault, setFault] = useState<string | null>(null)
  const run = useCallback(async (act: () => Promise<void>) => {
    setWorking(true)
    setFault(null)
    try {
      await act()
    } catch (error) {
      setFault(faultText(error))
    } finally {
      setWorking(false)
    }
  }, [])
  return { working, fault, setFault, run }
}
