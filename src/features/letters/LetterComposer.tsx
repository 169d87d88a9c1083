import { Button, Drawer, NativeSelect, Switch, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { Link } from 'wouter'
import { get, type Problem, patch, post, remove } from '#web/api.ts'
import { t } from '#web/language.ts'
import type { ComposerProps } from '#web/mounts.ts'
import { ProblemNote } from '#web/ProblemNote.tsx'
import type { Row } from '#web/record.ts'
import { optionLabel, useRegister } from '#web/register.ts'
import { toast, toastProblem } from '#web/toast.tsx'
import { Enclosures } from './Enclosures.tsx'
import { Inserts } from './Inserts.tsx'
import { type Fill, filledIn, type Template, useFills, useTemplates } from './templates.tsx'
import './letters.css'

type Email = { id: string; address: string; bounced_at?: string | null }
type Reach = { product_groups: { id: string; label: Record<string, string> }[] }

/** A message to one person from their page: a template or a clean sheet, seen as it will leave, and sent through the gate. */
export default function LetterComposer({ id, purpose, name, close }: ComposerProps) {
  const register = useRegister()
  const fields = register.nouns.letters?.fields
  const person = useQuery({
    queryKey: ['letter', 'to', id, purpose],
    queryFn: () => get<Row>(`/people/${id}`, { purpose, include: 'emails' }),
  })
  const own = useQuery({ queryKey: ['own'], queryFn: () => get<{ signature: string | null; relay: boolean }>('/own') })
  const known = useFills({ person_id: id }, purpose)
  const fills = known ?? []
  const all = useTemplates('letter', purpose)
  // Chosen before what fills them is here, a template would leave with its fields empty.
  const templates = known && own.data ? all : []
  const [facts, setFacts] = useState({ subject: '', content: 'service', topic: '', product_group: '', address_id: '' })
  const [typed, setTyped] = useState<string | null>(null)
  const [made, setMade] = useState<Row | null>(null)
  const [files, setFiles] = useState<File[]>([])
  const [kept, setKept] = useState<Row[]>([])
  const area = useRef<HTMLTextAreaElement>(null)
  const signed = own.data ? `\n\n${own.data.signature ?? nameIn(fills)}` : ''
  const body = typed ?? signed
  const addresses: Email[] = (person.data?.emails ?? []).filter((one: Email) => !one.bounced_at)
  const groups = useQuery({
    queryKey: ['reach', id, purpose, 'groups'],
    queryFn: () => get<Reach>(`/people/${id}/may_send`, { purpose }),
    enabled: facts.content === 'marketing',
    retry: false,
  })
  const set = (changes: Partial<typeof facts>) => setFacts({ ...facts, ...changes })
  const choose = (template: Template | undefined) => {
    if (!template) return
    set({ subject: filledIn(template.subject ?? '', fills) })
    setTyped(filledIn(template.body, fills) + signed)
  }
  const insert = (text: string) => {
    const at = area.current?.selectionStart ?? body.length
    setTyped(body.slice(0, at) + text + body.slice(area.current?.selectionEnd ?? at))
    area.current?.focus()
  }
  const send = useMutation<Row, Problem>({
    mutationFn: async () => {
      const values = {
        ...facts,
        body,
        topic: facts.content === 'marketing' ? facts.topic || null : null,
        product_group: facts.product_group || null,
        address_id: facts.address_id || null,
      }
      // Refused once, it is the same draft that is tried again: never two of one letter.
      const draft = made
        ? await patch<Row>(`/letters/${made.id}`, values, { query: { purpose }, version: made.version })
        : await post<Row>('/letters', { ...values, person_id: id }, { query: { purpose } })
      setMade(draft)
      // Each is kept once: what was refused is taken off the list, and the others have gone up already.
      for (const file of files) {
        const form = new FormData()
        form.append('file', file, file.name)
        const one = await post<Row>(`/letters/${draft.id}/attach`, form, { query: { purpose } })
        setKept((now) => [...now, one])
        setFiles((now) => now.filter((each) => each !== file))
      }
      return post<Row>(`/letters/${draft.id}/send`, {}, { query: { purpose } })
    },
    onSuccess: (letter) => {
      toast(letter.state === 'sent' ? t('letter.sent', { name }) : t('letter.unclear', { name }))
      close(true)
    },
  })
  const left = [...`${facts.subject}\n${body}`.matchAll(/\{\{([^{}]*)\}\}/g)].map(([whole]) => whole)
  const isReady = facts.subject.trim() !== '' && body.trim() !== '' && addresses.length > 0

  return (
    <Drawer
      opened
      onClose={() => close(Boolean(made))}
      position="right"
      size={560}
      title={t('letter.to', { name })}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady) send.mutate()
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && isReady) send.mutate()
        }}
      >
        {own.data && !own.data.relay && <p className="note note-warn">{t('letter.relay')}</p>}
        {person.data && addresses.length === 0 && <p className="note note-warn">{t('letter.address.none')}</p>}
        {addresses.length > 0 && (
          <NativeSelect
            label={t('letter.address')}
            value={facts.address_id}
            onChange={(event) => set({ address_id: event.currentTarget.value })}
            data={addresses.map((one, i) => ({ value: i === 0 ? '' : one.id, label: one.address }))}
          />
        )}
        <span className="row letter-template">
          <NativeSelect
            label={t('letter.template')}
            value=""
            onChange={(event) => choose(templates.find((one) => one.id === event.currentTarget.value))}
            data={[
              { value: '', label: t('letter.template.choose') },
              ...templates.map((one) => ({ value: one.id, label: one.name })),
            ]}
          />
          <Link className="small" href="/settings/templates">
            {t('nav.templates')}
          </Link>
        </span>
        <TextInput
          data-autofocus
          label={t('letter.subject')}
          value={facts.subject}
          maxLength={300}
          error={send.error?.field === 'subject' ? send.error.message : undefined}
          onChange={(event) => set({ subject: event.currentTarget.value })}
        />
        <Textarea
          ref={area}
          autosize
          minRows={9}
          label={t('letter.body')}
          value={body}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Inserts purpose={purpose} fills={known} insert={insert} />
        {left.length > 0 && <p className="note note-warn">{t('letter.left', { what: left.join(', ') })}</p>}
        <Enclosures
          files={files}
          kept={kept}
          add={(more) => setFiles([...files, ...more])}
          drop={(file) => setFiles(files.filter((one) => one !== file))}
          forget={async (row) => {
            try {
              await remove(`/files/${row.id}`, { query: { purpose } })
              setKept(kept.filter((one) => one.id !== row.id))
            } catch (problem) {
              toastProblem(problem)
            }
          }}
        />
        <Switch
          label={t('letter.promotes')}
          description={t('letter.promotes.what')}
          checked={facts.content === 'marketing'}
          onChange={(event) =>
            set({ content: event.currentTarget.checked ? 'marketing' : 'service', topic: facts.topic || 'products' })
          }
        />
        {facts.content === 'marketing' && (
          <div className="form-grid">
            <NativeSelect
              label={t('letter.topic')}
              value={facts.topic}
              onChange={(event) => set({ topic: event.currentTarget.value })}
              data={Object.keys(fields?.topic?.options ?? {}).map((one) => ({
                value: one,
                label: optionLabel(fields?.topic, one),
              }))}
            />
            <NativeSelect
              label={t('letter.group')}
              value={facts.product_group}
              onChange={(event) => set({ product_group: event.currentTarget.value })}
              data={[
                { value: '', label: '–' },
                ...(groups.data?.product_groups ?? []).map((one) => ({
                  value: one.id,
                  label: one.label[document.documentElement.lang] ?? one.id,
                })),
              ]}
            />
          </div>
        )}
        <ProblemNote error={send.error} />
        <span className="row">
          <Button type="submit" variant="filled" disabled={!isReady} loading={send.isPending}>
            {t('letter.send')}
          </Button>
          <span className="quiet small">{t('letter.reply')}</span>
        </span>
      </form>
    </Drawer>
  )
}

const nameIn = (fills: readonly Fill[]): string => fills.find((one) => one.name === 'user.name')?.value ?? ''
