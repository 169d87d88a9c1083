import { Modal } from '@mantine/core'
import { useLocation } from 'wouter'
import { MOD } from './keys.ts'
import { t } from './language.ts'
import type { Screen } from './screens.ts'

type Rows = readonly (readonly [keys: string, says: string])[]

/** Which keys do what: on this screen, everywhere, and to get to another. */
export default function Shortcuts({ screens, close }: { screens: Screen[]; close: () => void }) {
  const [path] = useLocation()
  const here = screens.find((screen) => screen.path === path)?.keys ?? []
  const everywhere: Rows = [
    [`${MOD} K`, t('keys.palette')],
    ['/', t('keys.search')],
    ['c', t('keys.create')],
    ['j k', t('keys.rows')],
    ['Enter', t('keys.open')],
    ['x', t('keys.select')],
    ['← →', t('keys.cells')],
    ['␣', t('keys.preview')],
    ['Esc', t('keys.escape')],
    ['g m', t('inbox.title')],
    ['?', t('keys.help')],
  ]
  const places = screens.flatMap(({ nav }) => (nav?.jump ? [[`g ${nav.jump}`, t(nav.label)] as const] : []))
  return (
    <Modal
      size={620}
      opened
      onClose={close}
      title={t('frame.shortcuts')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Keys title={t('keys.here')} rows={here.map(([keys, says]) => [keys, t(says)])} />
      <Keys title={t('keys.everywhere')} rows={everywhere} />
      <Keys title={t('keys.places')} rows={places} />
    </Modal>
  )
}

function Keys({ title, rows }: { title: string; rows: Rows }) {
  if (rows.length === 0) return null
  return (
    <section>
      <h3 className="keys-title">{title}</h3>
      <dl className="keys-list">
        {rows.map(([keys, says]) => (
          <div key={keys}>
            <dt>
              <span className="keycaps">
                {keys.split(' ').map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </span>
            </dt>
            <dd>{says}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
