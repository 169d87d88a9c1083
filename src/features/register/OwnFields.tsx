import { Button } from '@mantine/core'
import { useState } from 'react'
import { Empty } from '#web/Empty.tsx'
import { formatDate } from '#web/format.ts'
import { t } from '#web/language.ts'
import { Panel } from '#web/Panel.tsx'
import { PurposeChip } from '#web/PurposeChip.tsx'
import { type Field, inWords, useRegister } from '#web/register.ts'
import { AddField } from './AddField.tsx'
import { usePlanned } from './Planned.tsx'

/** The company's own fields: what there is, a new one in plain words, and one taken out of use or back. */
export function OwnFields() {
  const register = useRegister()
  const [adding, setAdding] = useState(false)
  const { propose, forget, busy, shown } = usePlanned(() => setAdding(false))
  const own = Object.entries(register.nouns).flatMap(([noun, { fields }]) =>
    Object.entries(fields)
      .filter(([name]) => name.startsWith('x_'))
      .map(([name, field]) => ({ noun, name, field })),
  )
  const add = () => {
    forget()
    setAdding(true)
  }
  if (adding)
    return (
      <div className="stack change">
        <AddField propose={propose} busy={busy} changed={forget} close={() => setAdding(false)} />
        {shown}
      </div>
    )
  const adder = (
    <Button variant="filled" onClick={add}>
      {t('own.add')}
    </Button>
  )
  return (
    <div className="stack change">
      {own.length === 0 ? (
        <Empty title={t('own.none')} actions={adder}>
          {t('own.body')}
        </Empty>
      ) : (
        <>
          <p className="quiet">{t('own.body')}</p>
          <div>{adder}</div>
          <Panel title={t('register.own')}>
            <ul className="lines own-fields">
              {own.map((one) => (
                <li key={`${one.noun}.${one.name}`}>
                  <span className="main">
                    <strong>{inWords(one.field.label, one.name)}</strong>{' '}
                    <span className="quiet">
                      {inWords(register.nouns[one.noun]?.label)} · {t(`own.type.${one.field.type}` as 'own.type.text')}
                    </span>
                    <span className="row">
                      {one.field.withdrawn ? (
                        <span className="small">
                          {t('own.withdrawn', { day: formatDate(monthAfter(one.field.withdrawn)) })}
                        </span>
                      ) : (
                        Object.keys(one.field.purposes).map((purpose) => (
                          <PurposeChip key={purpose} purpose={purpose} />
                        ))
                      )}
                    </span>
                  </span>
                  {!one.field.withdrawn && (
                    <Button
                      size="compact-sm"
                      loading={busy}
                      aria-label={`${t('own.withdraw')} ${inWords(one.field.label, one.name)}`}
                      onClick={() => propose({ kind: 'withdrawal', body: { noun: one.noun, name: one.name } })}
                    >
                      {t('own.withdraw')}
                    </Button>
                  )}
                  {one.field.withdrawn && one.field.before && (
                    <Button
                      size="compact-sm"
                      loading={busy}
                      aria-label={`${t('own.back')} ${inWords(one.field.label, one.name)}`}
                      onClick={() => propose(declared(one.noun, one.name, one.field))}
                    >
                      {t('own.back')}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          </Panel>
        </>
      )}
      {shown}
    </div>
  )
}

/** The day its values are erased. */
const monthAfter = (day: string): string => new Date(Date.parse(day) + 30 * 86_400_000).toISOString().slice(0, 10)

/** A withdrawn field as it was before. */
const declared = (noun: string, name: string, { type, category, retention, label, options, before }: Field) => ({
  kind: 'field',
  body: { noun, name, type, category, retention, label, purposes: before, ...(options && { options }) },
})
