import { Button, Checkbox, NativeSelect } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Link, useLocation, useSearch } from 'wouter'
import { get, post } from '#web/api.ts'
import { Empty } from '#web/Empty.tsx'
import { formatDate, formatNumber } from '#web/format.ts'
import { t, tn } from '#web/language.ts'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { optionLabel, useRegister } from '#web/register.ts'
import { Exempt } from './Exempt.tsx'
import { type Found, type Item, KINDS, type Run, runQuery } from './informings.tsx'
import { Letters } from './Letters.tsx'
import { RecordTold } from './RecordTold.tsx'

const REACHES = ['', 'mail', 'none'] as const

/** Three lists: with a last day, locked when it passed, and those nobody knows about. */
export function InformingList() {
  const [, go] = useLocation()
  const asked = new URLSearchParams(useSearch()).get('kind')
  const kind = KINDS.find((one) => one === asked) ?? 'due'
  const [reach, setReach] = useState('')
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [doing, setDoing] = useState<'record' | 'letters' | 'exempt' | null>(null)
  const client = useQueryClient()
  const found = useQuery({
    queryKey: ['informing', 'list', kind, reach],
    queryFn: () => get<Found>('/informing', { kind, reach: reach || null }),
  })
  const { data: progress } = useQuery(runQuery)
  const ended = progress?.run?.ended_at
  useEffect(() => {
    if (ended) void client.invalidateQueries({ queryKey: ['informing', 'list'] })
  }, [ended, client])
  const renew = () => {
    setChosen([])
    setDoing(null)
    void client.invalidateQueries({ queryKey: ['informing'] })
  }
  const send = useMutation({
    mutationFn: () =>
      post<Run>('/informing/send', chosen.length ? { people: chosen } : { all: kind, ...(reach && { reach }) }),
    onSuccess: renew,
  })
  const items = found.data?.items ?? []
  const under = progress?.run && !progress.run.ended_at
  return (
    <Panel title={t('informing.list')}>
      <fieldset className="segments">
        <legend className="visually-hidden">{t('wishes.show')}</legend>
        {KINDS.map((one) => (
          <label key={one}>
            <input
              type="radio"
              name="informing"
              checked={kind === one}
              onChange={() => {
                setChosen([])
                go(`/privacy/informing?kind=${one}`)
              }}
            />
            <span>
              {t(`informing.kind.${one}`)} {found.data && formatNumber(found.data.counts[one])}
            </span>
          </label>
        ))}
      </fieldset>
      <div className="row row-end informing-tools">
        <NativeSelect
          label={t('informing.reach')}
          value={reach}
          onChange={(event) => setReach(event.currentTarget.value)}
          data={REACHES.map((one) => ({ value: one, label: t(`informing.reach.${one || 'all'}`) }))}
        />
        <span className="gap" />
        <Button
          variant="filled"
          disabled={items.length === 0 || Boolean(under)}
          loading={send.isPending}
          onClick={() => send.mutate()}
        >
          {chosen.length ? tn('informing.send', chosen.length) : t('informing.sendAll')}
        </Button>
        <Button disabled={chosen.length === 0} onClick={() => setDoing('record')}>
          {t('informing.record')}
        </Button>
        <Button disabled={chosen.length === 0} onClick={() => setDoing('letters')}>
          {t('informing.print')}
        </Button>
        <Button disabled={chosen.length === 0} onClick={() => setDoing('exempt')}>
          {t('exemptions.add')}
        </Button>
      </div>
      <ProblemNote error={send.error ?? found.error} />
      <Progress run={progress?.run ?? null} />
      {found.isPending && <Skeleton lines={5} />}
      {found.data && items.length === 0 && (
        <Empty title={t(`informing.none.${kind}`)}>{t(`informing.none.${kind}.more`)}</Empty>
      )}
      <ul className="lines informing-lines">
        {items.map((item) => (
          <Line
            key={item.id}
            item={item}
            checked={chosen.includes(item.id)}
            check={(on) => setChosen(on ? [...chosen, item.id] : chosen.filter((id) => id !== item.id))}
          />
        ))}
      </ul>
      {found.data?.more && <p className="small quiet">{t('informing.more')}</p>}
      {doing === 'record' && <RecordTold people={chosen} close={() => setDoing(null)} done={renew} />}
      {doing === 'exempt' && <Exempt people={chosen} close={() => setDoing(null)} done={renew} />}
      {doing === 'letters' && <Letters people={chosen} close={() => setDoing(null)} />}
    </Panel>
  )
}

function Line({ item, checked, check }: { item: Item; checked: boolean; check: (on: boolean) => void }) {
  const register = useRegister()
  const source = optionLabel(register.nouns.people?.fields.source, item.source)
  const { days_left: days } = item
  return (
    <li>
      <Checkbox
        checked={checked}
        aria-label={t('informing.choose', { name: item.name })}
        onChange={(event) => check(event.currentTarget.checked)}
      />
      <span className="main">
        <Link href={`/people/${item.id}?purpose=rights`}>{item.name}</Link>
        <span className="small quiet">
          {[source, item.source_name, t('informing.obtained', { date: formatDate(item.obtained_at) })]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </span>
      {!item.mail && <span className="chip chip-plain">{t('informing.reach.none')}</span>}
      {days !== null && (
        <span className={`chip ${days < 0 ? 'chip-bad' : days <= 7 ? 'chip-warn' : 'chip-plain'}`}>
          {days === 0 ? t('clock.today') : days > 0 ? tn('clock.left', days) : tn('clock.late', -days)}
        </span>
      )}
    </li>
  )
}

/** The sending under way, or what came of the last one: it goes on while nobody looks. */
function Progress({ run }: { run: Run }) {
  if (!run) return null
  const { total, done, sent, no_address, failed, unclear, ended_at } = run
  return (
    <div className={`note ${failed + unclear > 0 ? 'note-warn' : 'note-good'}`} role="status">
      {!ended_at && <progress value={done} max={total} aria-label={t('informing.progress')} />}
      <p>
        {t(ended_at ? 'informing.ended' : 'informing.going', { done: formatNumber(done), total: formatNumber(total) })}
      </p>
      <p className="small">{t('informing.figures', { sent, no_address, failed, unclear })}</p>
    </div>
  )
}
