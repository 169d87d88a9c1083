import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useLocation, useParams, useSearchParams } from 'wouter'
import { get, patch, post, type Problem as Refused } from '#web/api.ts'
import { t } from '#web/language.ts'
import { Page } from '#web/Page.tsx'
import { Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { inWords } from '#web/register.ts'
import { toast } from '#web/toast.tsx'
import { Checked, useCheck } from './Checked.tsx'
import { Embed } from './Embed.tsx'
import { FormParts } from './FormParts.tsx'
import type { Body, Consent, Form, Script, Version } from './form.ts'
import { ScriptParts } from './ScriptParts.tsx'
import './forms.css'

export type Template = { form: Form; script: Script; consents: Consent[] }

/** Makes and changes a form or a script; what is published stays as it was, and a change is the next version. */
export default function FormEditor() {
  const { id = 'new' } = useParams()
  const [params] = useSearchParams()
  const kind = params.get('kind') === 'script' ? 'script' : 'form'
  const fresh = id === 'new'
  const template = useQuery({ queryKey: ['forms', 'template'], queryFn: () => get<Template>('/forms/template') })
  const found = useQuery({
    queryKey: ['forms', 'versions', id],
    queryFn: () => get<{ versions: Version[] }>(`/forms/${id}/versions`),
    enabled: !fresh,
  })
  const error = template.error ?? found.error
  if (error)
    return (
      <Page title={t('nav.forms')}>
        <ProblemNote error={error} />
      </Page>
    )
  if (!template.data || (!fresh && !found.data)) return <Skeleton lines={8} />
  const versions = found.data?.versions ?? []
  return (
    <Editor
      key={`${id} ${kind}`}
      id={fresh ? null : id}
      start={versions[0]?.body ?? template.data[kind]}
      template={template.data}
      versions={versions}
    />
  )
}

type Props = { id: string | null; start: Body; template: Template; versions: Version[] }

function Editor({ id, start, template, versions }: Props) {
  const client = useQueryClient()
  const [, go] = useLocation()
  const [name, setName] = useState(id ?? '')
  const [body, setBody] = useState<Body>(start)
  // What nobody has kept yet is a change as it stands.
  const [saved, setSaved] = useState<Body | null>(id ? start : null)
  const check = useCheck(body)
  const open = versions.find((each) => each.published_at && !each.retired_at)
  const drafted = versions[0] && !versions[0].published_at ? versions[0].version : null
  const changed = JSON.stringify(body) !== JSON.stringify(saved)
  const reload = () => client.invalidateQueries({ queryKey: ['forms'] })

  const save = useMutation<{ draft: number }, Refused>({
    mutationFn: () => patch<{ draft: number }>(`/forms/${name}/draft`, { body }),
    onSuccess: async () => {
      setSaved(body)
      await reload()
      if (!id) go(`/privacy/forms/${name}`, { replace: true })
    },
  })
  const publish = useMutation<unknown, Refused>({
    mutationFn: async () => {
      const draft = changed || !drafted ? (await save.mutateAsync()).draft : drafted
      await post(`/forms/${name}/publish`, { draft })
    },
    onSuccess: async () => {
      toast(t('forms.published'))
      await reload()
    },
  })
  const retire = useMutation<unknown, Refused>({
    mutationFn: () => post(`/forms/${id}/retire`),
    onSuccess: async () => {
      toast(t('forms.retired.done'))
      await reload()
    },
  })
  const problems = check.data?.problems ?? []
  const errorOf = (field: string) => {
    const problem = problems.find((each) => each.field === field)
    return problem && t(`forms.why.${problem.why}`)
  }
  const parts = { errorOf, template }
  return (
    <Page
      title={inWords(body.title) || t(body.kind === 'form' ? 'forms.new' : 'forms.newScript')}
      crumb={
        <Link className="crumb" href="/privacy/forms">
          ← {t('nav.forms')}
        </Link>
      }
      subtitle={open ? t('forms.open.body', { version: open.version }) : t('forms.draft.body')}
      actions={
        <>
          <Button
            disabled={!name || (!changed && Boolean(drafted))}
            loading={save.isPending}
            onClick={() => save.mutate(undefined, { onSuccess: () => toast(t('saved')) })}
          >
            {t('forms.save')}
          </Button>
          <Button
            variant="filled"
            disabled={!name || problems.length > 0 || !check.data || (!changed && !drafted)}
            loading={publish.isPending}
            onClick={() => publish.mutate()}
          >
            {t('forms.publish')}
          </Button>
        </>
      }
      wide
    >
      <div className="columns form-columns">
        <div>
          <ProblemNote error={save.error ?? publish.error ?? retire.error} />
          {body.kind === 'form' ? (
            <FormParts form={body} change={setBody} name={name} setName={id ? undefined : setName} {...parts} />
          ) : (
            <ScriptParts script={body} change={setBody} name={name} setName={id ? undefined : setName} {...parts} />
          )}
        </div>
        <div className="form-side">
          {open && id && <Embed id={id} body={body} retire={() => retire.mutate()} retiring={retire.isPending} />}
          <Checked check={check} body={body} />
        </div>
      </div>
    </Page>
  )
}
