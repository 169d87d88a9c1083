import { Button, Checkbox, NativeSelect, NumberInput, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { get, type Problem, post, remove } from '#web/api.ts'
import { Empty } from '#web/Empty.tsx'
import { formatDate } from '#web/format.ts'
import { t } from '#web/language.ts'
import { Page } from '#web/Page.tsx'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { PurposeChip } from '#web/PurposeChip.tsx'
import { purposeLabel, useRegister } from '#web/register.ts'
import { toast, toastProblem } from '#web/toast.tsx'
import './access.css'

type Key = {
  id: string
  name: string
  recipient: string
  purpose: string
  writes: boolean
  created_at: string
  expires_at: string
  ended_at: string | null
}

/** A key of the API is made for one recipient and one purpose; its secret is shown once. */
export default function KeysScreen() {
  const client = useQueryClient()
  const keys = useQuery({ queryKey: ['keys'], queryFn: () => get<{ items: Key[] }>('/keys') })
  const [secret, setSecret] = useState<string | null>(null)
  const reload = () => client.invalidateQueries({ queryKey: ['keys'] })
  const end = (key: Key) => remove(`/keys/${key.id}`).then(reload).catch(toastProblem)
  return (
    <Page title={t('nav.keys')} subtitle={t('keys.body')}>
      <div className="panels">
        {secret && (
          <div className="note note-good stack stack-tight" role="status">
            <strong>{t('keys.secret')}</strong>
            <code className="secret code">{secret}</code>
            <div className="row">
              <Button
                size="compact-sm"
                onClick={() => void navigator.clipboard.writeText(secret).then(() => toast(t('copied')))}
              >
                {t('copy')}
              </Button>
              <Button size="compact-sm" variant="subtle" onClick={() => setSecret(null)}>
                {t('keys.kept')}
              </Button>
            </div>
          </div>
        )}
        <Panel title={t('keys.new')}>
          <NewKey
            done={(fresh) => {
              setSecret(fresh)
              void reload()
            }}
          />
        </Panel>
        <Panel title={t('nav.keys')}>
          {keys.isPending && <Skeleton lines={3} />}
          <ProblemNote error={keys.error} />
          {keys.data?.items.length === 0 && <Empty title={t('keys.none')}>{t('keys.none.body')}</Empty>}
          <ul className="lines">
            {keys.data?.items.map((key) => (
              <li key={key.id} className={key.ended_at ? 'lines-past' : ''}>
                <span className="main">
                  <strong>{key.name}</strong> <span className="quiet">{key.recipient}</span>
                </span>
                <PurposeChip purpose={key.purpose} />
                <span className="quiet small">
                  {t(key.writes ? 'keys.readsWrites' : 'keys.reads')} ·{' '}
                  {key.ended_at
                    ? t('keys.ended', { date: formatDate(key.ended_at) })
                    : t('keys.expires', { date: formatDate(key.expires_at) })}
                </span>
                {!key.ended_at && (
                  <Button size="compact-sm" variant="subtle" className="danger" onClick={() => void end(key)}>
                    {t('keys.end')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </Panel>
      </div>
    </Page>
  )
}

function NewKey({ done }: { done: (secret: string) => void }) {
  const register = useRegister()
  const awake = Object.entries(register.purposes).filter(([, purpose]) => !purpose.asleep)
  const [values, setValues] = useState({ name: '', recipient: '', purpose: 'relationship', writes: false, days: 90 })
  const set = (change: Partial<typeof values>) => setValues({ ...values, ...change })
  const make = useMutation<{ secret: string }, Problem>({
    mutationFn: () => post<{ secret: string }>('/keys', values),
    onSuccess: ({ secret }) => {
      set({ name: '', recipient: '' })
      done(secret)
    },
  })
  const errorOf = (field: string) => (make.error?.field === field ? make.error.message : undefined)
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        make.mutate()
      }}
    >
      <div className="form-grid">
        <TextInput
          label={t('keys.name')}
          value={values.name}
          error={errorOf('name')}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <TextInput
          label={t('keys.recipient')}
          value={values.recipient}
          error={errorOf('recipient')}
          onChange={(event) => set({ recipient: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('purpose.menu')}
          value={values.purpose}
          onChange={(event) => set({ purpose: event.currentTarget.value })}
          data={awake.map(([id]) => ({ value: id, label: purposeLabel(register, id) }))}
        />
        <NumberInput
          label={t('keys.days')}
          min={1}
          max={365}
          value={values.days}
          onChange={(days) => set({ days: Number(days) })}
        />
      </div>
      <Checkbox
        label={t('keys.mayWrite')}
        checked={values.writes}
        onChange={(event) => set({ writes: event.currentTarget.checked })}
      />
      <ProblemNote error={make.error} />
      <Button type="submit" variant="filled" disabled={!values.name || !values.recipient} loading={make.isPending}>
        {t('keys.make')}
      </Button>
    </form>
  )
}
