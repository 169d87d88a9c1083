import { Button, Drawer, NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { get, type Problem, post } from '#web/api.ts'
import { FieldInput } from '#web/FieldInput.tsx'
import { language, t } from '#web/language.ts'
import type { CreatorProps } from '#web/mounts.ts'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { PurposeMenu } from '#web/PurposeMenu.tsx'
import { type Picked, RecordPicker } from '#web/RecordPicker.tsx'
import type { Row } from '#web/record.ts'
import { creatableFor, fieldsSeen, isWritable, useRegister } from '#web/register.ts'
import { useSession } from '#web/session.ts'
import { toast } from '#web/toast.tsx'
import { LikelySame } from './LikelySame.tsx'

const POSITIONS = ['customer', 'prospect', 'supplier', 'partner', 'reseller', 'group_company'] as const
/** The position most people have whom one meets while working for the purpose. */
const USUAL: Record<string, string> = { prospecting: 'prospect', sales: 'prospect', suppliers: 'supplier' }

/** The company whose page the drawer was opened from. */
const from = () => /^\/companies\/([^/]+)$/.exec(location.pathname)?.[1] ?? ''

/** A new person, from anywhere; from a company's page, of that company. The form is what the purpose may write, read off the register. */
export default function PersonCreate({ close }: CreatorProps) {
  const register = useRegister()
  const session = useSession()
  const client = useQueryClient()
  const [, go] = useLocation()
  const choices = creatableFor(register, 'people', session.writes)
  const asked = new URLSearchParams(location.search).get('purpose') ?? ''
  const [purpose, setPurpose] = useState(choices.includes(asked) ? asked : (choices[0] ?? ''))
  const [values, setValues] = useState<Record<string, unknown>>({ language: language() })
  const [email, setEmail] = useState('')
  const [phone, setPhone] = useState('')
  const [place] = useState(from)
  const here = useQuery({
    queryKey: ['record', 'companies', place, purpose],
    queryFn: () => get<Row>(`/companies/${place}`, { purpose }),
    enabled: place !== '' && purpose !== '',
    retry: false,
    // The page holds more of it than is asked here: what it has stays.
    staleTime: Number.POSITIVE_INFINITY,
  })
  const standing = here.data ? { id: here.data.id, name: here.data.name } : null
  // undefined: as it stands here; null: taken out.
  const [picked, setCompany] = useState<Picked | null | undefined>()
  const [newCompany, setNewCompany] = useState<string | null>(null)
  const company = newCompany !== null ? null : picked === undefined ? standing : picked
  const [position, setPosition] = useState<string | null>(null)
  const [source, setSource] = useState('person')
  const [sourceName, setSourceName] = useState('')
  const fields = fieldsSeen(register, 'people', purpose).filter(
    (field) => isWritable(field, purpose) && !['owner_id', 'team'].includes(field.id),
  )
  const writes = (noun: string, field: string) => isWritable(register.nouns[noun]?.fields[field], purpose)
  const create = useMutation<Row, Problem>({
    mutationFn: () =>
      post<Row>(
        '/people',
        {
          ...values,
          position: position ?? USUAL[purpose] ?? 'customer',
          source,
          ...(sourceName && { source_name: sourceName }),
          ...(email && { emails: [{ address: email.trim(), kind: 'named_work' }] }),
          ...(phone && { phones: [{ number: phone.trim(), kind: 'mobile' }] }),
          ...((company || newCompany) && {
            employment: {
              ...(company ? { company_id: company.id } : { company: { name: newCompany } }),
              role: 'contact',
              title: values.job_title,
            },
          }),
        },
        { query: { purpose } },
      ),
    onSuccess: (row) => {
      void client.invalidateQueries({ queryKey: ['list', 'people'] })
      void client.invalidateQueries({ queryKey: ['list', 'employments'] })
      close()
      toast(t('created'))
      go(`/people/${row.id}?purpose=${purpose}`)
    },
  })
  const errorOf = (name: string) => (create.error?.field === name ? create.error.message : undefined)
  const ready = Boolean(values.given_name || values.family_name)
  const sources = register.nouns.people?.fields.source?.options ?? {}

  return (
    <Drawer opened onClose={close} title={t('people.new')} size={440} closeButtonProps={{ 'aria-label': t('close') }}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) create.mutate()
        }}
      >
        <div className="row">
          <span className="quiet">{t('create.for')}</span>
          <PurposeMenu purpose={purpose} choices={choices} choose={setPurpose} />
        </div>
        {fields.map((field, i) => (
          <FieldInput
            key={field.id}
            field={field}
            value={values[field.id]}
            autoFocus={i === 0}
            error={errorOf(field.id)}
            change={(value) => setValues((now) => ({ ...now, [field.id]: value }))}
          />
        ))}
        {writes('emails', 'address') && (
          <TextInput
            type="email"
            label={t('create.email')}
            value={email}
            error={errorOf('emails') ?? errorOf('address')}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
        )}
        {writes('phones', 'number') && (
          <TextInput
            type="tel"
            label={t('create.phone')}
            value={phone}
            error={errorOf('phones') ?? errorOf('number')}
            onChange={(event) => setPhone(event.currentTarget.value)}
          />
        )}
        <LikelySame
          asked={{ given_name: values.given_name, family_name: values.family_name, email, phone }}
          purpose={purpose}
          open={close}
        />
        {newCompany === null ? (
          <RecordPicker
            noun="companies"
            purpose={purpose}
            label={t('create.company')}
            value={company}
            change={setCompany}
            fresh={setNewCompany}
          />
        ) : (
          <TextInput
            label={t('employments.newCompany')}
            value={newCompany}
            onChange={(event) => setNewCompany(event.currentTarget.value || null)}
          />
        )}
        <NativeSelect
          label={t('create.position')}
          description={t('create.position.why')}
          value={position ?? USUAL[purpose] ?? 'customer'}
          onChange={(event) => setPosition(event.currentTarget.value)}
          data={POSITIONS.map((one) => ({ value: one, label: t(`position.${one}`) }))}
        />
        <NativeSelect
          label={t('create.source')}
          value={source}
          onChange={(event) => setSource(event.currentTarget.value)}
          data={Object.entries(sources).map(([id, words]) => ({ value: id, label: words[language()] }))}
        />
        {source !== 'person' && (
          <TextInput
            label={t('create.sourceName')}
            value={sourceName}
            onChange={(event) => setSourceName(event.currentTarget.value)}
          />
        )}
        {source === 'elsewhere' && <p className="note note-warn">{t('create.clock')}</p>}
        <ProblemNote error={create.error} />
        <Button type="submit" variant="filled" disabled={!ready} loading={create.isPending}>
          {t('create')}
        </Button>
      </form>
    </Drawer>
  )
}
