import { Drawer } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { get, type Problem } from '#web/api.ts'
import { t } from '#web/language.ts'
import type { ComposerProps } from '#web/mounts.ts'
import { Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import type { Row } from '#web/record.ts'
import { MeetingForm, type Start } from './MeetingForm.tsx'
import { useParts } from './seen.tsx'

/** One that is there, or a new one with what is known of it. */
export type Opened = { id?: string; purpose?: string } & Start

export function MeetingDrawer({ opened, close }: { opened: Opened; close: (made?: boolean) => void }) {
  const { id, purpose = '', ...start } = opened
  const parts = useParts()
  const held = purpose ? [purpose] : (parts.data?.calendar ?? [])
  const found = useQuery({
    queryKey: ['meeting', id, purpose],
    queryFn: async () => {
      // A bare address names no purpose: those of the calendar are asked in turn, as it is.
      for (const [i, one] of held.entries())
        try {
          return {
            purpose: one,
            row: await get<Row>(`/meetings/${id}`, { purpose: one, include: 'attendances' }),
          }
        } catch (problem) {
          if ((problem as Problem).status !== 404 || i === held.length - 1) throw problem
        }
      return null
    },
    enabled: Boolean(id) && held.length > 0,
    retry: false,
  })
  return (
    <Drawer
      opened
      onClose={() => close()}
      position="right"
      size={460}
      title={id ? t('meeting.one') : t('meeting.new')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {id && found.isPending && <Skeleton lines={6} />}
      <ProblemNote error={found.error} />
      {(!id || found.data) && (
        <MeetingForm
          key={found.data?.row.version ?? 'new'}
          meeting={found.data?.row}
          purpose={found.data?.purpose ?? purpose}
          start={start}
          close={close}
        />
      )}
    </Drawer>
  )
}

const COLUMN: Record<string, string> = {
  people: 'person_id',
  companies: 'company_id',
  deals: 'deal_id',
  contracts: 'contract_id',
}

/** From a record's timeline: a meeting that stands on it. */
export default function MeetingComposer({ noun, id, purpose, name, close }: ComposerProps) {
  return <MeetingDrawer opened={{ purpose, on: { [COLUMN[noun]!]: id }, name, noun }} close={close} />
}
