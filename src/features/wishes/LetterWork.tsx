import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { get, post } from '#web/api.ts'
import { t } from '#web/language.ts'
import { Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { toast } from '#web/toast.tsx'
import { LetterText } from './LetterText.tsx'
import type { Wish } from './wish.tsx'

/** A decision whose letter has not left: to print and post, or to wait for the mail. */
export function LetterWork({ wish, close }: { wish: Wish; close: () => void }) {
  const query = { id: wish.id, number: wish.number }
  const letter = useQuery({
    queryKey: ['letter', query],
    queryFn: () => get<{ subject: string; text: string }>('/wishes/paper', query),
  })
  if (letter.isPending) return <Skeleton lines={5} />
  if (letter.error) return <ProblemNote error={letter.error} />
  return (
    <>
      <p className="note note-warn">{t('letter.paper')}</p>
      <LetterText text={`${letter.data.subject}\n\n${letter.data.text}`} />
      <PostedButton person={wish.id} number={wish.number!} close={close} />
    </>
  )
}

export function PostedButton({ person, number, close }: { person: string; number: number; close: () => void }) {
  const client = useQueryClient()
  const posted = useMutation({
    mutationFn: () => post('/wishes/posted', { id: person, number }),
    onSuccess: () => {
      toast(t('letter.posted.done'))
      void client.invalidateQueries({ queryKey: ['wishes'] })
      close()
    },
  })
  return (
    <>
      <ProblemNote error={posted.error} />
      <Button variant="filled" loading={posted.isPending} onClick={() => posted.mutate()}>
        {t('letter.posted')}
      </Button>
    </>
  )
}
