import { Button } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { type ReactNode, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { BulkBar } from './BulkBar.tsx'
import { ColumnChoice, useColumns } from './ColumnChoice.tsx'
import { moved, withWidth } from './columnState.ts'
import type { Column } from './columns.tsx'
import { Empty } from './Empty.tsx'
import { FilterBar } from './FilterBar.tsx'
import { formatNumber } from './format.ts'
import { useFrame } from './frame.ts'
import { GroupChoice, groupable } from './GroupChoice.tsx'
import { TOGETHER, useGroupPages } from './groupPages.tsx'
import { Keycap } from './Keycap.tsx'
import { useKeys } from './keys.ts'
import { ListSearch } from './ListSearch.tsx'
import { useLabelColumn } from './labelColumn.tsx'
import { language, t } from './language.ts'
import { later } from './later.ts'
import { unfolded } from './lines.ts'
import { creators } from './mounts.ts'
import { useTitle } from './Page.tsx'
import type Preview from './Preview.tsx'
import { PurposeMenu } from './PurposeMenu.tsx'
import { type Grouping, RecordTable } from './RecordTable.tsx'
import type { Row } from './record.ts'
import { choicesFor, creatableFor, fieldsSeen, type NamedField, type Register, useRegister } from './register.ts'
import { ShapeSwitch } from './ShapeSwitch.tsx'
import { useSession } from './session.ts'
import type { Shape } from './shapes.ts'
import { countOf, filterTree, NO_FILTER, useTableState } from './tableState.ts'
import { useChosen } from './useChosen.ts'
import { useMoreGroups, usePages, useSummary, useTotal } from './usePages.ts'
import { ViewTabs } from './ViewTabs.tsx'
import type { Whole } from './whole.ts'

const Beside = later<Parameters<typeof Preview>[0]>(() => import('./Preview.tsx'))

/** The purpose last worked under on this device, if the level still has it. */
function remembered(noun: string, choices: string[]): string {
  const last = localStorage.getItem(`seloste.purpose.${noun}`) ?? ''
  return choices.includes(last) ? last : (choices[0] ?? '')
}

export type Bulk = {
  rows: Row[]
  ids: string[]
  purpose: string
  clear: () => void
  /** Instead of the rows: all that the filter finds. */
  whole: Whole | undefined
}

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
  /** The noun has `…/change`: one value to many rows. */
  many?: boolean
  /** Values are not changed in cells, e.g. where each change is a decision of its own. */
  fixed?: boolean
  /** What stands below a row's fields when it is looked at beside the list. */
  preview?: (row: Row, purpose: string) => ReactNode
}

/** A list of one noun under one purpose: its views and what to see of it above, the rows below, one of them beside. */
export function ListScreen(props: Props) {
  const { noun, heading, sort, shapes = [], empty, newLabel } = props
  const register = useRegister()
  const session = useSession()
  const frame = useFrame()
  const [, go] = useLocation()
  useTitle(heading)
  const choices = choicesFor(register, noun, session.writes, session.reads)
  const [state, change] = useTableState(remembered(noun, choices), choices, sort)
  const { purpose } = state
  const label = useLabelColumn(noun, purpose)
  // Beside the name and what tells most, where they are seen without scrolling.
  // The same columns until the question is another one: each row is drawn again when they change.
  const columnsOf = props.columns
  // biome-ignore lint/correctness/useExhaustiveDependencies: the labels of columns are in the language of the moment
  const columns = useMemo(() => {
    const known = new Map(fieldsSeen(register, noun, purpose).map((field) => [field.id, field]))
    return columnsOf(register, purpose)
      .map((column) => withField(column, known.get(column.id)))
      .toSpliced(2, 0, ...label.columns)
  }, [columnsOf, register, noun, purpose, label.columns, language()])
  const arranged = useColumns(noun, state, columns, change)
  const widths = JSON.stringify([arranged.shown.map(({ id, width }) => [id, width])])
  // biome-ignore lint/correctness/useExhaustiveDependencies: each row is drawn again when the list is another one
  const shown = useMemo(() => arranged.shown, [columns, widths])
  const ids = shown.map((one) => one.id)
  const include = [props.include, shown.some((one) => one.id === label.columns[0]?.id) && 'labellings']
    .filter(Boolean)
    .join(',')

  const groups = groupable(register, noun, purpose)
  const field = state.shape ? undefined : groups.find((one) => one.id === state.group)
  const [folded, setFolded] = useState<ReadonlySet<string | null>>(new Set())
  // biome-ignore lint/correctness/useExhaustiveDependencies: groups of one question are not those of another
  useEffect(() => setFolded(new Set()), [purpose, state.group, state.q, state.filter])
  const asked = { ...state, sort: field ? `${field.id},${state.sort}` : state.sort, group: field?.id ?? '' }
  const summary = useSummary(noun, asked, !state.shape)
  const isApart = field && summary?.groups ? summary.count.count > TOGETHER || summary.more : false
  const pages = usePages(noun, asked, include, field && !isApart ? unfolded(field.id, field, folded) : undefined, {
    whole: field !== undefined,
    enabled: !field || (summary !== undefined && !isApart),
  })
  const counted = useTotal(noun, state, pages)
  const total = isApart || folded.size > 0 ? summary?.count : counted
  const told = useMoreGroups(noun, asked, isApart ? summary : undefined)
  // What one has pressed: of few rows it closes a group, of many it opens one.
  const own = useGroupPages(isApart && field ? { noun, state, include, field, ...told, opened: folded } : undefined)
  const grouping: Grouping | undefined = field && {
    field,
    groups: summary?.groups,
    folded,
    apart: own?.apart,
    fold: (value) =>
      setFolded((old) => new Set(old.has(value) ? [...old].filter((one) => one !== value) : [...old, value])),
  }

  const chosen = useChosen(own?.apart.rows ?? pages.rows)
  const { selected, select } = chosen
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows chosen under one purpose are not chosen under another
  useEffect(() => select(new Set()), [purpose])
  // biome-ignore lint/correctness/useExhaustiveDependencies: all of one question are not all of another
  useEffect(() => chosen.chooseWhole(false), [state.q, state.filter])
  const narrow = useMediaQuery('(max-width: 640px)', undefined, { getInitialValueInEffect: false }) ?? false
  const search = useRef<HTMLInputElement>(null)
  useKeys({ '/': () => search.current?.focus() })
  const mayWrite = session.writes.includes(purpose)
  const mayCreate =
    Boolean(newLabel && creators[noun]) && creatableFor(register, noun, session.writes).includes(purpose)
  const shape = shapes.find((one) => one.id === state.shape)
  const isAsked = state.q !== '' || countOf(state.filter) > 0
  const clear = () => change({ q: '', filter: NO_FILTER })
  const href = (row: Row) => props.href?.(row, purpose) ?? `/${noun}/${row.id}?purpose=${purpose}`
  const many = Boolean(props.many) && mayWrite
  const clearChosen = () => select(new Set())
  const whole: Whole = { noun, purpose, filter: filterTree(state.filter), q: state.q, count: total?.count ?? 0 }

  return (
    <div className="list-screen">
      <header className="list-head">
        <h1>{heading}</h1>
        <PurposeMenu
          purpose={purpose}
          choices={choices}
          choose={(purpose) => {
            localStorage.setItem(`seloste.purpose.${noun}`, purpose)
            change({ purpose, filter: NO_FILTER, view: '', columns: [], widths: '', calc: '', group: '', open: '' })
          }}
        />
        <span className="quiet total" aria-live="polite">
          {total ? `${formatNumber(total.count)}${total.exact ? '' : '+'}` : ''}
        </span>
        <span className="gap" />
        {props.tools?.(purpose, { q: state.q, filter: filterTree(state.filter) })}
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
      <ViewTabs noun={noun} state={state} usual={{ purpose, sort }} place="above" />
      <div className="list-tools">
        <ListSearch
          key={purpose}
          value={state.q}
          change={(q) => change({ q })}
          field={search}
          label={t('list.search', { noun: heading })}
        />
        <FilterBar noun={noun} purpose={purpose} filter={state.filter} change={(filter) => change({ filter })} />
        <ViewTabs noun={noun} state={state} usual={{ purpose, sort }} place="tools" />
        <span className="gap" />
        <span className="list-shape">
          {!shape && groups.length > 0 && (
            <GroupChoice fields={groups} group={field?.id ?? ''} change={(group) => change({ group })} />
          )}
          {shapes.length > 0 && (
            <ShapeSwitch shapes={shapes} shape={shape?.id ?? ''} change={(id) => change({ shape: id, open: '' })} />
          )}
          {!narrow && !shape && (
            <ColumnChoice
              columns={columns}
              shown={shown}
              choose={(columns) => arranged.put({ columns })}
              reset={arranged.reset}
            />
          )}
        </span>
      </div>
      {shape ? (
        shape.render({ noun, purpose, filter: filterTree(state.filter), q: state.q, sort: state.sort })
      ) : (
        <div className="list-beside">
          {own?.feeds}
          <RecordTable
            noun={noun}
            label={heading}
            state={state}
            change={change}
            pages={pages}
            total={total}
            summary={summary}
            grouping={grouping}
            columns={shown}
            narrow={narrow}
            href={href}
            title={props.title}
            subtitle={props.subtitle}
            selected={selected}
            select={select}
            whole={chosen.whole}
            move={(id, to) => arranged.put({ columns: moved(ids, id, to) })}
            resize={(id, width) => arranged.put({ widths: withWidth(arranged.widths, id, width) })}
            choosable={Boolean(props.bulk) || many || label.mayPut}
            mayEdit={mayWrite && !props.fixed}
            empty={
              isAsked ? (
                <Empty title={t('list.nothing')} actions={<Button onClick={clear}>{t('list.clear')}</Button>}>
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
          {state.open && !narrow && (
            <Suspense fallback={<aside className="preview" />}>
              <Beside
                noun={noun}
                id={state.open}
                purpose={purpose}
                include={props.include ?? ''}
                title={props.title}
                subtitle={props.subtitle}
                mayWrite={mayWrite && !props.fixed}
                open={(row) => go(href(row))}
                close={() => change({ open: '' })}
                more={props.preview}
              />
            </Suspense>
          )}
        </div>
      )}
      {selected.size > 0 && (props.bulk || many || label.mayPut) && (
        <BulkBar
          noun={noun}
          purpose={purpose}
          rows={chosen.rows}
          many={many}
          labels={label.mayPut}
          total={total}
          whole={chosen.whole ? whole : undefined}
          chooseWhole={() => chosen.chooseWhole(true)}
          clear={clearChosen}
        >
          {props.bulk?.({
            rows: chosen.rows,
            ids: chosen.rows.map((row) => row.id),
            purpose,
            clear: clearChosen,
            whole: chosen.whole ? whole : undefined,
          })}
        </BulkBar>
      )}
    </div>
  )
}

/** A column that a feature draws in its own way is still the field it is called by. */
const withField = (column: Column, field: NamedField | undefined): Column =>
  column.field || !field ? column : { ...column, field }
