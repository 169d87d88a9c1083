import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { get, Problem, post } from './api.ts'
import { formatDate, formatTime } from './format.ts'
import { LANGUAGE_NAMES, LANGUAGES, language, t } from './language.ts'
import { ProblemNote } from './ProblemNote.tsx'
import { toast } from './toast.tsx'

type Item = {
  id: string
  name: string
  role: (typeof ROLES)[number]
  email: string
  asked_name: string
  asked_at: string
  handed: 'mail' | 'shown'
  expires_at: string
  opened_at: string | null
  state: 'waiting' | 'approved' | 'rejected' | 'withdrawn' | 'expired'
  decided_at: string | null
  reason: string | null
}
type Handed = { id: string; mailed: boolean; link?: string }
type Props = {
  kind: 'objection' | 'balancing' | 'exemption' | 'request'
  /** What is to be approved, by the name the server has for it. */
  about: string
  /** What asking sends besides whom to ask; null where nothing can be asked now. */
  ask: Record<string, unknown> | null
}

const ROLES = ['privacy_officer', 'lawyer', 'auditor', 'other'] as const
const TONES = {
  waiting: 'chip-warn',
  approved: 'chip-good',
  rejected: 'chip-bad',
  withdrawn: 'chip-plain',
  expired: 'chip-plain',
} as const

/** A named outside person as the second to approve: asked by a link, and what became of it. Nothing where it is no question. */
export function OutsideApprover({ kind, about, ask }: Props) {
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const [handed, setHanded] = useState<Handed | null>(null)
  const queryKey = ['approvals', kind, about]
  const found = useQuery({
    queryKey,
    queryFn: () => get<{ items: Item[]; others: number }>('/approvals', { kind, about }),
  })
  const renew = () => client.invalidateQueries({ queryKey })
  const latest = found.data?.items[0]
  const waits = latest?.state === 'waiting'
  const offered = ask !== null && found.data?.others === 0 && !waits
  if (!latest && !offered) return found.error ? <ProblemNote error={found.error} /> : null
  return (
    <section className="stack stack-tight" aria-label={t('outside.title')}>
      <h3>{t('outside.title')}</h3>
      {latest && <Asked item={latest} renew={renew} handed={setHanded} />}
      {handed?.link && <Link link={handed.link} name={latest?.name ?? ''} />}
      {offered && !asking && (
        <>
          <p className="small quiet">{t('outside.body')}</p>
          <div className="row">
            <Button onClick={() => setAsking(true)}>{t('outside.ask')}</Button>
          </div>
        </>
      )}
      {offered && asking && (
        <Ask
          what={{ kind, ...ask }}
          close={() => setAsking(false)}
          done={(made) => {
            setAsking(false)
            setHanded(made)
            void renew()
          }}
        />
      )}
    </section>
  )
}

type AskedProps = { item: Item; renew: () => void; handed: (made: Handed | null) => void }

function Asked({ item, renew, handed }: AskedProps) {
  const resend = useMutation({
    mutationFn: () => post<Handed>(`/approvals/${item.id}/resend`),
    onSuccess: (made) => {
      handed(made)
      if (made.mailed) toast(t('outside.sent', { email: item.email }))
      renew()
    },
  })
  const withdraw = useMutation({
    mutationFn: () => post(`/approvals/${item.id}/withdraw`),
    onSuccess: () => {
      handed(null)
      toast(t('outside.withdrawn'))
      renew()
    },
  })
  const told = [
    t('outside.asked', { name: item.asked_name, date: formatDate(item.asked_at) }),
    item.handed === 'mail' ? t('outside.handed.mail', { email: item.email }) : t('outside.handed.shown'),
    item.opened_at ? t('outside.opened', { time: formatTime(item.opened_at) }) : t('outside.unopened'),
    item.state === 'waiting' && t('outside.until', { time: formatTime(item.expires_at) }),
    (item.state === 'approved' || item.state === 'rejected') &&
      t('outside.answered', { time: formatTime(item.decided_at ?? '') }),
  ].filter(Boolean)
  return (
    <>
      <p className="row">
        <strong>
          {item.name}, {t(`outside.role.${item.role}`)}
        </strong>
        <span className={`chip ${TONES[item.state]}`}>{t(`outside.state.${item.state}`)}</span>
      </p>
      <p className="small quiet">{told.join(' ')}</p>
      {item.reason && <blockquote className="said">{item.reason}</blockquote>}
      <ProblemNote error={resend.error ?? withdraw.error} />
      {item.state === 'waiting' && (
        <div className="row">
          <Button size="compact-sm" loading={resend.isPending} onClick={() => resend.mutate()}>
            {t('outside.resend')}
          </Button>
          <Button
            size="compact-sm"
            variant="subtle"
            className="danger"
            loading={withdraw.isPending}
            onClick={() => withdraw.mutate()}
          >
            {t('outside.withdraw')}
          </Button>
        </div>
      )}
    </>
  )
}

function Link({ link, name }: { link: string; name: string }) {
  return (
    <div className="note note-warn stack stack-tight" role="status">
      <p>{t('outside.link', { name })}</p>
      <code className="secret code">{link}</code>
      <div className="row">
        <Button
          size="compact-sm"
          onClick={() => void navigator.clipboard.writeText(link).then(() => toast(t('copied')))}
        >
          {t('copy')}
        </Button>
      </div>
    </div>
  )
}

type AskProps = { what: Record<string, unknown>; close: () => void; done: (made: Handed) => void }

function Ask({ what, close, done }: AskProps) {
  const [values, setValues] = useState({
    name: '',
    role: ROLES[0] as string,
    email: '',
    language: language() as string,
  })
  const set = (change: Partial<typeof values>) => setValues({ ...values, ...change })
  const send = useMutation({
    mutationFn: () => post<Handed>('/approvals', { ...what, ...values }),
    onSuccess: (made) => {
      if (made.mailed) toast(t('outside.sent', { email: values.email }))
      done(made)
    },
  })
  const wrong = send.error instanceof Problem ? send.error.field : undefined
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        send.mutate()
      }}
    >
      <p className="small quiet">{t('outside.body')}</p>
      <div className="form-grid">
        <TextInput
          label={t('outside.name')}
          value={values.name}
          autoFocus
          maxLength={200}
          error={wrong === 'name'}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('outside.role')}
          value={values.role}
          data={ROLES.map((role) => ({ value: role, label: t(`outside.role.${role}`) }))}
          onChange={(event) => set({ role: event.currentTarget.value })}
        />
        <TextInput
          label={t('outside.email')}
          type="email"
          value={values.email}
          error={wrong === 'email'}
          onChange={(event) => set({ email: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('outside.language')}
          value={values.language}
          data={LANGUAGES.map((one) => ({ value: one, label: LANGUAGE_NAMES[one] }))}
          onChange={(event) => set({ language: event.currentTarget.value })}
        />
      </div>
      <ProblemNote error={send.error} />
      <div className="row">
        <Button
          type="submit"
          variant="filled"
          loading={send.isPending}
          disabled={values.name.trim().length < 3 || !values.email.includes('@')}
        >
          {t('outside.send')}
        </Button>
        <Button onClick={close}>{t('cancel')}</Button>
      </div>
    </form>
  )
}
