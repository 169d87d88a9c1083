import { IconChevronDown, IconChevronRight, IconListDetails } from '@tabler/icons-react'
import { useState } from 'react'
import { Link, useLocation, useSearch } from 'wouter'
import { type Kept, keptAt, useFavourites, useNames, useRecent } from './kept.ts'
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
  const search = useSearch()
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
          {named.map(({ name, ...one }) => (
            <li key={one.record_id}>
              <Link
                href={keptAt(one)}
                className="side-item"
                aria-current={isHere(one, path, search) ? 'page' : undefined}
                title={inWords(one.view ? register.nouns[one.view.noun]?.plural : register.nouns[one.noun]?.label)}
              >
                {one.view && <IconListDetails size={14} aria-hidden />}
                <span>{name}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

const isHere = ({ noun, record_id, view }: Kept, path: string, search: string): boolean =>
  view ? new URLSearchParams(search).get('view') === record_id : path === `/${noun}/${record_id}`
