import { ActionIcon, Menu, Tooltip } from '@mantine/core'
import { IconCheck, IconLayoutRows } from '@tabler/icons-react'
import { t } from './language.ts'
import { fieldsSeen, inWords, isReadable, type NamedField, type Register } from './register.ts'

type Props = { fields: NamedField[]; group: string; change: (group: string) => void }

/** By which field the rows stand in groups. */
export function GroupChoice({ fields, group, change }: Props) {
  const choices = [
    { id: '', label: t('group.none') },
    ...fields.map((one) => ({ id: one.id, label: inWords(one.label, one.id) })),
  ]
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Tooltip label={t('group.choose')}>
          <ActionIcon aria-label={t('group.choose')} variant={group ? 'light' : 'subtle'}>
            <IconLayoutRows size={17} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown mah={360} className="menu-long">
        {choices.map(({ id, label }) => (
          <Menu.Item
            key={id}
            onClick={() => change(id)}
            rightSection={id === group ? <IconCheck size={14} aria-hidden /> : null}
            aria-current={id === group}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

/** What is told by few words, or by whom: a group for each row would be no group. */
export const groupable = (register: Register, noun: string, purpose: string): NamedField[] =>
  fieldsSeen(register, noun, purpose).filter((field) => {
    if (field.id === 'owner_id' || (field.type === 'uuid' && field.refers && field.id.endsWith('_id')))
      return field.refers !== 'people'
    if (!isReadable(field)) return false
    if (field.type === 'text') return ['city', 'team', 'country', 'language'].includes(field.id)
    return ['choice', 'boolean', 'date'].includes(field.type)
  })
