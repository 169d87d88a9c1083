import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'wouter'
import { t } from '#web/language.ts'
import { Panel } from '#web/Panel.tsx'
import { RecordPicker } from '#web/RecordPicker.tsx'
import { type Row, useEdit } from '#web/record.ts'
import { fieldLabel, isWritable, useRegister } from '#web/register.ts'
import { toastProblem } from '#web/toast.tsx'

type Props = { deal: Row; purpose: string; mayWrite: boolean }

const PARTIES = [
  { field: 'company_id', noun: 'companies' },
  { field: 'contact_id', noun: 'people' },
  { field: 'reseller_id', noun: 'companies' },
] as const

/** With whom: the company, its contact and a reseller between us. */
export function PartiesPanel({ deal, purpose, mayWrite }: Props) {
  const register = useRegister()
  const [choosing, choose] = useState<string | null>(null)
  const edit = useEdit('deals', deal.id, purpose)
  const set = (field: string, id: string | null) => {
    choose(null)
    edit.mutate({ changes: { [field]: id } }, { onError: toastProblem })
  }
  return (
    <Panel title={t('deals.parties')} purpose={purpose}>
      <ul className="lines">
        {PARTIES.map(({ field, noun }) => {
          const label = fieldLabel(register, 'deals', field)
          const may = mayWrite && isWritable(register.nouns.deals?.fields[field], purpose)
          const id = deal[field]
          if (!id && !may) return null
          return (
            <li key={field}>
              <span className="main">
                <span className="quiet">{label}: </span>
                {id ? <Named noun={noun} id={id} name={deal[field.slice(0, -3)]} purpose={purpose} /> : '–'}
              </span>
              {may && (
                <Button size="compact-sm" variant="subtle" onClick={() => choose(choosing === field ? null : field)}>
                  {id ? t('edit') : t('add')}
                  <span className="visually-hidden"> {label}</span>
                </Button>
              )}
              {choosing === field && (
                <span className="row row-end grow">
                  <RecordPicker
                    noun={noun}
                    purpose={purpose}
                    label={label}
                    value={null}
                    change={(picked) => picked && set(field, picked.id)}
                  />
                  {id && (
                    <Button size="compact-sm" variant="subtle" onClick={() => set(field, null)}>
                      {t('delete')}
                    </Button>
                  )}
                </span>
              )}
            </li>
          )
        })}
      </ul>
    </Panel>
  )
}

/** The name of a record; where the purpose sees it no more, that it cannot be used, and never why. */
export function Named({
  noun,
  id,
  name,
  purpose,
}: {
  noun: string
  id: string
  name?: string | null
  purpose: string
}) {
  return name ? <Link href={`/${noun}/${id}?purpose=${purpose}`}>{name}</Link> : <em>{t('contact.hidden')}</em>
}
