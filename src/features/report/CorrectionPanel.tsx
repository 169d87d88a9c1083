import { Button, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Also } from '#web/Also.tsx'
import { get, post, remove } from '#web/api.ts'
import { FieldInput } from '#web/FieldInput.tsx'
import { formatDate } from '#web/format.ts'
import { t } from '#web/language.ts'
import type { RequestProps } from '#web/mounts.ts'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { useRegister } from '#web/register.ts'
import { toast, toastProblem } from '#web/toast.tsx'
import type { Fact } from './shown.ts'

/** The person's facts, each with what is right in its place, or with what the person says of it. Art. 16. */
export default function CorrectionPanel(props: RequestProps) {
  if (!props.person) return null
  const correction = () => <Correction {...props} />
  return props.kinds.includes('rectify') ? correction() : <Also title={t('correct.title')}>{correction}</Also>
}

function Correction({ id, open }: RequestProps) {
  const [looking, setLooking] = useState(false)
  return (
    <Panel
      title={t('correct.title')}
      purpose="rights"
      wordless
      actions={
        !looking && (
          <Button size="compact-sm" onClick={() => setLooking(true)}>
            {t('correct.look')}
          </Button>
        )
      }
    >
      {looking ? <Facts id={id} open={open} /> : <p className="quiet">{t('correct.hint')}</p>}
    </Panel>
  )
}

function Facts({ id, open }: { id: string; open: boolean }) {
  const client = useQueryClient()
  const key = ['corrections', id]
  const [editing, setEditing] = useState<string | null>(null)
  const [words, setWords] = useState('')
  const found = useQuery({
    queryKey: key,
    queryFn: () => get<{ facts: Fact[] }>(`/requests/${id}/facts`, { purpose: 'rights' }),
  })
  const again = () => {
    void client.invalidateQueries({ queryKey: key })
    void client.invalidateQueries({ queryKey: ['record', 'requests', id] })
  }
  const lift = useMutation({
    mutationFn: (statement: string) => remove(`/statements/${statement}`, { query: { purpose: 'rights' } }),
    onSuccess: again,
    onError: toastProblem,
  })
  if (found.error) return <ProblemNote error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return <Skeleton lines={6} />
  const q = words.trim().toLowerCase()
  const facts = found.data.facts.filter(({ label, value }) => !q || `${label} ${value}`.toLowerCase().includes(q))
  return (
    <div className="stack">
      <TextInput
        type="search"
        aria-label={t('correct.search')}
        placeholder={t('correct.search')}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <ul className="lines">
        {facts.slice(0, 60).map((fact) => {
          const place = `${fact.noun}.${fact.record_id}.${fact.field}`
          return (
            <li key={place}>
              <div className="main">
                <p>
                  <span className="quiet small">{fact.label}</span>
                  <br />
                  {fact.value.length > 300 ? `${fact.value.slice(0, 300)} …` : fact.value}
                </p>
                {fact.said.map((one) => (
                  <p key={one.id} className="small note">
                    {t(one.kind === 'corrected' ? 'correct.corrected' : 'correct.disputed', {
                      date: formatDate(one.created_at),
                    })}
                    {one.words && <> · {one.words}</>}{' '}
                    {open && (
                      <Button size="compact-xs" onClick={() => lift.mutate(one.id)}>
                        {t('correct.lift')}
                      </Button>
                    )}
                  </p>
                ))}
                {editing === place && (
                  <Correct
                    id={id}
                    fact={fact}
                    done={() => {
                      setEditing(null)
                      again()
                    }}
                  />
                )}
              </div>
              {open && editing !== place && (
                <Button
                  size="compact-sm"
                  aria-label={t('correct.edit', { field: `${fact.label} ${fact.value.slice(0, 60)}` })}
                  onClick={() => setEditing(place)}
                >
                  {t('correct.fix')}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
    </div>
  )
}

function Correct({ id, fact, done }: { id: string; fact: Fact; done: () => void }) {
  const field = useRegister().nouns[fact.noun]?.fields[fact.field]
  const [value, setValue] = useState<unknown>(fact.raw)
  const [words, setWords] = useState('')
  const save = useMutation({
    mutationFn: (kind: 'corrected' | 'disputed') => {
      const { noun, record_id } = fact
      const said = { kind, noun, record_id, field: fact.field, ...(words.trim() && { words: words.trim() }) }
      const body = kind === 'corrected' ? { ...said, value } : said
      return post(`/requests/${id}/corrections`, body, { query: { purpose: 'rights' } })
    },
    onSuccess: (_, kind) => {
      toast(t(kind === 'corrected' ? 'correct.done' : 'correct.noted'))
      done()
    },
  })
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate('corrected')
      }}
    >
      {field && <FieldInput field={field} label={t('correct.new')} value={value} change={setValue} />}
      <Textarea
        label={t('correct.words')}
        autosize
        minRows={2}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <ProblemNote error={save.error} />
      <div className="row">
        <Button type="submit" variant="filled" loading={save.isPending}>
          {t('correct.fix')}
        </Button>
        <Button disabled={!words.trim() || save.isPending} onClick={() => save.mutate('disputed')}>
          {t('correct.dispute')}
        </Button>
        <Button variant="subtle" onClick={done}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}
