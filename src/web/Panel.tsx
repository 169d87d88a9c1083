import { ActionIcon } from '@mantine/core'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { createContext, type ReactNode, useContext, useEffect, useId, useRef, useState } from 'react'
import { t } from './language.ts'
import { hueStyle, PurposeChip } from './PurposeChip.tsx'
import { purposeHue, useRegister } from './register.ts'

/** Where a panel stands on a page that is arranged; elsewhere there is none. */
export const PanelPlace = createContext<{ isFolded: boolean; fold: () => void } | null>(null)

type Props = {
  title: string
  purpose?: string | undefined
  /** Its word is left out where the title is the word already. */
  wordless?: boolean
  actions?: ReactNode
  /** Draw (and so read) the content only when the panel comes into view: the read log then tells the truth. */
  whenSeen?: () => ReactNode
  children?: ReactNode
}

/** One part of a page, under one purpose: a thin edge of its hue and its word. */
export function Panel({ title, purpose, wordless, actions, whenSeen, children }: Props) {
  const register = useRegister()
  const place = useContext(PanelPlace)
  const isFolded = place?.isFolded ?? false
  const heading = useId()
  const [ref, seen] = useSeen(whenSeen === undefined, isFolded)
  const style = purpose ? hueStyle(purposeHue(register, purpose)) : undefined
  return (
    <section
      ref={ref}
      className={`panel ${purpose ? 'hued' : ''} ${isFolded ? 'folded' : ''}`}
      {...(style && { style })}
      aria-labelledby={heading}
    >
      <header>
        <h2 id={heading}>{title}</h2>
        {purpose && !wordless && <PurposeChip purpose={purpose} />}
        <span className="gap" />
        {!isFolded && actions}
        {place && (
          <ActionIcon
            size="sm"
            className="panel-fold"
            aria-expanded={!isFolded}
            aria-label={t('arrange.fold', { name: title })}
            onClick={place.fold}
          >
            {isFolded ? <IconChevronRight size={15} aria-hidden /> : <IconChevronDown size={15} aria-hidden />}
          </ActionIcon>
        )}
      </header>
      {isFolded ? null : whenSeen ? seen ? whenSeen() : <Skeleton lines={3} /> : children}
    </section>
  )
}

export function Skeleton({ lines = 1 }: { lines?: number }) {
  return (
    <div className="skeleton" aria-hidden>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have nothing else to tell them apart
        <span key={line} />
      ))}
    </div>
  )
}

function useSeen(already: boolean, isFolded: boolean): [(element: HTMLElement | null) => void, boolean] {
  const [seen, setSeen] = useState(already)
  const element = useRef<HTMLElement | null>(null)
  useEffect(() => {
    if (seen || isFolded || !element.current) return
    const watcher = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && setSeen(true),
      {
        rootMargin: '40px',
      },
    )
    watcher.observe(element.current)
    return () => watcher.disconnect()
  }, [seen, isFolded])
  return [
    (found) => {
      element.current = found
    },
    seen,
  ]
}
