import { Button, Drawer, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { get, type Problem, post } from '#web/api.ts'
import { FieldInput } from '#web/FieldInput.tsx'
import { t } from '#web/language.ts'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { type Picked, RecordPicker } from '#web/RecordPicker.tsx'
import { type Page, personName, type Row, refresh } from '#web/record.ts'
import { fieldLabel, useRegister } from '#web/register.ts'
import { toast } from '#web/toast.tsx'

type Props = { lead: Row; purpose: string; close: () => void; undo: () => Promise<void> }

/** A lead becomes a deal, with its company and person: those there are, or new ones. */
export function ConvertLead({ lead, purpose, close, undo }: Props) {
  const register = useRegister()
  const client = useQueryClient()
  const [, go] = useLocation()
  const [company, setCompany] = useState<Picked | null>(
    lead.company_id ? { id: lead.company_id, name: lead.company ?? '' } : null,
  )
  const [person, setPerson] = useState<Picked | null>(
    lead.person_id ? { id: lead.person_id, name: lead.person ?? '' } : null,
  )
  const [email, setEmail] = useState('')
  const [deal, setDeal] = useState<Record<string, any>>({ name: lead.subject })
  const convert = useMutation<Row, Problem>({
    mutationFn: () =>
      post<Row>(
        `/leads/${lead.id}/convert`,
        {
          ...(company && { company: company.id ? { id: company.id } : { name: company.name } }),
          ...(person && { person: person.id ? { id: person.id } : { ...namesOf(person.name), email: email || null } }),
          deal,
        },
        { query: { purpose } },
      ),
    onSuccess: (made) => {
      void Promise.all([refresh(client, 'leads'), refresh(client, 'deals')])
      close()
      go(`/deals/${made.deal_id}?purpose=${purpose}`)
      toast(t('leads.converted', { name: lead.subject }), async () => {
        await undo()
        go(`/leads/${lead.id}?purpose=${purpose}`)
      })
    },
  })
  const fields = register.nouns.deals?.fields
  const fresh = (picked: Picked | null) => (picked && !picked.id ? picked.name : '')
  return (
    <Drawer
      opened
      onClose={close}
      title={t('leads.convert')}
      size={440}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (company || person) convert.mutate()
        }}
      >
        <RecordPicker
          key={`company ${company?.name}`}
          noun="companies"
          purpose={purpose}
          label={fieldLabel(register, 'deals', 'company_id')}
          value={company}
          change={setCompany}
          fresh={(name) => setCompany({ id: '', name })}
        />
        <Alike noun="companies" name={fresh(company)} purpose={purpose} choose={setCompany} />
        <RecordPicker
          key={`person ${person?.name}`}
          noun="people"
          purpose={purpose}
          label={fieldLabel(register, 'deals', 'contact_id')}
          value={person}
          change={setPerson}
          fresh={(name) => setPerson({ id: '', name })}
        />
        <Alike noun="people" name={fresh(person)} purpose={purpose} choose={setPerson} />
        {person && !person.id && (
          <TextInput
            type="email"
            label={fieldLabel(register, 'emails', 'address')}
            value={email}
            error={convert.error?.field === 'address' ? convert.error.message : undefined}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
        )}
        {['name', 'value', 'currency', 'close_on'].map((id) => {
          const field = fields?.[id]
          return field ? (
            <FieldInput
              key={id}
              field={field}
              value={deal[id] ?? (id === 'currency' ? 'EUR' : undefined)}
              error={convert.error?.field === id ? convert.error.message : undefined}
              change={(value) => setDeal({ ...deal, [id]: value })}
            />
          ) : null
        })}
        <ProblemNote error={convert.error} />
        <Button type="submit" variant="filled" disabled={!company && !person} loading={convert.isPending}>
          {t('leads.convert.do')}
        </Button>
      </form>
    </Drawer>
  )
}

type AlikeProps = { noun: 'companies' | 'people'; name: string; purpose: string; choose: (picked: Picked) => void }

/** Those already here whose name begins alike: perhaps what is about to be made is one of them. */
function Alike({ noun, name, purpose, choose }: AlikeProps) {
  const q = name.split(/\s+/)[noun === 'people' ? name.split(/\s+/).length - 1 : 0] ?? ''
  const found = useQuery({
    queryKey: ['pick', noun, purpose, q, 'alike'],
    queryFn: () => get<Page>(`/${noun}`, { purpose, q, limit: 5, total: 'without' }),
    enabled: q.length > 2,
  })
  const rows = found.data?.items ?? []
  if (!name || rows.length === 0) return null
  const titleOf = (row: Row) => (noun === 'people' ? personName(row) : row.name)
  return (
    <div className="note note-warn">
      <p>{t('leads.alike')}</p>
      <ul className="lines">
        {rows.map((row) => (
          <li key={row.id}>
            <span className="main">
              {titleOf(row)} <span className="quiet">{row.business_id ?? row.job_title}</span>
            </span>
            <Button size="compact-sm" onClick={() => choose({ id: row.id, name: titleOf(row) })}>
              {t('leads.alike.use')}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** “Heta Maria Halli”: the last word is taken for the family name. */
function namesOf(name: string) {
  const words = name.trim().split(/\s+/)
  return { given_name: words.slice(0, -1).join(' ') || null, family_name: words.at(-1) ?? null }
}
