// SPDX-License-Identifier: Apache-2.0
import type { ItemId } from '@muster/contract/ids'
import { texts } from '../../texts'
import type { MyItem } from '../kit/use-my-radios'
import styles from './duty.module.css'

interface Props {
  readonly radios: readonly MyItem[]
  readonly chosen: ItemId | null
  readonly onChoose: (id: ItemId) => void
}

/** Asked only of an officer who holds several radios; the server takes the only one by itself. */
export function RadioChoice({ radios, chosen, onChoose }: Props) {
  if (radios.length === 0) return <p>{texts.duty.noRadio}</p>
  if (radios.length === 1) return null
  return (
    <fieldset>
      <legend>{texts.duty.whichRadio}</legend>
      {radios.map((radio) => (
        <label key={radio.id} className={styles.choice}>
          <input type="radio" name="radio" checked={chosen === radio.id} onChange={() => onChoose(radio.id)} />
          {radio.tag} {radio.modelName}
        </label>
      ))}
    </fieldset>
  )
}
