import { Button, Menu } from '@mantine/core'
import { IconDots, IconStar, IconStarFilled, IconUsers } from '@tabler/icons-react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { formatNumber } from './format.ts'
import { useFavourites } from './kept.ts'
import { t } from './language.ts'
import { sameView, type TableState, type ViewState, viewOf, viewQuery } from './tableState.ts'
import { toast, toastProblem } from './toast.tsx'
import { ViewName } from './ViewName.tsx'
import { useDesk, useViewCount, useViews, type View } from './views.ts'

type Props = {
  noun: string
  state: TableState
  usual: ViewState
  /** Above the list once there are views; until then only the way to the first one, among the tools. */
  place: 'above' | 'tools'
}

/** The saved views of a list as tabs, one's own and shared, each with how many rows it has. */
export function ViewTabs({ noun, state, usual, place }: Props) {
  const [path, go] = useLocation()
  const { views, mayKeep, mayArrange, save, change, drop, order } = useViews(noun)
  const [naming, setNaming] = useState<View | 'new' | null>(null)
  const now = viewOf(state)
  const chosen = views.find((view) => view.id === state.view)
  const isChanged = !sameView(
    now,
    chosen ? fullOf(chosen.state, usual) : { ...usual, purpose: now.purpose, shape: now.shape ?? '' },
  )
  const show = (id: string, view: ViewState) => go(`${path}?${viewQuery(id, view)}`)
  const may = (view: View) => (view.shared ? mayArrange : view.own)
  if (!mayKeep || (place === 'above') !== views.length > 0 || (place === 'tools' && !isChanged)) return null

  const forget = async (view: View) => {
    await drop(view)
    if (view.id === state.view) show('', { purpose: state.purpose })
    toast(t('view.deleted', { name: view.name }), () =>
      save({ name: view.name, shared: view.shared, state: view.state }),
    )
  }
  const rename = async (view: View, name: string, shared: boolean) => {
    const { name: was, shared: wasShared } = view
    const done = await change(view, { name, shared })
    toast(t('view.saved', { name }), () => change({ ...view, version: done.version }, { name: was, shared: wasShared }))
  }
  const keep = async (view: View) => {
    const done = await change(view, { state: now })
    toast(t('view.saved', { name: view.name }), () =>
      change({ ...view, version: done.version }, { state: view.state }).then(() => show(view.id, view.state)),
    )
  }
  const move = (view: View, by: number) => {
    const like = views.filter((one) => one.shared === view.shared)
    const ids = like.map((one) => one.id).filter((id) => id !== view.id)
    ids.splice(like.indexOf(view) + by, 0, view.id)
    return order(ids)
  }
  const run = (work: () => Promise<unknown>) => void work().catch(toastProblem)

  return (
    <nav className={`views views-${place}`} aria-label={t('view.list')}>
      {views.length > 0 && (
        <ul>
          <li>
            <button
              type="button"
              className="view-tab"
              aria-current={chosen ? undefined : 'page'}
              onClick={() => show('', { purpose: state.purpose })}
            >
              {t('view.all')}
            </button>
          </li>
          {views.map((view) => {
            const like = views.filter((one) => one.shared === view.shared)
            return (
              <li key={view.id}>
                <button
                  type="button"
                  className="view-tab"
                  aria-current={view === chosen ? 'page' : undefined}
                  onClick={() => show(view.id, view.state)}
                >
                  {view.shared && <IconUsers size={13} aria-label={t('view.shared')} />}
                  {view.name} <Count noun={noun} view={view} />
                </button>
                {view === chosen && <Star view={view} />}
                {view === chosen && may(view) && (
                  <Menu position="bottom-start">
                    <Menu.Target>
                      <button type="button" className="view-more" aria-label={t('view.menu', { name: view.name })}>
                        <IconDots size={14} aria-hidden />
                      </button>
                    </Menu.Target>
                    <Menu.Dropdown>
                      <Menu.Item onClick={() => setNaming(view)}>{t('view.rename')}</Menu.Item>
                      <Menu.Item disabled={like[0] === view} onClick={() => run(() => move(view, -1))}>
                        {t('view.left')}
                      </Menu.Item>
                      <Menu.Item disabled={like.at(-1) === view} onClick={() => run(() => move(view, 1))}>
                        {t('view.right')}
                      </Menu.Item>
                      <Menu.Divider />
                      <Menu.Item className="danger" onClick={() => run(() => forget(view))}>
                        {t('view.delete')}
                      </Menu.Item>
                    </Menu.Dropdown>
                  </Menu>
                )}
              </li>
            )
          })}
        </ul>
      )}
      {isChanged && (
        <span className="row view-keep">
          {chosen && may(chosen) && (
            <Button size="compact-sm" variant="light" onClick={() => run(() => keep(chosen))}>
              {t('view.keep')}
            </Button>
          )}
          <Button size="compact-sm" variant="subtle" onClick={() => setNaming('new')}>
            {t('view.save')}
          </Button>
        </span>
      )}
      {naming && (
        <ViewName
          {...(naming !== 'new' && { view: naming })}
          mayShare={mayArrange}
          close={() => setNaming(null)}
          done={async (name, shared) => {
            if (naming !== 'new') return rename(naming, name, shared)
            const made = await save({ name, shared, state: now })
            show(made.id, now)
            toast(t('view.saved', { name }))
          }}
        />
      )}
    </nav>
  )
}

function Count({ noun, view }: { noun: string; view: View }) {
  const total = useViewCount(noun, view)
  if (!total) return null
  return (
    <span className="quiet view-count">
      {formatNumber(total.count)}
      {total.exact ? '' : '+'}
    </span>
  )
}

/** Keeps a view at hand, beside records: in the sidebar and in the palette. */
function Star({ view }: { view: View }) {
  const { favourites, keep, drop } = useFavourites()
  const desk = useDesk()
  const kept = favourites.find((one) => one.record_id === view.id)
  const Icon = kept ? IconStarFilled : IconStar
  const kind = { noun: 'views', record_id: view.id, purpose: desk }
  const press = async () => {
    try {
      if (!kept?.id) return await keep(kind)
      await drop(kept.id)
      toast(t('kept.dropped'), () => keep(kind))
    } catch (problem) {
      toastProblem(problem)
    }
  }
  return (
    <button
      type="button"
      className="view-more"
      aria-label={t('kept.add.view')}
      aria-pressed={kept !== undefined}
      onClick={() => void press()}
    >
      <Icon size={14} aria-hidden />
    </button>
  )
}

/** A view says what it differs in; the rest is as the list is usually. */
const fullOf = (view: ViewState, usual: ViewState): ViewState => ({
  ...usual,
  ...view,
  sort: view.sort || usual.sort || '',
})
