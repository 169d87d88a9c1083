import { ActionIcon, Button, Checkbox, Modal } from '@mantine/core'
import { IconArrowDown, IconArrowLeft, IconArrowRight, IconArrowUp } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { orderOf, shifted, type Way } from './arrange.ts'
import { type Key, t } from './language.ts'
import type { Layout } from './layouts.ts'
import { toast, toastProblem } from './toast.tsx'

type Props = {
  places: string[][]
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

/** What stands where on a page, and what not at all: seen behind as it is changed. */
export default function Arranger({ places, layout, put, close, reset, share, isShared }: Props) {
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
          <ul
            // biome-ignore lint/suspicious/noArrayIndexKey: a page has its columns, whatever stands in them
            key={i}
            className="lines"
            aria-label={t(i === 0 ? 'arrange.first' : 'arrange.second')}
          >
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
                      aria-label={t(`arrange.${way}`, { name })}
                      onClick={() => move(id, way)}
                    >
                      <Icon size={14} aria-hidden />
                    </ActionIcon>
                  ))}
                </li>
              )
            })}
          </ul>
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
