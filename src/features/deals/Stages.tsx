import { ActionIcon, Button, NativeSelect } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { Problem, patch, post, remove } from '#web/api.ts'
import { t, tn } from '#web/language.ts'
import { Skeleton } from '#web/Panel.tsx'
import type { Row } from '#web/record.ts'
import { fieldLabel, inWords, useRegister } from '#web/register.ts'
import { toast, toastProblem } from '#web/toast.tsx'
import { Kept } from './Kept.tsx'
import { useStages } from './StageBar.tsx'

/** The steps of a pipeline: named, ordered, with what usually comes of a deal that stands there. */
export function Stages({ pipeline, purpose }: { pipeline: Row; purpose: string }) {
  const register = useRegister()
  const client = useQueryClient()
  const found = useStages(pipeline.id, purpose)
  if (!found.data) return <Skeleton lines={4} />
  const rows = found.data.items
  const query = { purpose }
  const again = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: ['list', 'stages'] }),
      client.invalidateQueries({ queryKey: ['list', 'deals'] }),
    ])
  const run = (work: () => Promise<unknown>) =>
    work()
      .catch((problem) => {
        const deals = problem instanceof Problem && (problem.body.data as { deals?: number } | undefined)?.deals
        if (deals) toast(tn('pipelines.inUse', deals))
        else toastProblem(problem)
      })
      .then(again)
  const change = (row: Row, values: object) =>
    run(() => patch(`/stages/${row.id}`, values, { query, version: row.version }))
  const add = () =>
    run(() =>
      post('/stages', { pipeline_id: pipeline.id, name: t('pipelines.stage.new'), place: rows.length }, { query }),
    )
  const drop = (row: Row) =>
    run(async () => {
      await remove(`/stages/${row.id}`, { query })
      const { name, place, probability, outcome } = row
      toast(t('deleted', { name }), () =>
        run(() => post('/stages', { pipeline_id: pipeline.id, name, place, probability, outcome }, { query })),
      )
    })
  const shift = (at: number, by: 1 | -1) => {
    const order = rows.map((row) => row.id)
    ;[order[at], order[at + by]] = [order[at + by]!, order[at]!]
    return run(() => post('/stages/order', { pipeline_id: pipeline.id, stages: order }, { query }))
  }
  const outcome = register.nouns.stages?.fields.outcome
  const label = (field: string) => fieldLabel(register, 'stages', field)
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="scroll-x" tabIndex={0} aria-label={`${t('deals.stages')}: ${pipeline.name}`}>
        <table className="plain stages-edit">
          <thead>
            <tr>
              <th scope="col">{label('name')}</th>
              <th scope="col">{label('probability')}</th>
              <th scope="col">{label('outcome')}</th>
              <th scope="col">
                <span className="visually-hidden">{t('actions')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <tr key={row.id}>
                <td>
                  <Kept
                    bare
                    label={`${label('name')}: ${row.name}`}
                    value={row.name}
                    save={(name) => change(row, { name })}
                  />
                </td>
                <td>
                  <Kept
                    bare
                    number
                    label={`${label('probability')}: ${row.name}`}
                    value={String(row.probability)}
                    save={(value) => change(row, { probability: Number(value) })}
                  />
                </td>
                <td>
                  <NativeSelect
                    aria-label={`${label('outcome')}: ${row.name}`}
                    value={row.outcome}
                    data={Object.entries(outcome?.options ?? {}).map(([value, words]) => ({
                      value,
                      label: inWords(words, value),
                    }))}
                    onChange={(event) => void change(row, { outcome: event.currentTarget.value })}
                  />
                </td>
                <td>
                  <span className="row">
                    <ActionIcon
                      size="sm"
                      disabled={at === 0}
                      aria-label={t('pipelines.up', { name: row.name })}
                      onClick={() => void shift(at, -1)}
                    >
                      <IconArrowUp size={14} />
                    </ActionIcon>
                    <ActionIcon
                      size="sm"
                      disabled={at === rows.length - 1}
                      aria-label={t('pipelines.down', { name: row.name })}
                      onClick={() => void shift(at, 1)}
                    >
                      <IconArrowDown size={14} />
                    </ActionIcon>
                    <ActionIcon
                      size="sm"
                      aria-label={t('pipelines.drop', { name: row.name })}
                      onClick={() => void drop(row)}
                    >
                      <IconTrash size={14} />
                    </ActionIcon>
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <Button size="compact-sm" variant="subtle" onClick={() => void add()}>
        {t('pipelines.stage.add')}
      </Button>
    </>
  )
}
