import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { LANGUAGE_NAMES, LANGUAGES, t } from '#web/language.ts'
import type { Words } from '#web/register.ts'

/** What there is to choose from, each in the three languages. */
export function Options({ options, change }: { options: Words[]; change: (options: Words[]) => void }) {
  return (
    <fieldset>
      <legend>{t('own.options')}</legend>
      <ol className="bare stack stack-tight">
        {options.map((words, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an option is what stands in its place
          <li key={place} className="option-row">
            {LANGUAGES.map((one) => (
              <TextInput
                key={one}
                lang={one}
                aria-label={t('own.option', { n: place + 1, language: LANGUAGE_NAMES[one] })}
                placeholder={LANGUAGE_NAMES[one]}
                value={words[one]}
                maxLength={100}
                onChange={(event) =>
                  change(options.map((old, i) => (i === place ? { ...old, [one]: event.currentTarget.value } : old)))
                }
              />
            ))}
            <ActionIcon
              variant="subtle"
              aria-label={t('own.option.remove', { n: place + 1 })}
              onClick={() => change(options.filter((_, i) => i !== place))}
            >
              <IconX size={15} />
            </ActionIcon>
          </li>
        ))}
      </ol>
      <Button size="compact-sm" onClick={() => change([...options, { fi: '', sv: '', en: '' }])}>
        {t('own.option.add')}
      </Button>
    </fieldset>
  )
}
