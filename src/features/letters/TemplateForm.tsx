import { Button, Checkbox, Drawer, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { type Problem, patch, post } from '#web/api.ts'
import { LANGUAGE_NAMES, LANGUAGES, t } from '#web/language.ts'
import { ProblemNote } from '#web/ProblemNote.tsx'
import type { Row } from '#web/record.ts'
import { useSession } from '#web/session.ts'
import { toast } from '#web/toast.tsx'
import type { Template } from './templates.tsx'

type Props = { template: Template | null; purpose: string; close: () => void }

export function TemplateForm({ template, purpose, close }: Props) {
  const session = useSession()
  const [facts, setFacts] = useState({
    name: template?.name ?? '',
    kind: template?.kind ?? 'letter',
    language: template?.language ?? '',
    subject: template?.subject ?? '',
    body: template?.body ?? '',
    shared: template?.shared ?? false,
  })
  const set = (changes: Partial<typeof facts>) => setFacts({ ...facts, ...changes })
  const save = useMutation<Row, Problem>({
    mutationFn: () => {
      const body = { ...facts, language: facts.language || null, subject: facts.subject || null }
      return template
        ? patch<Row>(`/templates/${template.id}`, body, { query: { purpose }, version: template.version })
        : post<Row>('/templates', body, { query: { purpose } })
    },
    onSuccess: () => {
      toast(t('saved'))
      close()
    },
  })
  return (
    <Drawer
      opened
      onClose={close}
      position="right"
      size={520}
      title={template ? template.name : t('templates.new')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (facts.name.trim() && facts.body.trim()) save.mutate()
        }}
      >
        <TextInput
          data-autofocus
          label={t('templates.name')}
          value={facts.name}
          maxLength={100}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <div className="form-grid">
          <NativeSelect
            label={t('templates.kind')}
            value={facts.kind}
            onChange={(event) => set({ kind: event.currentTarget.value as Template['kind'] })}
            data={(['letter', 'snippet'] as const).map((kind) => ({ value: kind, label: t(`templates.${kind}`) }))}
          />
          <NativeSelect
            label={t('templates.language')}
            value={facts.language}
            onChange={(event) => set({ language: event.currentTarget.value })}
            data={[{ value: '', label: '–' }, ...LANGUAGES.map((one) => ({ value: one, label: LANGUAGE_NAMES[one] }))]}
          />
        </div>
        {facts.kind === 'letter' && (
          <TextInput
            label={t('letter.subject')}
            value={facts.subject}
            maxLength={300}
            onChange={(event) => set({ subject: event.currentTarget.value })}
          />
        )}
        <Textarea
          autosize
          minRows={7}
          label={t('letter.body')}
          description={t('templates.fields')}
          value={facts.body}
          onChange={(event) => set({ body: event.currentTarget.value })}
        />
        {session.may.includes('arrange') && (
          <Checkbox
            label={t('templates.share')}
            checked={facts.shared}
            onChange={(event) => set({ shared: event.currentTarget.checked })}
          />
        )}
        <ProblemNote error={save.error} />
        <Button type="submit" variant="filled" disabled={!facts.name || !facts.body} loading={save.isPending}>
          {t('save')}
        </Button>
      </form>
    </Drawer>
  )
}
