import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { Link } from 'wouter'
import { post } from '#web/api.ts'
import { formatDate, formatTime } from '#web/format.ts'
import { t, tMaybe } from '#web/language.ts'
import { Panel } from '#web/Panel.tsx'
import { personName, type Row } from '#web/record.ts'
import { fieldLabel, inWords, optionLabel, type Register, useRegister } from '#web/register.ts'
import { toast, toastProblem } from '#web/toast.tsx'
import { MergeDialog } from './MergeDialog.tsx'

export type Pair = { id: string; person_id: string; other_id: string; why: string; found_at: string }

type Props = { pair: Pair; first: Row | undefined; second: Row | undefined; purpose: string; isOpen: boolean }

/** Two records beside each other, and the two ways out: one person, or two. */
export function PairPanel({ pair, first, second, purpose, isOpen }: Props) {
  const register = useRegister()
  const client = useQueryClient()
  const table = useId()
  const [open, setOpen] = useState(isOpen)
  const [merging, setMerging] = useState(false)
  const again = () => client.invalidateQueries({ queryKey: ['pairs'] })
  const settle = async (different: boolean) => {
    await post(`/pairs/${pair.id}/settle`, { different }, { query: { purpose } })
    await again()
  }
  const name = [first, second].map((row) => (row ? personName(row) : '–')).join(' – ')
  const why = `${tMaybe(`pairs.why.${pair.why}`, pair.why)} · ${formatDate(pair.found_at)}`
  return (
    <Panel
      title={name}
      actions={
        <Button
          size="compact-sm"
          variant="subtle"
          aria-expanded={open}
          aria-controls={table}
          onClick={() => setOpen(!open)}
        >
          {t('pairs.compare')} <span className="visually-hidden">{name}</span>
        </Button>
      }
    >
      <p className="quiet small">{why}</p>
      <div id={table} hidden={!open} className="pair">
        {first && second ? (
          <>
            <Beside register={register} first={first} second={second} purpose={purpose} />
            <div className="row">
              <Button variant="filled" onClick={() => setMerging(true)}>
                {t('pairs.merge')}
              </Button>
              <Button
                onClick={() =>
                  settle(true)
                    .then(() => toast(t('pairs.different.done'), () => settle(false)))
                    .catch(toastProblem)
                }
              >
                {t('pairs.different')}
              </Button>
            </div>
          </>
        ) : (
          <p className="note">{t('pairs.gone')}</p>
        )}
      </div>
      {merging && first && second && (
        <MergeDialog
          keep={named(first)}
          other={{ id: second.id, name: personName(named(second)) }}
          purpose={purpose}
          close={() => setMerging(false)}
          done={() => {
            setMerging(false)
            void again()
          }}
        />
      )}
    </Panel>
  )
}

/** Two of one name are told apart by when they came. */
const named = (row: Row): Row => ({
  ...row,
  given_name: null,
  family_name: `${personName(row)} (${t('pairs.added', { date: formatTime(row.created_at) })})`,
})

function Beside({
  register,
  first,
  second,
  purpose,
}: {
  register: Register
  first: Row
  second: Row
  purpose: string
}) {
  const label = (noun: string) => inWords(register.nouns[noun]?.plural, noun)
  const source = register.nouns.people?.fields.source
  const lines: [label: string, of: (row: Row) => string[], says?: 'little'][] = [
    [fieldLabel(register, 'people', 'job_title'), (row) => [row.job_title]],
    [label('companies'), (row) => (row.employments ?? []).map((one: Row) => one.company)],
    [label('emails'), (row) => (row.emails ?? []).map((one: Row) => one.address)],
    [label('phones'), (row) => (row.phones ?? []).map((one: Row) => one.number)],
    [fieldLabel(register, 'people', 'source'), (row) => [optionLabel(source, row.source ?? '')], 'little'],
    [fieldLabel(register, 'people', 'created_at'), (row) => [formatTime(row.created_at)], 'little'],
  ]
  const head = (row: Row) => <Link href={`/people/${row.id}?purpose=${purpose}`}>{personName(row)}</Link>
  return (
    <table className="plain pair-table">
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">{t('pairs.field')}</span>
          </th>
          <th scope="col">{head(first)}</th>
          <th scope="col">{head(second)}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(([title, of, says]) => {
          const [one, other] = [of(first).filter(Boolean), of(second).filter(Boolean)]
          return (
            <tr key={title}>
              <th scope="row">{title}</th>
              <Values list={one} beside={says ? [] : other} />
              <Values list={other} beside={says ? [] : one} />
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** What both have in common stands out: it is why they are here. */
function Values({ list, beside }: { list: string[]; beside: string[] }) {
  return (
    <td>
      {list.length === 0 && <span className="quiet">–</span>}
      {list.map((value) => (
        <div key={value}>{beside.includes(value) ? <strong>{value}</strong> : value}</div>
      ))}
    </td>
  )
}
