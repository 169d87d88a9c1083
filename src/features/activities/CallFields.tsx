import { NumberInput } from '@mantine/core'
import { t } from '#web/language.ts'
import { inWords, useRegister } from '#web/register.ts'

export type CallFacts = { outcome: string; direction: string; minutes: number | string }
export const NO_FACTS: CallFacts = { outcome: 'reached', direction: 'out', minutes: '' }

/** How a call went: one press each. */
export function CallFields({ facts, set }: { facts: CallFacts; set: (facts: CallFacts) => void }) {
  const { fields } = useRegister().nouns.calls!
  const choice = (name: 'outcome' | 'direction') => (
    <fieldset className="segments">
      <legend className="visually-hidden">{inWords(fields[name]?.label)}</legend>
      {Object.entries(fields[name]?.options ?? {}).map(([id, label]) => (
        <label key={id}>
          <input
            type="radio"
            name={`call-${name}`}
            checked={facts[name] === id}
            onChange={() => set({ ...facts, [name]: id })}
          />
          <span>{inWords(label, id)}</span>
        </label>
      ))}
    </fieldset>
  )
  return (
    <div className="call-fields">
      {choice('direction')}
      {choice('outcome')}
      <NumberInput
        className="call-minutes"
        aria-label={inWords(fields.minutes?.label)}
        placeholder={t('call.minutes')}
        min={0}
        max={1440}
        value={facts.minutes}
        onChange={(minutes) => set({ ...facts, minutes })}
      />
    </div>
  )
}

export const callBody = ({ outcome, direction, minutes }: CallFacts) => ({
  outcome,
  direction,
  ...(typeof minutes === 'number' ? { minutes } : {}),
})
