import { Button, CloseButton, TextInput } from '@mantine/core'
import { useDebouncedCallback, useMediaQuery } from '@mantine/hooks'
import { IconPlus, IconSearch } from '@tabler/icons-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { ColumnChoice, useColumnChoice } from './ColumnChoice.tsx'
import type { Column } from './columns.tsx'
import { Empty } from './Empty.tsx'
import { FilterBar } from './FilterBar.tsx'
import { formatNumber } from './format.ts'
import { useFrame } from './frame.ts'
import { Keycap } from './Keycap.tsx'
import { useKeys } from './keys.ts'
import { t, tn } from './language.ts'
import { useTitle } from './Page.tsx'
import { PurposeMenu } from './PurposeMenu.tsx'
import { RecordTable } from './RecordTable.tsx'
import type { Row } from './record.ts'
import { choicesFor, creatableFor, type Register, useRegister } from './register.ts'
import { ShapeSwitch } from './ShapeSwitch.tsx'
import { creators } from './screens.ts'
import { useSession } from './session.ts'
import type { Shape } from './shapes.ts'
import { filterTree, useTableState } from './tableState.ts'
import { usePages, useTotal } from './usePages.ts'

/** The purpose last worked under on this device, if the level still has it. */
function remembered(noun: string, choices: string[]): string {
  const last = localStorage.getItem(`seloste.purpose.${noun}`) ?? ''
  return choices.includes(last) ? last : (choices[0] ?? '')
}

export type Bulk = { rows: Row[]; ids: string[]; purpose: string; clear: () => void }

type Props = {
  /** Any noun of the register that has a `list`. */
  noun: string
  heading: string
  include?: string
  sort: string
  columns: (register: Register, purpose: string) => Column[]
  title: (row: Row) => string
  subtitle: (row: Row) => ReactNode
  empty?: { title: string; body: string }
  /** The way to make one, if `creators` has a drawer for the noun. */
  newLabel?: string
  /** Where a row leads; its own page unless told otherwise. */
  href?: (row: Row, purpose: string) => string
  /** Other ways to draw the same rows; the table is always there. */
  shapes?: readonly Shape[]
  tools?: (purpose: string, state: { q: string; filter: object | undefined }) => ReactNode
  bulk?: (chosen: Bulk) => ReactNode
}

/** A list of one noun under one purpose: what to see of it above, the table below. */
export function ListScreen(props: Props) {
  const { noun, heading, include = '', sort, shapes = [], empty, newLabel } = props
  const register = useRegister()
  const session = useSession()
  const frame = useFrame()
  useTitle(heading)
  const choices = choicesFor(register, noun, session.writes, session.reads)
  const [state, change] = useTableState(remembered(noun, choices), choices, sort)
  const columns = props.columns(register, state.purpose)
  const { shown, choose } = useColumnChoice(`${noun}.${state.purpose}`, columns)
  const pages = usePages(noun, state, include)
  const total = useTotal(noun, state, pages)
  const [selected, select] = useState<ReadonlySet<string>>(new Set())
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows chosen under one purpose are not chosen under another
  useEffect(() => select(new Set()), [state.purpose])
  const narrow = useMediaQuery('(max-width: 640px)', undefined, { getInitialValueInEffect: false }) ?? false
  const search = useRef<HTMLInputElement>(null)
  useKeys({ '/': () => search.current?.focus() })
  const mayCreate =
    Boolean(newLabel && creators[noun]) && creatableFor(register, noun, session.writes).includes(state.purpose)
  const shape = shapes.find((one) => one.id === state.shape)
  const asked = state.q !== '' || state.filter.conditions.length > 0
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? []

  return (
    <div className="list-screen">
      <header className="list-head">
        <h1>{heading}</h1>
        <PurposeMenu
          purpose={state.purpose}
          choices={choices}
          choose={(purpose) => {
            localStorage.setItem(`seloste.purpose.${noun}`, purpose)
            change({ purpose, filter: { join: 'and', conditions: [] } })
          }}
        />
        <span className="quiet total" aria-live="polite">
          {total ? `${formatNumber(total.count)}${total.exact ? '' : '+'}` : ''}
        </span>
        <span className="gap" />
        {props.tools?.(state.purpose, { q: state.q, filter: filterTree(state.filter) })}
        {mayCreate && (
          <Button
            variant="filled"
            leftSection={<IconPlus size={15} aria-hidden />}
            onClick={() => frame.create(noun)}
            rightSection={<Keycap keys="c" />}
            aria-label={narrow ? newLabel : undefined}
          >
            <span className="label-wide">{newLabel}</span>
          </Button>
        )}
      </header>
      <div className="list-tools">
        <Search
          key={state.purpose}
          value={state.q}
          change={(q) => change({ q })}
          field={search}
          label={t('list.search', { noun: heading })}
        />
        <FilterBar noun={noun} purpose={state.purpose} filter={state.filter} change={(filter) => change({ filter })} />
        <span className="gap" />
        {shapes.length > 0 && (
          <ShapeSwitch shapes={shapes} shape={shape?.id ?? ''} change={(id) => change({ shape: id })} />
        )}
        {!narrow && !shape && <ColumnChoice columns={columns} shown={shown} choose={choose} />}
      </div>
      {shape ? (
        shape.render({ noun, purpose: state.purpose, filter: filterTree(state.filter), q: state.q, sort: state.sort })
      ) : (
        <RecordTable
          label={heading}
          state={state}
          change={change}
          pages={pages}
          total={total}
          columns={shown}
          narrow={narrow}
          href={(row) => props.href?.(row, state.purpose) ?? `/${noun}/${row.id}?purpose=${state.purpose}`}
          title={props.title}
          subtitle={props.subtitle}
          selected={selected}
          select={select}
          choosable={Boolean(props.bulk)}
          empty={
            asked ? (
              <Empty
                title={t('list.nothing')}
                actions={
                  <Button onClick={() => change({ q: '', filter: { join: 'and', conditions: [] } })}>
                    {t('list.clear')}
                  </Button>
                }
              >
                {t('list.nothing.body')}
              </Empty>
            ) : (
              <Empty
                title={empty?.title ?? t('list.empty')}
                actions={
                  mayCreate && (
                    <Button variant="filled" onClick={() => frame.create(noun)}>
                      {newLabel}
                    </Button>
                  )
                }
              >
                {empty?.body}
              </Empty>
            )
          }
        />
      )}
      {selected.size > 0 && props.bulk && (
        <section className="bulk" aria-label={t('table.selection')}>
          <strong>{tn('table.chosen', selected.size)}</strong>
          {props.bulk({
            rows: rows.filter((row) => selected.has(row.id)),
            ids: [...selected],
            purpose: state.purpose,
            clear: () => select(new Set()),
          })}
          <CloseButton aria-label={t('table.clear')} onClick={() => select(new Set())} />
        </section>
      )}
    </div>
  )
}

type SearchProps = {
  value: string
  change: (q: string) => void
  field: React.RefObject<HTMLInputElement | null>
  label: string
}

function Search({ value, change, field, label }: SearchProps) {
  const [typed, setTyped] = useState(value)
  const ask = useDebouncedCallback(change, 140)
  useEffect(() => setTyped(value), [value])
  return (
    <TextInput
      ref={field}
      className="list-search"
      type="search"
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={15} aria-hidden />}
      rightSection={typed ? null : <Keycap keys="/" />}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        ask(event.currentTarget.value)
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.currentTarget.blur()
      }}
    />
  )
}
