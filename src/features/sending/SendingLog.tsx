import { Button, CloseButton } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useLocation, useSearch } from 'wouter'
import { channels, sendings } from '#register/sendings.ts'
import { get } from '#web/api.ts'
import { Empty } from '#web/Empty.tsx'
import { formatTime } from '#web/format.ts'
import { t } from '#web/language.ts'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { inWords } from '#web/register.ts'
import { Wide } from '#web/Wide.tsx'

type Row = {
  id: string
  person_id: string
  given_name: string | null
  family_name: string | null
  message: string
  channel: keyof typeof channels
  content: keyof typeof contents
  state: keyof typeof states
  code: string | null
  says: string
  decided_at: string
}
type Rows = { items: Row[]; next: string | null }

const contents = sendings.fields.content.options
const states = sendings.fields.state.options
const TONES: Record<string, string> = { sent: 'chip-good', refused: 'chip-plain', handing: 'chip-plain' }
const FILTERS = ['message', 'code'] as const

/** Each decision, the latest first; the address of the page holds what it is narrowed to. */
export function SendingLog() {
  const [, go] = useLocation()
  const asked = new URLSearchParams(useSearch())
  const filter = Object.fromEntries(
    ['state', ...FILTERS].flatMap((name) => (asked.get(name) ? [[name, asked.get(name)!]] : [])),
  )
  const narrow = (name: string, value: string | null) => {
    const next = new URLSearchParams(filter)
    if (value) next.set(name, value)
    else next.delete(name)
    go(`/privacy/sending${next.size ? `?${next}` : ''}`)
  }
  const found = useInfiniteQuery({
    queryKey: ['sendings', filter],
    queryFn: ({ pageParam }) => get<Rows>('/sendings', { ...filter, cursor: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  })
  const rows = found.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Panel title={t('sending.log')}>
      <div className="stack">
        <fieldset className="segments">
          <legend className="visually-hidden">{t('sending.show')}</legend>
          {['', ...Object.keys(states)].map((state) => (
            <label key={state}>
              <input
                type="radio"
                name="state"
                checked={(filter.state ?? '') === state}
                onChange={() => narrow('state', state)}
              />
              <span>{state ? inWords(states[state as keyof typeof states]) : t('sending.every')}</span>
            </label>
          ))}
        </fieldset>
        {FILTERS.some((name) => filter[name]) && (
          <div className="filters">
            {FILTERS.flatMap((name) => {
              const value = filter[name]
              return value ? (
                <span key={name} className="filter-chip">
                  {value}
                  <CloseButton
                    size="xs"
                    aria-label={t('sending.clear', { what: value })}
                    onClick={() => narrow(name, null)}
                  />
                </span>
              ) : (
                []
              )
            })}
          </div>
        )}
        {found.isPending && <Skeleton lines={6} />}
        <ProblemNote error={found.error} />
        {found.data && rows.length === 0 && <Empty title={t('sending.none')}>{t('sending.none.more')}</Empty>}
        {rows.length > 0 && (
          <Wide label={t('sending.log')}>
            <table className="plain">
              <thead>
                <tr>
                  <th>{t('sending.at')}</th>
                  <th>{t('sending.person')}</th>
                  <th>{t('sending.message')}</th>
                  <th>{t('sending.what')}</th>
                  <th>{inWords(sendings.fields.state.label)}</th>
                  <th>{t('sending.why')}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <Line key={row.id} row={row} narrow={narrow} />
                ))}
              </tbody>
            </table>
          </Wide>
        )}
        {found.hasNextPage && (
          <Button variant="subtle" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            {t('sending.more')}
          </Button>
        )}
      </div>
    </Panel>
  )
}

function Line({ row, narrow }: { row: Row; narrow: (name: string, value: string) => void }) {
  const name = [row.given_name, row.family_name].filter(Boolean).join(' ')
  const only = (filter: string, value: string) => (
    <button
      type="button"
      className="sending-only"
      title={t('sending.only', { what: value })}
      onClick={() => narrow(filter, value)}
    >
      {value}
    </button>
  )
  return (
    <tr>
      <td className="sending-at">{formatTime(row.decided_at)}</td>
      <td>{name ? <Link href={`/people/${row.person_id}?purpose=rights`}>{name}</Link> : '–'}</td>
      <td className="sending-message">{only('message', row.message)}</td>
      <td>
        {inWords(contents[row.content])}
        <span className="quiet"> · {inWords(channels[row.channel])}</span>
      </td>
      <td>
        <span className={`chip ${TONES[row.state] ?? 'chip-warn'}`}>{inWords(states[row.state])}</span>
      </td>
      <td className="sending-why">
        {row.says} {row.code && <span className="small quiet">{only('code', row.code)}</span>}
      </td>
    </tr>
  )
}
