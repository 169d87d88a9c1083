import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { get, patch, post } from '#web/api.ts'
import { Empty } from '#web/Empty.tsx'
import { LABELLED } from '#web/filterFields.ts'
import { LabelChip } from '#web/LabelChip.tsx'
import { type Key, t } from '#web/language.ts'
import { Page } from '#web/Page.tsx'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { inWords, isWritable, useRegister } from '#web/register.ts'
import { useSession } from '#web/session.ts'
import { toast, toastProblem } from '#web/toast.tsx'
import './desk.css'

type Label = {
  id: string
  version: number
  name: string
  noun: string
  hue: number
  meaning: string | null
  archived: boolean
}

/** Named, for a colour alone says nothing to many. */
const HUES: readonly [number, Key][] = [
  [25, 'labels.hue.red'],
  [70, 'labels.hue.orange'],
  [145, 'labels.hue.green'],
  [195, 'labels.hue.teal'],
  [255, 'labels.hue.blue'],
  [305, 'labels.hue.violet'],
]

/** The closed list of labels: what each is for, and what it means of whom it is put on. */
export default function LabelsScreen() {
  const register = useRegister()
  const session = useSession()
  const client = useQueryClient()
  const purpose =
    session.writes.find((one) => isWritable(register.nouns.labels?.fields.name, one)) ?? session.writes[0] ?? ''
  const query = { purpose }
  const labels = useQuery({
    queryKey: ['labels', purpose],
    queryFn: () => get<{ items: Label[] }>('/labels', { ...query, limit: 500, sort: 'name' }),
  })
  const refreshed = () =>
    Promise.all([client.invalidateQueries({ queryKey: ['labels'] }), client.invalidateQueries({ queryKey: ['list'] })])
  const set = (label: Label, values: Partial<Label>) =>
    patch<Label>(`/labels/${label.id}`, values, { query, version: label.version }).finally(refreshed)
  const retire = (label: Label) =>
    set(label, { archived: true })
      .then((done) =>
        toast(t('labels.archived', { name: label.name }), () => set({ ...label, ...done }, { archived: false })),
      )
      .catch(toastProblem)
  const items = labels.data?.items ?? []
  return (
    <Page title={t('nav.labels')} subtitle={t('labels.about')}>
      <div className="panels">
        <Panel title={t('labels.new')}>
          <NewLabel send={(values) => post('/labels', values, { query }).then(refreshed)} />
        </Panel>
        {labels.isPending && <Skeleton lines={3} />}
        <ProblemNote error={labels.error} />
        {labels.data && items.length === 0 && <Empty title={t('labels.empty')}>{t('labels.empty.body')}</Empty>}
        {LABELLED.filter((noun) => items.some((one) => one.noun === noun)).map((noun) => (
          <Panel key={noun} title={inWords(register.nouns[noun]?.plural, noun)}>
            <ul className="lines">
              {items
                .filter((one) => one.noun === noun)
                .map((label) => (
                  <li key={label.id} className={label.archived ? 'lines-past' : ''}>
                    <span className="label-name">
                      <LabelChip name={label.name} hue={label.hue} />
                    </span>
                    <span className="main quiet">{label.meaning}</span>
                    {label.archived ? (
                      <Button
                        size="compact-sm"
                        variant="subtle"
                        onClick={() => void set(label, { archived: false }).catch(toastProblem)}
                      >
                        {t('labels.back')}
                      </Button>
                    ) : (
                      <Button size="compact-sm" variant="subtle" onClick={() => void retire(label)}>
                        {t('labels.archive')}
                      </Button>
                    )}
                  </li>
                ))}
            </ul>
          </Panel>
        ))}
      </div>
    </Page>
  )
}

type Values = Pick<Label, 'name' | 'noun' | 'hue' | 'meaning'>

function NewLabel({ send }: { send: (values: Values) => Promise<unknown> }) {
  const register = useRegister()
  const fresh: Values = { name: '', noun: 'people', hue: 255, meaning: '' }
  const [values, setValues] = useState(fresh)
  const make = useMutation({
    mutationFn: () => send(values),
    onSuccess: () => setValues({ ...fresh, noun: values.noun }),
  })
  const ready = values.name.trim() !== '' && (values.meaning ?? '').trim() !== ''
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (ready) make.mutate()
      }}
    >
      <div className="form-grid">
        <TextInput
          label={t('labels.name')}
          maxLength={60}
          value={values.name}
          onChange={(event) => setValues({ ...values, name: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('labels.noun')}
          value={values.noun}
          onChange={(event) => setValues({ ...values, noun: event.currentTarget.value })}
          data={LABELLED.map((noun) => ({ value: noun, label: inWords(register.nouns[noun]?.plural, noun) }))}
        />
        <NativeSelect
          label={t('labels.hue')}
          value={String(values.hue)}
          onChange={(event) => setValues({ ...values, hue: Number(event.currentTarget.value) })}
          data={HUES.map(([hue, key]) => ({ value: String(hue), label: t(key) }))}
        />
      </div>
      <TextInput
        label={t('labels.meaning')}
        description={t('labels.meaning.hint')}
        maxLength={300}
        value={values.meaning ?? ''}
        onChange={(event) => setValues({ ...values, meaning: event.currentTarget.value })}
      />
      {values.name && (
        <span>
          <LabelChip name={values.name} hue={values.hue} />
        </span>
      )}
      <ProblemNote error={make.error} />
      <Button type="submit" variant="filled" disabled={!ready} loading={make.isPending}>
        {t('labels.new')}
      </Button>
    </form>
  )
}
