import { Button, NativeSelect, Switch } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { get, post } from '#web/api.ts'
import { Empty } from '#web/Empty.tsx'
import { formatDate } from '#web/format.ts'
import { t, tn } from '#web/language.ts'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { type Field, optionLabel, useRegister } from '#web/register.ts'
import { toast } from '#web/toast.tsx'
import type { Duties } from './place.tsx'
import type { Title } from './titles.ts'

/** Titles whose duty nobody has told, the most frequent first: suggested by their words, confirmed one by one. */
export function TitlesPanel({ duties }: { duties: Duties }) {
  const client = useQueryClient()
  const areas = useRegister().nouns.employments?.fields.duty_areas
  const found = useQuery({
    queryKey: ['duties', 'titles'],
    queryFn: () => get<{ items: Title[]; more: number }>('/duties/titles'),
  })
  const again = () => client.invalidateQueries({ queryKey: ['duties'] })
  const decide = useMutation({
    mutationFn: ({ verb, title, area }: { verb: 'confirm_title' | 'unconfirm_title'; title: string; area: string }) =>
      post(`/duties/${verb}`, { title, area }),
    onSuccess: again,
  })
  const policy = useMutation({
    mutationFn: (confirmed_only: boolean) => post<{ confirmed_only: boolean }>('/duties/policy', { confirmed_only }),
    onSuccess: async ({ confirmed_only }) => {
      toast(t(confirmed_only ? 'duties.policy.on' : 'duties.policy.off'))
      await again()
    },
  })
  const open = found.data?.items.filter((one) => one.areas.length === 0) ?? []
  const confirmed = found.data?.items.filter((one) => one.areas.length > 0) ?? []
  return (
    <Panel title={t('duties.titles')}>
      <div className="stack">
        <p className="quiet duties-measure">{t('duties.titles.body')}</p>
        <Switch
          label={t('duties.policy')}
          description={t('duties.policy.body')}
          checked={duties.confirmed_only}
          disabled={policy.isPending}
          onChange={(event) => policy.mutate(event.currentTarget.checked)}
        />
        <ProblemNote error={found.error ?? decide.error ?? policy.error} />
        {found.isPending && <Skeleton lines={4} />}
        {found.data && open.length === 0 && (
          <Empty title={t('duties.titles.none')}>{t('duties.titles.none.body')}</Empty>
        )}
        <ul className="lines">
          {open.map((title) => (
            <Open
              key={title.title}
              title={title}
              areas={areas}
              all={duties.areas}
              confirm={(area) => decide.mutate({ verb: 'confirm_title', title: title.title, area })}
            />
          ))}
        </ul>
        {found.data && found.data.more > 0 && (
          <p className="small quiet">{tn('duties.titles.more', found.data.more)}</p>
        )}
        {confirmed.length > 0 && (
          <section aria-label={t('duties.titles.confirmed')}>
            <h3>{t('duties.titles.confirmed')}</h3>
            <ul className="lines">
              {confirmed.flatMap((title) =>
                title.areas.map(({ area, confirmed_name, confirmed_at }) => (
                  <li key={`${title.title} ${area}`}>
                    <span className="main">
                      {title.shown} → {optionLabel(areas, area)} <span className="chip">{t('duties.titles.weak')}</span>
                      <span className="small quiet">
                        {' '}
                        {tn('duties.titles.people', title.people)} · {confirmed_name} {formatDate(confirmed_at)}
                      </span>
                    </span>
                    <Button
                      size="compact-sm"
                      variant="subtle"
                      aria-label={t('duties.titles.remove', { title: title.shown, area: optionLabel(areas, area) })}
                      onClick={() => decide.mutate({ verb: 'unconfirm_title', title: title.title, area })}
                    >
                      {t('delete')}
                    </Button>
                  </li>
                )),
              )}
            </ul>
          </section>
        )}
      </div>
    </Panel>
  )
}

type OpenProps = { title: Title; areas: Field | undefined; all: string[]; confirm: (area: string) => void }

function Open({ title, areas, all, confirm }: OpenProps) {
  const [area, setArea] = useState(title.suggested ?? '')
  return (
    <li className="duties-title">
      <span className="main">
        <strong>{title.shown}</strong> <span className="small quiet">{tn('duties.titles.people', title.people)}</span>
      </span>
      <NativeSelect
        aria-label={t('duties.titles.choose', { title: title.shown })}
        value={area}
        onChange={(event) => setArea(event.currentTarget.value)}
        data={[
          { value: '', label: '–' },
          ...all.map((one) => ({
            value: one,
            label:
              one === title.suggested
                ? t('duties.titles.suggested', { area: optionLabel(areas, one) })
                : optionLabel(areas, one),
          })),
        ]}
      />
      <Button
        size="compact-sm"
        disabled={!area}
        aria-label={t('duties.titles.confirmOne', { title: title.shown })}
        onClick={() => confirm(area)}
      >
        {t('duties.titles.confirm')}
      </Button>
    </li>
  )
}
