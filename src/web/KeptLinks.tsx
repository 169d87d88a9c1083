import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import { type Kept, useFavourites, useNames, useRecent } from './kept.ts'
import { t } from './language.ts'
import { inWords, useRegister } from './register.ts'

/** In the sidebar: what one keeps at hand, and what one has just looked at. */
export function KeptLinks() {
  const { favourites } = useFavourites()
  const recent = useRecent()
  return (
    <>
      <Section id="favourites" title={t('kept.favourites')} kept={favourites} usual />
      <Section id="recent" title={t('kept.recent')} kept={recent} />
    </>
  )
}

type Props = { id: string; title: string; kept: Kept[]; usual?: boolean }

/** Closed, its names are not read: the log of who has seen whom tells only what was on a screen. */
function Section({ id, title, kept, usual = false }: Props) {
  const register = useRegister()
  const [path] = useLocation()
  const key = `seloste.kept.${id}`
  const [isOpen, setOpen] = useState(() => (localStorage.getItem(key) ?? (usual ? '1' : '0')) === '1')
  const named = useNames(kept, isOpen)
  if (kept.length === 0) return null
  const Icon = isOpen ? IconChevronDown : IconChevronRight
  return (
    <section className="kept">
      <button
        type="button"
        className="side-title kept-title"
        aria-expanded={isOpen}
        onClick={() => {
          localStorage.setItem(key, isOpen ? '0' : '1')
          setOpen(!isOpen)
        }}
      >
        <Icon size={12} aria-hidden /> {title}
      </button>
      {isOpen && (
        <ul className="side-group">
          {named.map(({ noun, record_id, purpose, name }) => (
            <li key={record_id}>
              <Link
                href={`/${noun}/${record_id}?purpose=${purpose}`}
                className="side-item"
                aria-current={path === `/${noun}/${record_id}` ? 'page' : undefined}
                title={inWords(register.nouns[noun]?.label, noun)}
              >
                <span>{name}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
