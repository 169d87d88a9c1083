import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { get, type Problem, put } from './api.ts'
import { asTyped, emptyLine, type Line, LinesEditor, type LineWrong, pricedOf } from './LinesEditor.tsx'
import { t } from './language.ts'
import { Skeleton } from './Panel.tsx'
import { ProblemNote } from './ProblemNote.tsx'
import { type Page, type Row, recordKey } from './record.ts'

type Props = {
  noun: 'quotes' | 'orders'
  /** The document: its version is what is written against. */
  row: Row
  purpose: string
  readOnly: boolean
  /** A new line's VAT and the prices come from here. */
  priceList: string | null
}

/** After so long without a key the lines are saved. */
const PAUSE = 700

/** The lines of a document, saved as one types: all of them at once, against the version that was seen. */
export function SavedLines({ noun, row, purpose, readOnly, priceList }: Props) {
  const key = ['lines', noun, row.id, purpose]
  const column = noun === 'quotes' ? 'quote_id' : 'order_id'
  const found = useQuery({
    queryKey: key,
    queryFn: () =>
      get<Page>('/lines', {
        purpose,
        filter: { field: column, op: 'is', value: row.id },
        sort: 'place',
        limit: 500,
        total: 'without',
      }),
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (found.error) return <ProblemNote error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return <Skeleton lines={4} />
  return (
    <Typed
      key={readOnly ? 'read' : 'write'}
      {...{ noun, row, purpose, readOnly, priceList }}
      first={found.data.items}
    />
  )
}

function Typed({ noun, row, purpose, readOnly, priceList, first }: Props & { first: Row[] }) {
  const client = useQueryClient()
  const [lines, setLines] = useState<Line[]>(() => first.map(typed))
  const [state, setState] = useState<'saved' | 'typing' | 'saving' | 'unfinished'>('saved')
  const [problem, setProblem] = useState<Problem | null>(null)
  const latest = useRef(lines)
  const busy = useRef(false)
  const dirty = useRef(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  const save = async () => {
    if (busy.current || !dirty.current) return
    const told = bodyOf(latest.current)
    if (!told) return setState('unfinished')
    busy.current = true
    dirty.current = false
    setState('saving')
    const sent = latest.current.filter(isTold)
    try {
      const version = client.getQueryData<Row>(recordKey(noun, row.id, purpose))?.version ?? row.version
      const { lines: kept, ...document } = await put<Row>(
        `/${noun}/${row.id}/lines`,
        { lines: told },
        { query: { purpose }, version },
      )
      client.setQueryData<Row>(recordKey(noun, row.id, purpose), (now) => ({ ...now, ...document }))
      client.setQueryData<Page>(['lines', noun, row.id, purpose], (now) => now && { ...now, items: kept })
      void client.invalidateQueries({ queryKey: ['list', noun] })
      const ids = new Map(sent.map((line, at) => [line.key, kept[at]?.id as string]))
      latest.current = latest.current.map((line) => ({ ...line, id: line.id ?? ids.get(line.key) ?? null }))
      setLines(latest.current)
      setProblem(null)
      setState(dirty.current ? 'typing' : 'saved')
    } catch (error) {
      setProblem(error as Problem)
      setState('unfinished')
    } finally {
      busy.current = false
      if (dirty.current) void save()
    }
  }
  const change = (next: Line[]) => {
    latest.current = next
    dirty.current = true
    setLines(next)
    setState('typing')
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void save(), PAUSE)
  }
  // What was typed last is not lost with the screen.
  const last = useRef(save)
  last.current = save
  useEffect(
    () => () => {
      clearTimeout(timer.current)
      void last.current()
    },
    [],
  )
  const wrong: LineWrong =
    problem?.body.line !== undefined ? { line: problem.body.line, field: problem.field, says: problem.message } : null
  return (
    <>
      {lines.length === 0 && <p className="quiet">{t(readOnly ? 'lines.none' : 'lines.empty')}</p>}
      <LinesEditor
        lines={lines}
        change={change}
        purpose={purpose}
        currency={row.currency}
        priceList={priceList}
        readOnly={readOnly}
        wrong={wrong}
      />
      {problem && !wrong && <ProblemNote error={problem} />}
      {!readOnly && (
        <p className="quiet small" role="status">
          {t(`lines.${state}`)}
        </p>
      )}
    </>
  )
}

const typed = ({ id, product_id, name, quantity, unit, price, discount, vat }: Row): Line => ({
  ...emptyLine(),
  ...{ id, product_id, name, unit },
  quantity: asTyped(quantity),
  price: asTyped(price),
  discount: asTyped(discount),
  vat: asTyped(vat),
})

/** A row nobody has written on is not one yet. */
const isTold = (line: Line): boolean => line.name.trim() !== '' || line.price !== ''

function bodyOf(lines: readonly Line[]): object[] | null {
  const told = lines.filter(isTold)
  const body = told.map((line) => {
    const numbers = pricedOf(line)
    return numbers && line.name.trim() && line.unit.trim()
      ? { id: line.id, product_id: line.product_id, name: line.name, unit: line.unit, ...numbers }
      : null
  })
  return body.includes(null) ? null : (body as object[])
}
