import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { get, type Problem, patch, post, remove } from '#web/api.ts'
import { formatDate, formatTime } from '#web/format.ts'
import { t } from '#web/language.ts'
import type { PanelProps } from '#web/mounts.ts'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { type Row, refresh } from '#web/record.ts'
import { fieldLabel, fieldsSeen, optionLabel, useRegister } from '#web/register.ts'
import { useSession } from '#web/session.ts'
import { toast, toastProblem } from '#web/toast.tsx'
import { inOwnWords } from './words.tsx'
import './trade.css'

type Line = { field: string; says: any; since: string | null; ours: any; same: boolean }
type Comparison = {
  on: boolean
  fetched_at: string | null
  situation: string
  business_id: string | null
  lines: Line[]
  facts: Omit<Line, 'ours' | 'same'>[]
}
type Taken = { was: Record<string, unknown>; made: string[]; addresses: Row[] }

/** What the trade register says of a company, beside what we have. */
export default function TradePanel({ id, purpose }: PanelProps) {
  const register = useRegister()
  // Purposes that hold the facts of companies but are not theirs to keep do not compare.
  if (!fieldsSeen(register, 'trade_records', purpose).some(({ id }) => id === 'said')) return null
  return <Panel title={t('trade.panel')} purpose={purpose} whenSeen={() => <Compared id={id} purpose={purpose} />} />
}

function Compared({ id, purpose }: { id: string; purpose: string }) {
  const register = useRegister()
  const session = useSession()
  const client = useQueryClient()
  const key = ['trade', id, purpose]
  const query = { purpose }
  const seen = useQuery<Comparison, Problem>({
    queryKey: key,
    queryFn: () => get<Comparison>(`/trade/${id}`, query),
    retry: false,
  })
  const ask = useMutation<Comparison, Problem>({
    mutationFn: () => post(`/trade/${id}/fetch`, {}, { query }),
    onSuccess: (now) => client.setQueryData(key, now),
  })
  const again = () => Promise.all([refresh(client, 'companies'), client.invalidateQueries({ queryKey: key })])
  const take = useMutation<Taken, Problem, string[]>({
    mutationFn: (fields) => post(`/trade/${id}/take`, { fields }, { query }),
    onSuccess: async (taken) => {
      await again()
      toast(t('trade.taken'), () => putBack(id, taken, query).then(again))
    },
    onError: toastProblem,
  })
  if (seen.error?.status === 403) return null
  if (seen.error) return <ProblemNote error={seen.error} />
  if (!seen.data) return <Skeleton lines={3} />
  const { on, fetched_at, situation, business_id, lines, facts } = seen.data
  const mayWrite = session.writes.includes(purpose)
  const differing = lines.filter((line) => !line.same)
  const label = (field: string) =>
    field === 'visiting' || field === 'postal'
      ? optionLabel(register.nouns.addresses?.fields.kind, field)
      : fieldLabel(register, 'companies', field)
  const situations = register.nouns.trade_records?.fields.situation
  return (
    <div className="stack">
      {situation !== 'none' && (
        <p className="note note-bad" role="status">
          <strong>{t('trade.situation', { what: optionLabel(situations, situation) })}</strong>
        </p>
      )}
      {!fetched_at && <p className="quiet">{t(business_id ? 'trade.none' : 'trade.noId')}</p>}
      {!on && <p className="quiet">{t('trade.off')}</p>}
      {lines.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section className="scroll-x" tabIndex={0} aria-label={t('trade.compared')}>
          <table className="plain trade">
            <thead>
              <tr>
                <th scope="col">
                  <span className="visually-hidden">{t('trade.field')}</span>
                </th>
                <th scope="col">{t('trade.says')}</th>
                <th scope="col">{t('trade.ours')}</th>
                <th scope="col">
                  <span className="visually-hidden">{t('actions')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <tr key={line.field} className={line.same ? 'quiet' : ''}>
                  <th scope="row">{label(line.field)}</th>
                  <td>
                    {inOwnWords(line.says)}
                    {line.since && (
                      <span className="small quiet trade-since">
                        {t('trade.since', { date: formatDate(line.since) })}
                      </span>
                    )}
                  </td>
                  <td>{line.same ? t('trade.same') : inOwnWords(line.ours) || '–'}</td>
                  <td>
                    {!line.same && mayWrite && (
                      <Button
                        size="compact-sm"
                        disabled={take.isPending}
                        aria-label={t('trade.take.what', { what: label(line.field) })}
                        onClick={() => take.mutate([line.field])}
                      >
                        {t('trade.take')}
                      </Button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {facts.length > 0 && (
        <dl className="facts">
          {facts.map((one) => (
            <div key={one.field}>
              <dt>{t(`trade.${one.field}` as 'trade.form')}</dt>
              <dd>
                <span className="value">
                  {one.says === true ? t('trade.entered') : inOwnWords(one.says)}
                  {one.since && (
                    <span className="small quiet trade-since">{t('trade.since', { date: formatDate(one.since) })}</span>
                  )}
                </span>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {mayWrite && on && business_id && (
        <div className="row">
          {differing.length > 1 && (
            <Button disabled={take.isPending} onClick={() => take.mutate(differing.map(({ field }) => field))}>
              {t('trade.take.all')}
            </Button>
          )}
          <Button variant="subtle" loading={ask.isPending} onClick={() => ask.mutate()}>
            {t(fetched_at ? 'trade.again' : 'trade.ask')}
          </Button>
        </div>
      )}
      <ProblemNote error={ask.error} />
      {fetched_at && <p className="small quiet">{t('trade.source', { time: formatTime(fetched_at) })}</p>}
    </div>
  )
}

/** What was taken over is put back by the same ways by which anybody changes it. */
async function putBack(id: string, { was, made, addresses }: Taken, query: { purpose: string }) {
  for (const one of made) {
    const { version } = await get<Row>(`/addresses/${one}`, query)
    await remove(`/addresses/${one}`, { query, version })
  }
  for (const { id: one, street, postcode, city } of addresses) {
    const { version } = await get<Row>(`/addresses/${one}`, query)
    await patch(`/addresses/${one}`, { street, postcode, city }, { query, version })
  }
  if (Object.keys(was).length === 0) return
  const { version } = await get<Row>(`/companies/${id}`, query)
  await patch(`/companies/${id}`, was, { query, version })
}
