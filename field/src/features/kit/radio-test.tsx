// SPDX-License-Identifier: Apache-2.0
import { type ItemId, newId, type TestId } from '@muster/contract/ids'
import { TestMyItem } from '@muster/contract/kit'
import { call } from '@muster/ui/api/client'
import { useEffect, useRef, useState } from 'react'
import { useAct } from '../../device/use-act'
import type { Field } from '../../field'
import { texts } from '../../texts'
import styles from './radio-test.module.css'
import type { MyItem, MyRadios } from './use-my-radios'

const t = texts.radioTest

interface Props {
  readonly field: Field
  readonly radios: MyRadios
  /** The radio on duty, which is the one to test first. */
  readonly bookedId: ItemId | null
  readonly onClose: () => void
}

/** The officer's function test of the radio in hand, by its model's checklist. */
export function RadioTest({ field, radios, bookedId, onClose }: Props) {
  const [chosenId, setChosenId] = useState<ItemId | null>(bookedId)
  const title = useRef<HTMLHeadingElement>(null)
  // The screen was scrolled to the link that led here.
  useEffect(() => {
    title.current?.scrollIntoView()
    title.current?.focus()
  }, [])
  const rows = radios.rows
  const radio = rows?.find((each) => each.id === chosenId) ?? rows?.[0]
  return (
    <section className="card" aria-labelledby="test-title">
      <h2 id="test-title" ref={title} tabIndex={-1} className={styles.title}>
        {t.title}
      </h2>
      {rows === null && <p>{t.loading}</p>}
      {rows !== null && radio === undefined && <p>{t.none}</p>}
      {rows !== null && rows.length > 1 && (
        <>
          <label htmlFor="test-radio">{t.which}</label>
          <select
            id="test-radio"
            value={radio?.id ?? ''}
            onChange={(event) => setChosenId(rows.find((each) => each.id === event.target.value)?.id ?? null)}
          >
            {rows.map((each) => (
              <option key={each.id} value={each.id}>
                {each.tag} {each.modelName}
              </option>
            ))}
          </select>
        </>
      )}
      {radio !== undefined && (
        <Checklist key={radio.id} field={field} radio={radio} alone={rows?.length === 1} onRecorded={radios.refresh} />
      )}
      <button type="button" className="big" onClick={onClose}>
        {t.close}
      </button>
    </section>
  )
}

type Answers = Readonly<Record<string, 'passed' | 'failed'>>

interface ChecklistProps {
  readonly field: Field
  readonly radio: MyItem
  readonly alone: boolean
  readonly onRecorded: () => void
}

function Checklist({ field, radio, alone, onRecorded }: ChecklistProps) {
  const [answers, setAnswers] = useState<Answers>({})
  const [recorded, setRecorded] = useState<string | null>(null)
  const { working, fault, setFault, run } = useAct()
  // One id for one test, however often it has to be sent.
  const id = useRef(newId<TestId>())
  const submit = () => {
    if (radio.checklist.some((check) => answers[check] === undefined)) return setFault(t.incomplete)
    return void run(async () => {
      const failedChecks = radio.checklist.filter((check) => answers[check] === 'failed')
      await field.session.within(() =>
        call(TestMyItem, { params: { itemId: radio.id }, body: { id: id.current, failedChecks } }),
      )
      setRecorded(failedChecks.length === 0 ? t.recorded : t.recordedFailed)
      onRecorded()
      await field.duty.refresh().catch(() => undefined)
    })
  }
  if (recorded !== null) return <p role="status">{recorded}</p>
  return (
    <>
      {alone && (
        <p>
          <strong>{radio.tag}</strong> {radio.modelName}
        </p>
      )}
      <p className={styles.how}>{t.how}</p>
      {radio.checklist.map((check) => (
        <Check
          key={check}
          check={check}
          answer={answers[check]}
          onAnswer={(answer) => setAnswers({ ...answers, [check]: answer })}
        />
      ))}
      {fault !== null && (
        <p role="alert" className="fault">
          {fault}
        </p>
      )}
      <button type="button" className="big primary" disabled={working} onClick={submit}>
        {t.submit}
      </button>
    </>
  )
}

interface CheckProps {
  readonly check: string
  readonly answer: 'passed' | 'failed' | undefined
  readonly onAnswer: (answer: 'passed' | 'failed') => void
}

function Check({ check, answer, onAnswer }: CheckProps) {
  return (
    <fieldset className={styles.check}>
      <legend>{check}</legend>
      {(['passed', 'failed'] as const).map((each) => (
        <label key={each} className={styles.answer}>
          <input type="radio" name={check} checked={answer === each} onChange={() => onAnswer(each)} />
          {t[each]}
        </label>
      ))}
    </fieldset>
  )
}
