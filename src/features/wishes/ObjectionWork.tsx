import { Button, NativeSelect, Textarea } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { get, post } from '#web/api.ts'
import { formatDate } from '#web/format.ts'
import { t } from '#web/language.ts'
import { Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { toast } from '#web/toast.tsx'
import { countsQuery } from './Approvals.tsx'
import { LetterText } from './LetterText.tsx'
import { PostedButton } from './LetterWork.tsx'
import type { Delivery, Wish } from './wish.tsx'

const GROUNDS = ['compelling_grounds', 'legal_claims'] as const
type Letter = { subject: string; text: string }
type Props = { wish: Wish; close: () => void }

/** Art. 21(1): upheld by one, refused by two with a ground of the law; undecided, it stands. */
export function ObjectionWork({ wish, close }: Props) {
  const [way, setWay] = useState<'uphold' | 'refuse' | 'reason' | null>(null)
  return (
    <>
      <p>
        {t(wish.kind === 'objection' && wish.state === 'proposed' ? 'decide.proposed' : 'decide.body', {
          date: formatDate(wish.until),
        })}
      </p>
      {wish.asked_at && wish.state !== 'reasoned' && (
        <p className="small quiet">{t('decide.asked', { date: formatDate(wish.asked_at) })}</p>
      )}
      <div className="row">
        <Button
          variant={way === 'uphold' ? 'filled' : 'default'}
          aria-expanded={way === 'uphold'}
          onClick={() => setWay('uphold')}
        >
          {t('decide.uphold')}
        </Button>
        <Button
          variant={way === 'refuse' ? 'filled' : 'default'}
          aria-expanded={way === 'refuse'}
          onClick={() => setWay('refuse')}
        >
          {t('decide.refuse')}
        </Button>
        <Button
          variant={way === 'reason' ? 'filled' : 'default'}
          aria-expanded={way === 'reason'}
          onClick={() => setWay('reason')}
        >
          {t('decide.reason')}
        </Button>
      </div>
      {way === 'uphold' && <Uphold wish={wish} close={close} />}
      {way === 'refuse' && <Propose wish={wish} close={close} />}
      {way === 'reason' && <Reason wish={wish} close={close} />}
    </>
  )
}

function useDone(close: () => void) {
  const client = useQueryClient()
  return (words: string, stay?: boolean) => {
    toast(words)
    void client.invalidateQueries({ queryKey: ['wishes'] })
    void client.invalidateQueries({ queryKey: ['grounds'] })
    if (!stay) close()
  }
}

function Uphold({ wish, close }: Props) {
  const done = useDone(close)
  const uphold = useMutation({
    mutationFn: () => post<Delivery>(`/people/${wish.id}/uphold_objection`, { scope: wish.scope }),
    onSuccess: (delivery) => done(t(delivery.sent ? 'decide.upheld.sent' : 'decide.upheld'), !delivery.sent),
  })
  if (uphold.data?.letter) {
    return (
      <div className="stack">
        <p className="note note-warn">{t('letter.paper')}</p>
        <LetterText text={uphold.data.letter} />
        <PostedButton person={wish.id} number={uphold.data.number!} close={close} />
      </div>
    )
  }
  return (
    <div className="stack">
      <Preview wish={wish} decision="objection_upheld" />
      <ProblemNote error={uphold.error} />
      <Button variant="filled" loading={uphold.isPending} onClick={() => uphold.mutate()}>
        {t('decide.uphold.now')}
      </Button>
    </div>
  )
}

function Propose({ wish, close }: Props) {
  const done = useDone(close)
  const counts = useQuery(countsQuery)
  const [ground, setGround] = useState(wish.ground ?? '')
  const [reasons, setReasons] = useState(wish.reasons ?? '')
  const [shown, setShown] = useState<string | null>(null)
  const propose = useMutation({
    mutationFn: () => post(`/people/${wish.id}/propose_refusal`, { scope: wish.scope, ground, reasons }),
    onSuccess: () => done(t('decide.proposed.done')),
  })
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        propose.mutate()
      }}
    >
      <NativeSelect
        label={t('decide.ground')}
        value={ground}
        onChange={(event) => setGround(event.currentTarget.value)}
        data={[{ value: '', label: '–' }, ...GROUNDS.map((one) => ({ value: one, label: t(`refusal.${one}`) }))]}
      />
      <Textarea
        label={t('decide.reasons')}
        description={t('decide.reasons.hint')}
        value={reasons}
        autosize
        minRows={4}
        onChange={(event) => setReasons(event.currentTarget.value)}
      />
      {counts.data && (
        <p className={counts.data.approvers > 0 ? 'small quiet' : 'note note-warn'}>
          {t(counts.data.approvers > 0 ? 'decide.second' : 'decide.alone')}
        </p>
      )}
      <ProblemNote error={propose.error} />
      <div className="row">
        <Button type="submit" variant="filled" loading={propose.isPending}>
          {t('decide.propose')}
        </Button>
        <Button disabled={!ground || !reasons.trim()} onClick={() => setShown(reasons)}>
          {t('letter.preview')}
        </Button>
      </div>
      {shown !== null && <Preview wish={wish} decision="objection_refused" ground={ground} reasons={shown} />}
    </form>
  )
}

function Reason({ wish, close }: Props) {
  const done = useDone(close)
  const [reason, setReason] = useState('')
  const give = useMutation({
    mutationFn: () =>
      post(`/people/${wish.id}/give_reason`, { scope: wish.scope, reason }, { query: { purpose: 'rights' } }),
    onSuccess: () => done(t('decide.reason.done')),
  })
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        give.mutate()
      }}
    >
      <Textarea
        label={t('wish.reason')}
        value={reason}
        autosize
        minRows={3}
        autoFocus
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <ProblemNote error={give.error} />
      <Button type="submit" variant="filled" disabled={!reason.trim()} loading={give.isPending}>
        {t('object.now')}
      </Button>
    </form>
  )
}

function Preview({ wish, ...asked }: { wish: Wish; decision: string; ground?: string; reasons?: string }) {
  const query = { id: wish.id, scope: wish.scope, ...asked }
  const letter = useQuery({ queryKey: ['letter', query], queryFn: () => get<Letter>('/wishes/letter', query) })
  if (letter.isPending) return <Skeleton lines={4} />
  if (letter.error) return <ProblemNote error={letter.error} />
  return <LetterText preview text={`${letter.data.subject}\n\n${letter.data.text}`} />
}
