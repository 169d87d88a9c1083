import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { get, patch, post, remove } from './api.ts'
import { colleagueOf, useColleagues } from './colleagues.ts'
import { formatDate, formatTime, formatValue } from './format.ts'
import { t } from './language.ts'
import { Skeleton } from './Panel.tsx'
import { type Page, type Row, refresh } from './record.ts'
import { isWritable, type NamedField, optionLabel, useRegister } from './register.ts'
import { useSession } from './session.ts'
import { toast, toastProblem } from './toast.tsx'

type Props = { noun: string; field: NamedField; row: Row; purpose: string; person?: string | undefined }

const CHECKED = ['people', 'companies', 'emails', 'phones', 'employments']

/** When a value was last found right, what it said before and who changed it; found right again, or put back, by one press. */
export function FieldHistory({ noun, field, row, purpose, person }: Props) {
  const register = useRegister()
  const session = useSession()
  const client = useQueryClient()
  const held = register.nouns.verifications?.fields.of?.purposes[purpose]
  const of = { field: 'of', op: 'is', value: `${noun}.${field.id}` }
  const about = { and: [{ field: 'record_id', op: 'is', value: row.id }, of] }
  const asked = { purpose, filter: about, sort: '-created_at', total: 'without' }
  const key = ['field', noun, row.id, field.id, purpose]
  const checks = useQuery({
    queryKey: [...key, 'checks'],
    queryFn: () => get<Page>('/verifications', { ...asked, limit: 1 }),
    enabled: Boolean(held),
  })
  const changes = useQuery({
    queryKey: [...key, 'changes'],
    queryFn: () => get<Page>('/changes', { ...asked, limit: 8 }),
    enabled: Boolean(register.nouns.changes?.fields.of?.purposes[purpose]),
  })
  const { colleagues } = useColleagues()
  const who = (id: string) =>
    id === 'person' ? t('history.person') : colleagueOf(colleagues, id, t('history.machine'))
  const again = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: key }),
      refresh(client, noun),
      person && refresh(client, 'people'),
    ])
  const mayWrite = session.writes.includes(purpose)
  const confirm = async () => {
    try {
      const made = await post<{ id: string }>(
        '/verifications',
        { noun, id: row.id, field: field.id },
        { query: { purpose } },
      )
      await again()
      toast(t('history.confirmed'), async () => {
        await remove(`/verifications/${made.id}`, { query: { purpose } })
        await again()
      })
    } catch (error) {
      toastProblem(error)
    }
  }
  const put = async (value: unknown) => {
    const before = row[field.id]
    const set = (to: unknown, version: number) =>
      patch<Row>(`/${noun}/${row.id}`, { [field.id]: to }, { query: { purpose }, version })
    try {
      const changed = await set(value, row.version)
      await again()
      toast(t('history.put_back'), async () => {
        await set(before, changed.version)
        await again()
      })
    } catch (error) {
      toastProblem(error)
    }
  }
  const last = checks.data?.items[0]
  const sources = register.nouns.verifications?.fields.source
  return (
    <div className="stack history">
      {held && (
        <p className="row">
          <span>
            {checks.isPending ? (
              <Skeleton />
            ) : last ? (
              t('history.checked', { date: formatDate(last.created_at), how: optionLabel(sources, last.source) })
            ) : (
              t('history.unchecked')
            )}
          </span>
          {held === 'write' && mayWrite && CHECKED.includes(noun) && (
            <Button size="compact-sm" variant="light" onClick={() => void confirm()}>
              {t('history.confirm')}
            </Button>
          )}
        </p>
      )}
      {(changes.data?.items.length ?? 0) > 0 && (
        <>
          <h3>{t('history.before')}</h3>
          <ul className="bare">
            {changes.data?.items.map((one) => {
              const was = typedOf(field, one.was)
              return (
                <li key={one.id} className="row">
                  <span className="main">
                    {formatValue(field, was) || t('history.empty')}
                    <span className="quiet small">
                      {' '}
                      {t('history.until', { date: formatTime(one.created_at), who: who(one.actor) })}
                    </span>
                  </span>
                  {mayWrite && isWritable(field, purpose) && !same(was, row[field.id]) && (
                    <Button size="compact-sm" variant="subtle" onClick={() => void put(was)}>
                      {t('history.back')}
                    </Button>
                  )}
                </li>
              )
            })}
          </ul>
        </>
      )}
    </div>
  )
}

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/** Kept as text, whatever the field's type. */
function typedOf(field: NamedField, text: string | null): unknown {
  if (text === null) return null
  if (['choices', 'boolean', 'integer', 'json'].includes(field.type)) {
    try {
      return JSON.parse(text)
    } catch {
      return text
    }
  }
  return text
}
