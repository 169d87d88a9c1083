import { Button, Checkbox, NativeSelect, NumberInput, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Assessment, spoken, type Thought, UNTHOUGHT } from '#web/Assessment.tsx'
import { post } from '#web/api.ts'
import { LANGUAGE_NAMES, LANGUAGES, t } from '#web/language.ts'
import { Panel } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { hueStyle } from '#web/PurposeChip.tsx'
import { inWords, purposeHue, purposeLabel, useRegister } from '#web/register.ts'
import { toast } from '#web/toast.tsx'
import { Difference, type Plan } from './Difference.tsx'

const KINDS = ['field', 'sleep', 'retention'] as const
const TYPES = ['text', 'longtext', 'integer', 'date', 'boolean'] as const

/** One addition at a time: written, planned so that its effect is seen, then applied. */
export function Change() {
  const client = useQueryClient()
  const [kind, setKind] = useState<(typeof KINDS)[number]>('field')
  const [addition, setAddition] = useState<object | null>(null)
  const plan = useMutation({ mutationFn: (wanted: object) => post<Plan>('/register/plan', { addition: wanted }) })
  const [thought, think] = useState<Thought>(UNTHOUGHT)
  const asked = plan.data?.notice.some(({ gone, added }) => gone.length + added.length > 0) ?? false
  const apply = useMutation({
    mutationFn: () => post<{ announce: boolean }>('/register/apply', { addition, ...(asked && spoken(thought)) }),
    onSuccess: async ({ announce }) => {
      toast(t(announce ? 'register.applied.announce' : 'register.applied'))
      think(UNTHOUGHT)
      plan.reset()
      setAddition(null)
      await client.invalidateQueries()
    },
  })
  const propose = (wanted: object) => {
    setAddition(wanted)
    apply.reset()
    plan.mutate(wanted)
  }
  return (
    <div className="stack change">
      <fieldset className="segments">
        <legend>{t('register.change.what')}</legend>
        {KINDS.map((one) => (
          <label key={one}>
            <input
              type="radio"
              name="kind"
              checked={kind === one}
              onChange={() => {
                setKind(one)
                plan.reset()
              }}
            />
            <span>{t(`register.change.${one}`)}</span>
          </label>
        ))}
      </fieldset>
      <Panel title={t(`register.change.${kind}`)}>
        {kind === 'field' && <NewField propose={propose} busy={plan.isPending} />}
        {kind === 'sleep' && <Sleep propose={propose} busy={plan.isPending} />}
        {kind === 'retention' && <Shorter propose={propose} busy={plan.isPending} />}
      </Panel>
      <ProblemNote error={plan.error} />
      {plan.data && (
        <Difference plan={plan.data}>
          {asked && <Assessment thought={thought} think={think} lead={t('register.announce')} />}
          <ProblemNote error={apply.error} />
          <Button variant="filled" loading={apply.isPending} onClick={() => apply.mutate()}>
            {t('register.apply')}
          </Button>
        </Difference>
      )}
    </div>
  )
}

type Propose = { propose: (addition: object) => void; busy: boolean }

function NewField({ propose, busy }: Propose) {
  const register = useRegister()
  const [values, setValues] = useState({
    noun: 'people',
    fi: '',
    sv: '',
    en: '',
    type: 'text',
    retention: 'contact',
    category: 'relationship',
  })
  const [purposes, setPurposes] = useState<string[]>(['relationship'])
  const set = (change: Partial<typeof values>) => setValues({ ...values, ...change })
  const id = `x_${slug(values.en || values.fi)}`
  const nouns = ['people', 'companies'] as const
  const open = Object.entries(register.purposes).filter(([, purpose]) => !purpose.asleep)
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        propose({
          kind: 'field',
          body: {
            noun: values.noun,
            name: id,
            type: values.type,
            category: values.category,
            retention: values.retention,
            purposes: Object.fromEntries(purposes.map((purpose) => [purpose, 'write'])),
            label: { fi: values.fi, sv: values.sv, en: values.en },
          },
        })
      }}
    >
      <div className="form-grid">
        <NativeSelect
          label={t('register.noun')}
          value={values.noun}
          onChange={(event) => set({ noun: event.currentTarget.value })}
          data={nouns.map((one) => ({ value: one, label: inWords(register.nouns[one]?.plural, one) }))}
        />
        <NativeSelect
          label={t('register.type')}
          value={values.type}
          onChange={(event) => set({ type: event.currentTarget.value })}
          data={TYPES.map((one) => ({ value: one, label: t(`type.${one}`) }))}
        />
        <TextInput
          label={t('register.name.fi')}
          value={values.fi}
          onChange={(event) => set({ fi: event.currentTarget.value })}
        />
        <TextInput
          label={t('register.name.sv')}
          value={values.sv}
          onChange={(event) => set({ sv: event.currentTarget.value })}
        />
        <TextInput
          label={t('register.name.en')}
          value={values.en}
          onChange={(event) => set({ en: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('why.category')}
          value={values.category}
          onChange={(event) => set({ category: event.currentTarget.value })}
          data={Object.entries(register.categories).map(([one, category]) => ({
            value: one,
            label: inWords(category.label, one),
          }))}
        />
        <NativeSelect
          label={t('why.until')}
          value={values.retention}
          onChange={(event) => set({ retention: event.currentTarget.value })}
          data={Object.entries(register.retention).map(([one, rule]) => ({
            value: one,
            label: inWords(rule.label, one),
          }))}
        />
      </div>
      <fieldset className="choices">
        <legend>{t('register.change.for')}</legend>
        <div className="row">
          {open.map(([one]) => (
            <Checkbox
              key={one}
              size="xs"
              label={
                <span className="chip hued" style={hueStyle(purposeHue(register, one))}>
                  {purposeLabel(register, one)}
                </span>
              }
              checked={purposes.includes(one)}
              onChange={(event) =>
                setPurposes(event.currentTarget.checked ? [...purposes, one] : purposes.filter((old) => old !== one))
              }
            />
          ))}
        </div>
      </fieldset>
      <p className="small quiet">
        {t('register.column')} <code className="code">{id}</code>
      </p>
      <Button type="submit" disabled={!values.fi || !values.sv || !values.en || purposes.length === 0} loading={busy}>
        {t('register.plan')}
      </Button>
    </form>
  )
}

function Sleep({ propose, busy }: Propose) {
  const register = useRegister()
  const [purpose, setPurpose] = useState(Object.keys(register.purposes)[0] ?? '')
  const asleep = register.purposes[purpose]?.asleep ?? false
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        propose({ kind: 'purpose', body: { purpose, asleep: !asleep } })
      }}
    >
      <NativeSelect
        className="narrow"
        label={t('ledger.purpose')}
        value={purpose}
        onChange={(event) => setPurpose(event.currentTarget.value)}
        data={Object.keys(register.purposes).map((one) => ({ value: one, label: purposeLabel(register, one) }))}
      />
      <p>{t(asleep ? 'register.isAsleep' : 'register.isAwake')}</p>
      <Button type="submit" loading={busy}>
        {t(asleep ? 'register.plan.wake' : 'register.plan.sleep')}
      </Button>
    </form>
  )
}

function Shorter({ propose, busy }: Propose) {
  const register = useRegister()
  const rules = Object.entries(register.retention).filter(([, rule]) => rule.length)
  const [rule, setRule] = useState(rules[0]?.[0] ?? '')
  const [months, setMonths] = useState(12)
  const [reason, setReason] = useState({ fi: '', sv: '', en: '' })
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        propose({ kind: 'retention', body: { rule, length: `P${months}M`, reason } })
      }}
    >
      <div className="form-grid">
        <NativeSelect
          label={t('register.what')}
          value={rule}
          onChange={(event) => setRule(event.currentTarget.value)}
          data={rules.map(([one, found]) => ({ value: one, label: inWords(found.label, one) }))}
        />
        <NumberInput
          label={t('register.months')}
          min={1}
          max={240}
          value={months}
          onChange={(value) => setMonths(Number(value))}
        />
      </div>
      <div className="form-grid">
        {LANGUAGES.map((one) => (
          <TextInput
            key={one}
            label={t('register.change.why', { language: LANGUAGE_NAMES[one] })}
            value={reason[one]}
            onChange={(event) => setReason({ ...reason, [one]: event.currentTarget.value })}
          />
        ))}
      </div>
      <p className="small quiet">{t('register.shorterOnly')}</p>
      <Button type="submit" disabled={LANGUAGES.some((one) => !reason[one].trim())} loading={busy}>
        {t('register.plan')}
      </Button>
    </form>
  )
}

const slug = (name: string) =>
  name
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 40)
