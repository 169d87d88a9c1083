import { ActionIcon, Button, Checkbox, Modal } from '@mantine/core'
import { IconArrowDown, IconArrowLeft, IconArrowRight, IconArrowUp } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { orderOf, shifted, type Way } from './arrange.ts'
import { type Key, t } from './language.ts'
import type { Layout } from './layouts.ts'
import { toast, toastProblem } from './toast.tsx'

type Props = {
  places: string[][]
  /** The first of the places is across the page. */
  isAcross: boolean
  layout: Layout
  put: (next: Layout) => void
  close: () => void
  reset: () => void
  /** Makes it so for everybody, or no more; absent where the level may not. */
  share: ((is: boolean) => Promise<void>) | undefined
  isShared: boolean
}

const WAYS = [
  ['up', IconArrowUp],
  ['down', IconArrowDown],
  ['left', IconArrowLeft],
  ['right', IconArrowRight],
] as const

const COLUMNS = ['first', 'second'] as const
const ACROSS = ['across', ...COLUMNS] as const
const TO = { across: 'arrange.widen', first: 'arrange.left', second: 'arrange.right' } as const

/** To the side is told by where it leads, or would. */
function wordFor(way: Way, wheres: readonly (typeof ACROSS)[number][], i: number): Key {
  if (way === 'up' || way === 'down') return `arrange.${way}`
  return TO[wheres[way === 'left' ? Math.max(0, i - 1) : Math.min(wheres.length - 1, i + 1)]!]
}

/** What stands where on a page, and what not at all: seen behind as it is changed. */
export default function Arranger({ places, isAcross, layout, put, close, reset, share, isShared }: Props) {
  const list = useRef<HTMLDivElement>(null)
  const pressed = useRef('')
  const hidden = layout.hidden ?? []
  // What was pressed has been moved, and keeps the focus where it is now.
  useEffect(() => {
    const found = pressed.current && list.current?.querySelector<HTMLElement>(`[data-way="${pressed.current}"]`)
    if (found && document.activeElement !== found) found.focus()
    pressed.current = ''
  })
  const move = (id: string, way: Way) => {
    const next = shifted(places, id, way)
    if (!next) return
    pressed.current = `${id} ${way}`
    put({ order: orderOf(next) })
  }
  const wheres = isAcross ? ACROSS : COLUMNS
  const setFor = async (is: boolean) => {
    if (!share) return
    try {
      await share(is)
      toast(t(is ? 'arrange.shared' : 'arrange.unshared'))
    } catch (problem) {
      toastProblem(problem)
    }
  }
  return (
    <Modal opened onClose={close} title={t('arrange.title')} size="lg" closeButtonProps={{ 'aria-label': t('close') }}>
      <div ref={list} className="arrange">
        {places.map((column, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a page has its columns, whatever stands in them
          <div key={i} className={wheres[i] === 'across' ? 'arrange-across' : undefined}>
            <p className="quiet small" aria-hidden>
              {t(`arrange.${wheres[i]!}`)}
            </p>
            <ul className="lines" aria-label={t(`arrange.${wheres[i]!}`)}>
              {column.map((id) => {
                const name = t(id as Key)
                return (
                  <li key={id}>
                    <Checkbox
                      size="xs"
                      label={name}
                      checked={!hidden.includes(id)}
                      onChange={() =>
                        put({ hidden: hidden.includes(id) ? hidden.filter((one) => one !== id) : [...hidden, id] })
                      }
                    />
                    <span className="gap" />
                    {WAYS.map(([way, Icon]) => (
                      <ActionIcon
                        key={way}
                        size="sm"
                        data-way={`${id} ${way}`}
                        aria-disabled={shifted(places, id, way) === undefined}
                        aria-label={t(wordFor(way, wheres, i), { name })}
                        onClick={() => move(id, way)}
                      >
                        <Icon size={14} aria-hidden />
                      </ActionIcon>
                    ))}
                  </li>
                )
              })}
            </ul>
          </div>
        ))}
      </div>
      <div className="row arrange-do">
        {/* Never disabled: with the focus gone, Escape would belong to the page behind. */}
        <Button size="compact-sm" onClick={reset}>
          {t('arrange.reset')}
        </Button>
        {share && (
          <Button size="compact-sm" onClick={() => void setFor(true)}>
            {t('arrange.share')}
          </Button>
        )}
        {share && isShared && (
          <Button size="compact-sm" onClick={() => void setFor(false)}>
            {t('arrange.unshare')}
          </Button>
        )}
      </div>
    </Modal>
  )
}
