import { useQuery, useQueryClient } from '@tanstack/react-query'
import Big from 'big.js'
import { get, type Problem, post } from '#web/api.ts'
import { t } from '#web/language.ts'
import type { Row } from '#web/record.ts'
import type { ShapeView } from '#web/shapes.ts'
import { toast, toastProblem } from '#web/toast.tsx'

export type Stage = {
  id: string
  name: string
  outcome: 'open' | 'won' | 'lost'
  probability: number
  count: number
  value: string
  weighted: string
  unrated: number
  items: Row[]
  next: string | null
}

export type Board = {
  pipelines: { id: string; name: string }[]
  pipeline: { id: string; name: string; stale_days: number }
  stages: Stage[]
  base: string
  days: number
  sort: string
}

export type Asked = Pick<ShapeView, 'purpose' | 'q' | 'filter'> & { pipeline: string }

const keyOf = (asked: Asked) => ['list', 'deals', 'board', asked.purpose, asked.pipeline, asked.q, asked.filter ?? null]
const queryOf = ({ purpose, q, filter, pipeline }: Asked) => ({ purpose, q, filter, pipeline_id: pipeline })

export function useBoard(asked: Asked) {
  const client = useQueryClient()
  const key = keyOf(asked)
  const found = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => get<Board>('/deals/board', queryOf(asked), signal),
    staleTime: 15_000,
  })
  const set = (change: (stages: Stage[]) => Stage[]) =>
    client.setQueryData<Board>(key, (now) => now && { ...now, stages: change(now.stages) })

  /** The sums anew, while the cards stay where the eye has left them. */
  const sum = async () => {
    const fresh = await get<Board>('/deals/board', { ...queryOf(asked), limit: 1 })
    set((stages) =>
      stages.map((one) => {
        const { items: _, next: __, ...sums } = fresh.stages.find((each) => each.id === one.id) ?? one
        return { ...one, ...sums }
      }),
    )
  }

  const more = async (stage: Stage) => {
    if (!stage.next || !found.data) return
    const { purpose, q, filter } = asked
    const here = [
      { field: 'pipeline_id', op: 'is', value: found.data.pipeline.id },
      { field: 'stage_id', op: 'is', value: stage.id },
    ]
    const page = await get<{ items: Row[]; next: string | null }>('/deals', {
      purpose,
      q,
      filter: { and: filter ? [...here, filter] : here },
      sort: found.data.sort,
      limit: 60,
      cursor: stage.next,
      total: 'without',
    })
    const stale = new Date(Date.now() - found.data.pipeline.stale_days * 86_400_000).toISOString()
    set((stages) =>
      stages.map((one) => {
        if (one.id !== stage.id || one.next !== stage.next) return one
        const known = new Set(one.items.map((row) => row.id))
        const fresh = page.items
          .filter((row) => !known.has(row.id))
          .map((row) => ({ ...row, stale: row.active_at < stale }))
        return { ...one, items: [...one.items, ...fresh], next: page.next }
      }),
    )
  }

  /** Shows the card in its new place at once; a refusal puts it back. */
  const move = async (row: Row, to: Stage, { why, after, undoing }: Moving = {}): Promise<void> => {
    const before = client.getQueryData<Board>(key)
    const from = before?.stages.find((one) => one.id === row.stage_id)
    const place = from?.items.findIndex((one) => one.id === row.id) ?? -1
    const was = place > 0 ? (from?.items[place - 1]?.id ?? null) : null
    await client.cancelQueries({ queryKey: key })
    set((stages) => moved(stages, row, to, after))
    try {
      const now = await moveDeal(row, to.id, asked.purpose, why, after)
      set((stages) =>
        stages.map((one) => ({
          ...one,
          items: one.items.map((each) => (each.id === now.id ? { ...each, ...now } : each)),
        })),
      )
      client.removeQueries({ queryKey: ['record', 'deals', row.id] })
      if (!undoing)
        toast(
          from?.id === to.id
            ? t('deals.placed', {
                name: row.name,
                n: 1 + (after ? placeOf(client.getQueryData<Board>(key), after) : 0),
              })
            : t('deals.moved', { name: row.name, stage: to.name }),
          from &&
            (() =>
              move({ ...row, ...now }, from, {
                why: row.lost_why,
                // Where it stood by its day alone it goes back to; among others, after the one it came after.
                ...(row.rank !== null || from.id === to.id ? { after: was } : {}),
                undoing: true,
              })),
        )
      void sum().catch(() => {})
    } catch (problem) {
      client.setQueryData(key, before)
      toastProblem(problem)
      if ((problem as Problem).status === 412) void client.invalidateQueries({ queryKey: ['list', 'deals'] })
    }
  }
  return { ...found, more, move, refresh: () => client.invalidateQueries({ queryKey: ['list', 'deals'] }) }
}

type Moving = {
  why?: string | null
  /** The card it comes right after; null for the top, absent for where its day puts it. */
  after?: string | null | undefined
  undoing?: true
}

/** From one on; 0 where it is not on the board. */
const placeOf = (board: Board | undefined, id: string): number =>
  1 + Math.max(-1, ...(board?.stages ?? []).map((one) => one.items.findIndex((row) => row.id === id)))

export const moveDeal = (
  row: Pick<Row, 'id' | 'version'>,
  stage: string,
  purpose: string,
  why?: string | null,
  after?: string | null,
) =>
  post<Row>(
    `/deals/${row.id}/move`,
    { stage_id: stage, ...(why && { lost_why: why }), ...(after !== undefined && { after }) },
    { query: { purpose }, version: row.version },
  )

function moved(stages: Stage[], row: Row, to: Stage, after?: string | null): Stage[] {
  return stages.map((one) => {
    if (one.id === row.stage_id && one.id !== to.id)
      return { ...counted(one, row, -1), items: one.items.filter((each) => each.id !== row.id) }
    if (one.id !== to.id) return one
    const stays = row.stage_id === to.id
    const card = { ...row, stage_id: to.id, ...(stays ? {} : { stale: false, rank: null }) }
    const others = one.items.filter((each) => each.id !== row.id)
    const at = after === null ? 0 : others.findIndex((each) => each.id === after) + 1
    const items = after === undefined ? [...others, card].toSorted(byPlace) : others.toSpliced(at, 0, card)
    return { ...(stays ? one : counted(one, row, 1)), items: one.outcome === 'open' ? items : [] }
  })
}

/** Exact where the deal is in the base currency; the server's sums follow in a moment anyhow. */
function counted(stage: Stage, row: Row, sign: 1 | -1): Stage {
  const value = row.currency === 'EUR' && row.value ? new Big(row.value).times(sign) : new Big(0)
  const likely = value.times(row.probability ?? stage.probability).div(100)
  return {
    ...stage,
    count: stage.count + sign,
    value: new Big(stage.value).plus(value).toFixed(2),
    weighted: new Big(stage.weighted).plus(likely).toFixed(2),
  }
}

const byPlace = (a: Row, b: Row) =>
  Number(a.rank === null) - Number(b.rank === null) ||
  (a.rank ?? 0) - (b.rank ?? 0) ||
  (a.close_on ?? '9999').localeCompare(b.close_on ?? '9999') ||
  a.id.localeCompare(b.id)
