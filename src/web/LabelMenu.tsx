import { Button, Menu } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { post } from './api.ts'
import { useLabels } from './filterFields.ts'
import { LabelChip } from './LabelChip.tsx'
import { t, tn } from './language.ts'
import { refresh } from './record.ts'
import { toast, toastProblem } from './toast.tsx'
import { idsOf, type Whole } from './whole.ts'

type Props = { noun: string; ids: string[]; whole?: Whole | undefined; purpose: string }

/** One label to all the chosen rows; undone for those it was put on, and no others. */
export function LabelMenu({ noun, ids, whole, purpose }: Props) {
  const client = useQueryClient()
  const labels = useLabels(noun, purpose).filter((one) => !one.archived)
  const send = (label_id: string, to: string[], off = false) =>
    post<{ changed: number; ids: string[] }>(
      '/labellings/put',
      { label_id, noun, ids: to, off },
      { query: { purpose } },
    )
  const put = async ({ id, name }: { id: string; name: string }) => {
    try {
      const { changed, ids: done } = await send(id, whole ? await idsOf(whole) : ids)
      const undo = done.length > 0 ? () => send(id, done, true).then(() => refresh(client, noun)) : undefined
      toast(tn('labels.done', changed, { name }), undo)
      await refresh(client, noun)
    } catch (problem) {
      toastProblem(problem)
    }
  }
  if (labels.length === 0) return null
  return (
    <Menu position="top">
      <Menu.Target>
        <Button size="compact-sm">{t('labels.put')}</Button>
      </Menu.Target>
      <Menu.Dropdown mah={320} className="menu-long">
        {labels.map((label) => (
          <Menu.Item key={label.id} onClick={() => void put(label)}>
            <LabelChip name={label.name} hue={label.hue} />
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
