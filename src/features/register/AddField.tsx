import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { formatDuration } from '#web/format.ts'
import { LANGUAGE_NAMES, LANGUAGES, t } from '#web/language.ts'
import { Panel } from '#web/Panel.tsx'
import { EXTENDABLE, inWords, purposeLabel, type Register, type Use, useRegister } from '#web/register.ts'
import { Options } from './Options.tsx'
import { type Draft, declaration, FRESH, isWhole, slug, TYPES } from './ownField.tsx'

type Props = { propose: (addition: object) => void; busy: boolean; changed: () => void; close: () => void }

/** A new field, asked in plain words: what it says, of what, who needs it, how long, and that it is not sensitive. */
export function AddField({ propose, busy, changed, close }: Props) {
  const register = useRegister()
  const [draft, setDraft] = useState<Draft>(FRESH)
  const set = (change: Partial<Draft>) => {
    setDraft({ ...draft, ...change })
    changed()
  }
  const taken = register.nouns[draft.noun]?.fields[slug(draft)] !== undefined
  const category = register.categories[draft.category]
  const rule = register.retention[draft.retention]
  return (
    <Panel title={t('own.add')}>
      <form
        className="stack questions"
        onSubmit={(event) => {
          event.preventDefault()
          propose(declaration(draft))
        }}
      >
        <Choice
          legend={t('own.ask.noun')}
          name="noun"
          value={draft.noun}
          choose={(noun) => set({ noun, purposes: {} })}
          of={EXTENDABLE.map((one) => [one, inWords(register.nouns[one]?.label, one)])}
        />
        <fieldset>
          <legend>{t('own.ask.name')}</legend>
          <div className="form-grid">
            {LANGUAGES.map((one) => (
              <TextInput
                key={one}
                lang={one}
                label={LANGUAGE_NAMES[one]}
                value={draft.label[one]}
                maxLength={100}
                error={taken && one === 'en' ? t('own.taken') : undefined}
                onChange={(event) => set({ label: { ...draft.label, [one]: event.currentTarget.value } })}
              />
            ))}
          </div>
          <p className="small quiet">{t('own.ask.name.why')}</p>
        </fieldset>
        <Choice
          legend={t('own.ask.type')}
          name="type"
          value={draft.type}
          choose={(type) => set({ type })}
          of={TYPES.map((one) => [one, t(`own.type.${one}`)])}
        />
        {(draft.type === 'choice' || draft.type === 'choices') && (
          <Options options={draft.options} change={(options) => set({ options })} />
        )}
        <fieldset>
          <legend>{t('own.ask.category')}</legend>
          <NativeSelect
            className="narrow"
            aria-label={t('own.ask.category')}
            value={draft.category}
            onChange={(event) => set({ category: event.currentTarget.value })}
            data={Object.entries(register.categories).map(([one, { label }]) => ({
              value: one,
              label: inWords(label, one),
            }))}
          />
          <p className="small quiet">
            {t('own.ask.category.notice')} {inWords(category?.wording)}
          </p>
        </fieldset>
        <Needs draft={draft} register={register} set={set} />
        <fieldset>
          <legend>{t('own.ask.retention')}</legend>
          <NativeSelect
            className="narrow"
            aria-label={t('own.ask.retention')}
            value={draft.retention}
            onChange={(event) => set({ retention: event.currentTarget.value })}
            data={Object.entries(register.retention).map(([one, { label }]) => ({
              value: one,
              label: inWords(label, one),
            }))}
          />
          <p className="small quiet">
            {rule && `${inWords(rule.from)} ${rule.length ? `+ ${formatDuration(rule.length)}` : (rule.law ?? '')}`}.{' '}
            {inWords(rule?.reason)}
          </p>
        </fieldset>
        <Choice
          legend={t('own.ask.sensitive')}
          name="sensitive"
          value={draft.sensitive === null ? '' : draft.sensitive ? 'yes' : 'no'}
          choose={(said) => set({ sensitive: said === 'yes' })}
          of={[
            ['no', t('own.sensitive.no')],
            ['yes', t('own.sensitive.yes')],
          ]}
        />
        <p className="small quiet">{t('own.ask.sensitive.why')}</p>
        {draft.sensitive && <p className="note note-warn">{t('own.sensitive.refused')}</p>}
        <div className="row">
          <Button type="submit" variant="filled" disabled={!isWhole(draft) || taken} loading={busy}>
            {t('register.plan')}
          </Button>
          <Button variant="subtle" onClick={close}>
            {t('cancel')}
          </Button>
        </div>
      </form>
    </Panel>
  )
}

type Needed = { draft: Draft; register: Register; set: (change: Partial<Draft>) => void }

/** Who needs it: for each purpose nothing, reading or writing; below, whom that comes to. */
function Needs({ draft, register, set }: Needed) {
  const fields = Object.values(register.nouns[draft.noun]?.fields ?? {})
  const open = Object.entries(register.purposes).filter(
    ([one, { asleep }]) => one !== 'rights' && !asleep && fields.some(({ purposes }) => isSeen(purposes[one])),
  )
  const levels = Object.values(register.levels).filter(({ writes, reads }) =>
    [...writes, ...reads].some((one) => draft.purposes[one]),
  )
  return (
    <fieldset>
      <legend>{t('own.ask.for')}</legend>
      <ul className="bare needs">
        {open.map(([one, purpose]) => (
          <li key={one}>
            <NativeSelect
              size="xs"
              label={purposeLabel(register, one)}
              description={inWords(purpose.wording)}
              inputWrapperOrder={['label', 'input', 'description']}
              value={draft.purposes[one] ?? ''}
              onChange={(event) => {
                const { [one]: _, ...others } = draft.purposes
                const use = event.currentTarget.value as Use | ''
                set({ purposes: use ? { ...others, [one]: use } : others })
              }}
              data={[
                { value: '', label: t('own.use.none') },
                { value: 'read', label: t('own.use.read') },
                { value: 'write', label: t('own.use.write') },
              ]}
            />
          </li>
        ))}
      </ul>
      <p className="small quiet">
        {t('own.seen', { levels: levels.map(({ label }) => inWords(label)).join(', ') || '–' })} {t('own.rights')}
      </p>
    </fieldset>
  )
}

const isSeen = (use: Use | undefined) => use === 'read' || use === 'write'

type ChoiceProps<T extends string> = {
  legend: string
  name: string
  value: string
  choose: (value: T) => void
  of: readonly (readonly [T, string])[]
}

function Choice<T extends string>({ legend, name, value, choose, of }: ChoiceProps<T>) {
  return (
    <fieldset className="segments">
      <legend>{legend}</legend>
      {of.map(([one, label]) => (
        <label key={one}>
          <input type="radio" name={name} checked={value === one} onChange={() => choose(one)} />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  )
}
