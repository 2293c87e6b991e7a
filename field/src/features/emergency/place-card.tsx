// SPDX-License-Identifier: Apache-2.0
import type { FixMessage } from '@muster/contract/live'
import { msToAge } from '../../device/times'
import { useNow } from '../../device/use-now'
import { texts } from '../../texts'
import styles from './place-card.module.css'
import { placeToSay } from './place-to-say'

const t = texts.emergency

/** 999 one tap away, and the place in the words in which one says it to the call handler. */
export function PlaceCard({ fix, quiet }: { readonly fix: FixMessage | null; readonly quiet: boolean }) {
  const nowMs = useNow(1_000)
  const place = placeToSay(fix, nowMs)
  return (
    <div className={styles.card}>
      <a className={`${styles.call} ${quiet ? styles.quiet : ''}`} href="tel:999">
        {t.call999}
      </a>
      {place === null ? (
        <p className={styles.line}>{t.noPlace}</p>
      ) : (
        <div>
          <p className={styles.line}>{t.sayWhere}</p>
          {place.grid !== null && <p className={styles.grid}>{t.grid(place.grid)}</p>}
          <p className={styles.line}>{t.position(place.lat, place.lon)}</p>
          <p className={styles.line}>{t.placeAge(msToAge(place.ageMs))}</p>
        </div>
      )}
    </div>
  )
}
