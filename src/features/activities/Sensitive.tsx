import { Button } from '@mantine/core'
import { sensitiveIn } from '#kernel/sensitive.ts'
import { t } from '#web/language.ts'

/** Kinds and words of a text that the law protects: nothing where there are none. */
export const sensitiveWords = (text: string) => [
  ...new Map(sensitiveIn(text).map((one) => [one.word.toLowerCase(), one])).values(),
]

type Props = { text: string; asking: boolean; save: () => void; back: () => void }

/** Warns while one writes and asks at the end. It never stands in the way: who writes knows what the matter needs. */
export function Sensitive({ text, asking, save, back }: Props) {
  const found = sensitiveWords(text)
  if (found.length === 0) return null
  return (
    <div className="note note-warn" role={asking ? 'alert' : 'status'}>
      <p>
        <strong>{t('sensitive.title')}</strong>{' '}
        {found
          .slice(0, 4)
          .map(({ word, kind }) => `${word} (${t(`sensitive.${kind}`)})`)
          .join(', ')}
        . {t('sensitive.body')}
      </p>
      {asking && (
        <span className="row">
          <Button size="compact-sm" onClick={back} data-autofocus autoFocus>
            {t('sensitive.back')}
          </Button>
          <Button size="compact-sm" variant="subtle" onClick={save}>
            {t('sensitive.anyway')}
          </Button>
        </span>
      )}
    </div>
  )
}
