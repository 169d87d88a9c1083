import { Button, Checkbox, NativeSelect, Textarea } from '@mantine/core'
import { t } from '#web/language.ts'
import { Panel } from '#web/Panel.tsx'
import { ConsentParts } from './ConsentParts.tsx'
import type { Template } from './FormEditor.tsx'
import type { Consent, Form } from './form.ts'
import { type Named, Naming } from './Naming.tsx'
import { Takers } from './Takers.tsx'
import { Words } from './Words.tsx'

const SERVICES = ['newsletter', 'download', 'contact', 'event'] as const
const FIELDS = ['given_name', 'family_name', 'company', 'language'] as const

type Props = Named & {
  form: Form
  template: Template
  change(form: Form): void
  errorOf(field: string): string | undefined
}

/** All that a form is made of, in the order in which people meet it. */
export function FormParts({ form, template, change, errorOf, name, setName }: Props) {
  const set = (part: Partial<Form>) => change({ ...form, ...part })
  const words = (part: 'title' | 'intro' | 'withdrawal' | 'privacy' | 'thanks' | 'content', hint?: string) => (
    <Words
      label={t(`forms.part.${part}`)}
      {...(hint && { hint })}
      field={part}
      value={form[part]}
      shown={form.languages}
      rows={part === 'title' || part === 'thanks' ? 1 : 2}
      errorOf={errorOf}
      change={(value) => set({ [part]: value })}
    />
  )
  const change1 = (at: number, consent: Consent) =>
    set({ consents: form.consents.map((each, place) => (place === at ? consent : each)) })
  const unused = template.consents.find(
    (offered) => !form.consents.some((each) => each.topic === offered.topic && each.channel === offered.channel),
  )
  return (
    <>
      <Panel title={t('forms.about')}>
        <div className="stack">
          <Naming name={name} setName={setName} languages={form.languages} change={(languages) => set({ languages })} />
          <NativeSelect
            label={t('forms.service')}
            description={t('forms.service.hint')}
            value={form.service}
            onChange={(event) => set({ service: event.currentTarget.value as Form['service'] })}
            data={SERVICES.map((one) => ({ value: one, label: t(`forms.service.${one}`) }))}
          />
          {form.service === 'contact' && <Takers form={form} set={set} />}
          {words('title')}
          {words('intro')}
        </div>
      </Panel>
      <Panel title={t('forms.fields')}>
        <p className="quiet small">{t('forms.fields.body')}</p>
        <div className="row form-checks">
          {FIELDS.map((field) => (
            <Checkbox
              key={field}
              label={t(`forms.field.${field}`)}
              checked={form.fields[field] === 'optional'}
              onChange={(event) =>
                set({ fields: { ...form.fields, [field]: event.currentTarget.checked ? 'optional' : 'no' } })
              }
            />
          ))}
        </div>
      </Panel>
      <Panel title={t('forms.consents')}>
        <p className="quiet small">{t('forms.consents.body')}</p>
        <div className="stack">
          {form.consents.map((consent, at) => (
            <ConsentParts
              // biome-ignore lint/suspicious/noArrayIndexKey: a consent has no name until its topic is chosen
              key={at}
              at={at}
              consent={consent}
              languages={form.languages}
              offered={template.consents}
              errorOf={errorOf}
              change={(changed) => change1(at, changed)}
              remove={() => set({ consents: form.consents.filter((_, place) => place !== at) })}
            />
          ))}
          {errorOf('consents') && <p className="form-bad">{errorOf('consents')}</p>}
          <Button disabled={!unused} onClick={() => unused && set({ consents: [...form.consents, unused] })}>
            {t('forms.consent.add')}
          </Button>
        </div>
      </Panel>
      <Panel title={t('forms.told')}>
        <div className="stack">
          {words('withdrawal', t('forms.part.withdrawal.hint'))}
          {words('privacy', t('forms.part.privacy.hint'))}
        </div>
      </Panel>
      <Panel title={t('forms.after')}>
        <div className="stack">
          {words('thanks')}
          {words('content', t('forms.part.content.hint'))}
        </div>
      </Panel>
      <Panel title={t('forms.sites')}>
        <Textarea
          label={t('forms.part.origins')}
          description={t('forms.sites.hint')}
          placeholder="https://www.example.fi"
          autosize
          minRows={2}
          value={form.origins.join('\n')}
          error={form.origins.map((_, at) => errorOf(`origins.${at}`)).find(Boolean)}
          onChange={(event) => set({ origins: linesOf(event.currentTarget.value) })}
        />
      </Panel>
    </>
  )
}

/** A line being typed is kept, an empty one between others is not. */
const linesOf = (text: string): string[] =>
  text === ''
    ? []
    : text
        .split('\n')
        .filter((line, at, all) => line.trim() || at === all.length - 1)
        .slice(0, 20)
