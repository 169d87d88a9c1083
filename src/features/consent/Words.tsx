import { Textarea } from '@mantine/core'
import { languages } from '#register/people.ts'
import { LANGUAGES } from '#web/language.ts'
import { inWords } from '#web/register.ts'
import type { Texts } from './form.ts'

type Props = {
  label: string
  hint?: string
  /** Path of the part, as the lint names it. */
  field: string
  value: Texts
  shown: readonly string[]
  rows?: number
  errorOf(field: string): string | undefined
  change(value: Texts): void
}

/** One part in its languages, side by side: who writes sees what is missing. */
export function Words({ label, hint, field, value, shown, rows = 2, errorOf, change }: Props) {
  return (
    <fieldset className="form-words">
      <legend>{label}</legend>
      {hint && <p className="quiet small">{hint}</p>}
      <div className="form-languages">
        {LANGUAGES.filter((one) => shown.includes(one)).map((one) => (
          <Textarea
            key={one}
            label={inWords(languages[one])}
            aria-label={`${label}: ${inWords(languages[one])}`}
            lang={one}
            rows={rows}
            value={value[one]}
            error={errorOf(`${field}.${one}`)}
            onChange={(event) => change({ ...value, [one]: event.currentTarget.value })}
          />
        ))}
      </div>
    </fieldset>
  )
}
