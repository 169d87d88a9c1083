import { Button, NativeSelect, NumberInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { LANGUAGE_NAMES, LANGUAGES, t } from '#web/language.ts'
import { Panel } from '#web/Panel.tsx'
import { inWords, purposeLabel, useRegister } from '#web/register.ts'
import { usePlanned } from './Planned.tsx'

const KINDS = ['sleep', 'retention'] as const

/** What the company changes of the register itself: written, planned so that its effect is seen, then applied. */
export function Change() {
  const [kind, setKind] = useState<(typeof KINDS)[number]>('sleep')
  const { propose, forget, busy, shown } = usePlanned()
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
                forget()
              }}
            />
            <span>{t(`register.change.${one}`)}</span>
          </label>
        ))}
      </fieldset>
      <Panel title={t(`register.change.${kind}`)}>
        {kind === 'sleep' ? <Sleep propose={propose} busy={busy} /> : <Shorter propose={propose} busy={busy} />}
      </Panel>
      {shown}
    </div>
  )
}

type Propose = { propose: (addition: object) => void; busy: boolean }

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
