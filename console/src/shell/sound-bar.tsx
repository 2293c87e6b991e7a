// SPDX-License-Identifier: Apache-2.0
import { Shape } from '@muster/ui/components/shape.tsx'
import { type ReactNode, useState } from 'react'
import { useSound } from '../sound/sound'
import classes from './shell.module.css'

/** Stays until sound is on and somebody said that it was heard. */
export function SoundBar(): ReactNode {
  const { state, heard, test, confirmHeard } = useSound()
  const [tested, setTested] = useState(false)
  if (state === 'on' && heard) return null
  const play = () => {
    test()
    setTested(true)
  }
  if (state === 'none') {
    return (
      <div className={classes['bar']} role="status">
        <Shape shape="triangle" tone="caution" />
        <strong>This browser makes no sound.</strong>
        <span>Alarms only show here. Do not leave the screen.</span>
      </div>
    )
  }
  return (
    <div className={classes['bar']} role="region" aria-label="Sound check">
      <Shape shape="triangle" tone="caution" />
      <strong>{state === 'locked' ? 'Sound is off.' : 'Was it heard?'}</strong>
      <span>
        {state === 'locked'
          ? 'Alarms make no sound until you turn it on.'
          : 'Five pulses: an emergency sounds like that.'}
      </span>
      <button type="button" className={classes['tool']} onClick={play}>
        {tested ? 'Play again' : 'Turn sound on and test'}
      </button>
      {state === 'on' && tested && (
        <button type="button" className={classes['tool']} onClick={confirmHeard}>
          Yes, I heard it
        </button>
      )}
      {state === 'locked' && tested && (
        <span role="alert">The browser did not allow it. Click once more, or check its sound settings.</span>
      )}
    </div>
  )
}
