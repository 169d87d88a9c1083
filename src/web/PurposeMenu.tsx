import { Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { t } from './language.ts'
import { hueStyle } from './PurposeChip.tsx'
import { purposeHue, purposeLabel, useRegister } from './register.ts'

type Props = { purpose: string; choices: string[]; choose: (purpose: string) => void }

/** Under which purpose a list is seen. A list is always exactly one. */
export function PurposeMenu({ purpose, choices, choose }: Props) {
  const register = useRegister()
  const chip = (id: string) => (
    <span className="chip hued" style={hueStyle(purposeHue(register, id))}>
      {purposeLabel(register, id)}
    </span>
  )
  if (choices.length < 2) return chip(purpose)
  return (
    <Menu>
      <Menu.Target>
        <button
          type="button"
          className="chip-button"
          aria-label={t('purpose.choose', { purpose: purposeLabel(register, purpose) })}
        >
          {chip(purpose)}
          <IconChevronDown size={13} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('purpose.menu')}</Menu.Label>
        {choices.map((id) => (
          <Menu.Item key={id} onClick={() => choose(id)}>
            {chip(id)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
