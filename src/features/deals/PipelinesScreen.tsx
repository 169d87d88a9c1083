import { Button, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { get, patch, post } from '#web/api.ts'
import { t } from '#web/language.ts'
import { Page } from '#web/Page.tsx'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import type { Page as Found, Row } from '#web/record.ts'
import { toast, toastProblem } from '#web/toast.tsx'
import { Kept } from './Kept.tsx'
import { Stages } from './Stages.tsx'
import './deals.css'

const PURPOSE = 'sales'

/** The ways a sale goes here, and their steps. */
export default function PipelinesScreen() {
  const client = useQueryClient()
  const [name, setName] = useState('')
  const found = useQuery({
    queryKey: ['list', 'pipelines', PURPOSE, 'all'],
    queryFn: () => get<Found>('/pipelines', { purpose: PURPOSE, sort: 'archived,place', limit: 100 }),
  })
  const again = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: ['list', 'pipelines'] }),
      client.invalidateQueries({ queryKey: ['list', 'deals'] }),
    ])
  const run = (work: () => Promise<unknown>) =>
    work()
      .then(again)
      .catch((problem) => {
        toastProblem(problem)
        void again()
      })
  const change = (row: Row, values: object) =>
    run(() => patch(`/pipelines/${row.id}`, values, { query: { purpose: PURPOSE }, version: row.version }))
  const archive = (row: Row) =>
    run(async () => {
      const now = await patch<Row>(
        `/pipelines/${row.id}`,
        { archived: !row.archived },
        { query: { purpose: PURPOSE }, version: row.version },
      )
      if (now.archived) toast(t('pipelines.archived', { name: row.name }), () => archive(now))
    })
  return (
    <Page title={t('nav.pipelines')} subtitle={t('pipelines.about')}>
      {found.isPending && <Skeleton lines={5} />}
      {found.error && <ProblemNote error={found.error} />}
      <div className="panels">
        {found.data?.items.map((row) => (
          <Panel
            key={row.id}
            title={row.name}
            actions={
              <>
                {row.archived && <span className="chip">{t('pipelines.unused')}</span>}
                <Button size="compact-sm" variant="subtle" onClick={() => void archive(row)}>
                  {row.archived ? t('pipelines.use') : t('pipelines.archive')}
                  <span className="visually-hidden"> {row.name}</span>
                </Button>
              </>
            }
          >
            <div className="row row-end">
              <Kept label={t('pipelines.name')} value={row.name} save={(value) => change(row, { name: value })} />
              <Kept
                label={t('pipelines.stale')}
                value={String(row.stale_days)}
                number
                save={(value) => change(row, { stale_days: Number(value) })}
              />
            </div>
            <Stages pipeline={row} purpose={PURPOSE} />
          </Panel>
        ))}
        <Panel title={t('pipelines.new')}>
          <form
            className="row row-end"
            onSubmit={(event) => {
              event.preventDefault()
              if (!name.trim()) return
              void run(async () => {
                await post('/pipelines', { name }, { query: { purpose: PURPOSE } })
                setName('')
              })
            }}
          >
            <TextInput
              label={t('pipelines.name')}
              value={name}
              maxLength={100}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Button type="submit" disabled={!name.trim()}>
              {t('add')}
            </Button>
          </form>
        </Panel>
      </div>
    </Page>
  )
}
