import { Button, Modal, NativeSelect } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { post } from './api.ts'
import { useColleagues } from './colleagues.ts'
import { t, tn } from './language.ts'
import { ProblemNote } from './ProblemNote.tsx'
import { refresh } from './record.ts'
import { useSession } from './session.ts'
import { toast } from './toast.tsx'
import { idsOf, type Whole } from './whole.ts'

type Share = { owner_id: string | null; ids: string[] }
type Props = {
  noun: 'people' | 'companies'
  ids: string[]
  whole: Whole | undefined
  purpose: string
  clear: () => void
}

/** The chosen rows to another owner, in one go; undone in one go too, each back to whose it was. */
export function Reassign({ noun, ids, whole, purpose, clear }: Props) {
  const session = useSession()
  const [choosing, setChoosing] = useState(false)
  if (!session.may.includes('reassign') || !session.writes.includes(purpose)) return null
  return (
    <>
      <Button size="compact-sm" onClick={() => setChoosing(true)}>
        {t('reassign')}
      </Button>
      {choosing && (
        <Choose noun={noun} ids={ids} whole={whole} purpose={purpose} close={() => setChoosing(false)} done={clear} />
      )}
    </>
  )
}

type ChooseProps = Omit<Props, 'clear'> & { close: () => void; done: () => void }

function Choose({ noun, ids, whole, purpose, close, done }: ChooseProps) {
  const client = useQueryClient()
  const [owner, setOwner] = useState('')
  const count = whole?.count ?? ids.length
  const names = useColleagues()
  const colleagues = names.colleagues.filter((one) => !one.left)
  const send = (to: Share[]) => post<{ before: Share[] }>(`/${noun}/reassign`, { to }, { query: { purpose } })
  const move = useMutation({
    mutationFn: async () =>
      send([{ owner_id: owner === NOBODY ? null : owner, ids: whole ? await idsOf(whole) : ids }]),
    onSuccess: async ({ before }) => {
      const name = colleagues.find((one) => one.id === owner)?.name ?? t('care.nobody')
      close()
      done()
      toast(`${tn('reassign.done', count)} ${name}`, () => send(before).then(() => refresh(client, noun)))
      await refresh(client, noun)
    },
  })
  return (
    <Modal opened onClose={close} title={t('reassign')} closeButtonProps={{ 'aria-label': t('close') }}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (owner) move.mutate()
        }}
      >
        <NativeSelect
          label={t('reassign.to')}
          data-autofocus
          value={owner}
          onChange={(event) => setOwner(event.currentTarget.value)}
          data={[
            { value: '', label: t('reassign.choose'), disabled: true },
            ...colleagues.map((one) => ({ value: one.id, label: one.name })),
            { value: NOBODY, label: t('care.nobody') },
          ]}
        />
        <ProblemNote error={move.error ?? names.error} />
        <Button type="submit" variant="filled" disabled={!owner} loading={move.isPending}>
          {tn('reassign.move', count)}
        </Button>
      </form>
    </Modal>
  )
}

const NOBODY = 'nobody'
