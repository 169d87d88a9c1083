import { Checkbox, TextInput } from '@mantine/core'
import { languages as names } from '#register/people.ts'
import { LANGUAGES, t } from '#web/language.ts'
import { inWords } from '#web/register.ts'
import type { Form } from './form.ts'

export type Named = { name: string; setName: ((name: string) => void) | undefined }
type Props = Named & { languages: Form['languages']; change(languages: Form['languages']): void }

/** The name in the address, chosen once; and the languages it is offered in. */
export function Naming({ name, setName, languages, change }: Props) {
  return (
    <>
      <TextInput
        label={t('forms.name')}
        description={t('forms.name.hint')}
        value={name}
        readOnly={!setName}
        onChange={(event) => setName?.(slug(event.currentTarget.value))}
      />
      <fieldset className="form-words">
        <legend>{t('forms.part.languages')}</legend>
        <div className="row form-checks">
          {LANGUAGES.map((one) => (
            <Checkbox
              key={one}
              label={inWords(names[one])}
              checked={languages.includes(one)}
              onChange={(event) =>
                change(
                  LANGUAGES.filter((each) => (each === one ? event.currentTarget.checked : languages.includes(each))),
                )
              }
            />
          ))}
        </div>
      </fieldset>
    </>
  )
}

const slug = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '')
    .slice(0, 61)
