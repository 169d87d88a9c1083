import { Button, NativeSelect } from '@mantine/core'
import { formatNumber } from '#web/format.ts'
import { type Key, t, tMaybe, tn } from '#web/language.ts'
import { fieldLabel, type Register, useRegister } from '#web/register.ts'
import { Wide } from '#web/Wide.tsx'
import type { StepProps } from './ImportWizard.tsx'

/** What each column was taken for, with samples beside it; every guess can be changed. */
export function ImportColumns({ made, save, next }: StepProps) {
  const register = useRegister()
  const unsure = made.columns.filter((column) => column.field === null && column.sample.some(Boolean)).length
  const choose = (index: number, field: string | null) =>
    void save({
      columns: made.columns.map((column) => (column.index === index ? { ...column, field } : column)),
    }).catch(() => {})
  const options = [
    { value: '', label: t('import.column.none') },
    ...made.fields.map((id) => ({ value: id, label: targetLabel(register, made.noun, id) })),
  ]
  return (
    <div className="stack import-step import-wide">
      <p className="quiet">
        {[
          made.rows === null ? '' : tn('import.rows.count', made.rows),
          made.encoding,
          made.delimiter && `${t('import.delimiter')} ${made.delimiter === '\t' ? 'TAB' : made.delimiter}`,
          t('import.columns.count', { n: formatNumber(made.columns.length) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {unsure > 0 && <p className="note note-warn">{tn('import.columns.unsure', unsure)}</p>}
      <Wide label={t('import.step.columns')}>
        <table className="plain">
          <thead>
            <tr>
              <th>{t('import.column')}</th>
              <th>{t('import.column.sample')}</th>
              <th>{t('import.column.becomes')}</th>
            </tr>
          </thead>
          <tbody>
            {made.columns.map((column) => (
              <tr key={column.index}>
                <td>
                  <strong>{column.header || t('import.column.unnamed', { n: column.index + 1 })}</strong>
                </td>
                <td className="quiet sample">{column.sample.filter(Boolean).slice(0, 3).join(' · ')}</td>
                <td>
                  <NativeSelect
                    aria-label={t('import.column.for', { column: column.header })}
                    data={options}
                    value={column.field ?? ''}
                    onChange={(event) => choose(column.index, event.currentTarget.value || null)}
                    {...(column.field === null && column.sample.some(Boolean) && { className: 'unsure' })}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
      <Button variant="filled" onClick={next}>
        {t(made.noun === 'people' ? 'next' : 'import.toPreview')}
      </Button>
    </div>
  )
}

function targetLabel(register: Register, noun: string, id: string): string {
  if (noun !== 'people') {
    // A record is named by what it is told by: a company by its name or Business ID, a person by an address.
    const [field = '', by] = id.split('.')
    if (!register.nouns[noun]?.fields[field]) return t(`target.row.${id}` as Key)
    const refers = register.nouns[noun]?.fields[field]?.refers
    const told = by ?? (refers === 'people' ? 'email' : null)
    return told
      ? `${fieldLabel(register, noun, field)}: ${t(`target.${told}` as Key)}`
      : fieldLabel(register, noun, field)
  }
  const known = tMaybe(`target.${id}` as Key, '')
  if (known) return known
  return register.nouns.people?.fields[id] ? fieldLabel(register, 'people', id) : id
}
