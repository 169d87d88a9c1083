import { Modal } from '@mantine/core'
import { MOD } from './keys.ts'
import { t } from './language.ts'
import type { Screen } from './screens.ts'

export default function Shortcuts({ screens, close }: { screens: Screen[]; close: () => void }) {
  const rows: [string, string][] = [
    [`${MOD} K`, t('keys.palette')],
    ['/', t('keys.search')],
    ['c', t('keys.create')],
    ['j k', t('keys.rows')],
    ['Enter', t('keys.open')],
    ['x', t('keys.select')],
    ['← →', t('keys.cells')],
    ['␣', t('keys.preview')],
    ['Esc', t('keys.escape')],
    ['?', t('keys.help')],
    ...screens
      .filter((screen) => screen.nav)
      .map((screen): [string, string] => [`g ${screen.nav!.jump}`, t('palette.go', { place: t(screen.nav!.label) })]),
  ]
  return (
    <Modal
      size={560}
      opened
      onClose={close}
      title={t('frame.shortcuts')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
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
    </Modal>
  )
}
