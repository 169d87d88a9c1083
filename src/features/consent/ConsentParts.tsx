import { Button, NativeSelect } from '@mantine/core'
import { channels, topics } from '#register/sendings.ts'
import { t } from '#web/language.ts'
import { inWords } from '#web/register.ts'
import type { Consent, Form } from './form.ts'
import { Words } from './Words.tsx'

type Props = {
  at: number
  consent: Consent
  languages: Form['languages']
  offered: readonly Consent[]
  errorOf(field: string): string | undefined
  change(consent: Consent): void
  remove(): void
}

/** One box: one topic by one channel, in plain words. There is no way here to tick it or to demand it. */
export function ConsentParts({ at, consent, languages, offered, errorOf, change, remove }: Props) {
  const field = `consents.${at}`
  const about = (part: Partial<Pick<Consent, 'topic' | 'channel'>>) => {
    const next = { ...consent, ...part }
    const find = ({ topic, channel }: Consent) => offered.find((one) => one.topic === topic && one.channel === channel)
    // Words that nobody has touched follow what they are about; one's own stay.
    const untouched = JSON.stringify(find(consent)?.wording) === JSON.stringify(consent.wording)
    change({ ...next, wording: untouched ? (find(next)?.wording ?? next.wording) : next.wording })
  }
  const said = [`${field}.ticked`, `${field}.required`, `${field}.topic`, `${field}.channel`, field]
  return (
    <section className="form-consent" aria-label={t('forms.consent', { n: at + 1 })}>
      <div className="row row-end">
        <NativeSelect
          label={t('forms.part.topic')}
          value={String(consent.topic)}
          onChange={(event) => about({ topic: event.currentTarget.value as keyof typeof topics })}
          data={Object.entries(topics).map(([value, { label }]) => ({ value, label: inWords(label) }))}
        />
        <NativeSelect
          label={t('forms.part.channel')}
          value={String(consent.channel)}
          onChange={(event) => about({ channel: event.currentTarget.value as keyof typeof channels })}
          data={Object.entries(channels).map(([value, label]) => ({ value, label: inWords(label) }))}
        />
        <NativeSelect
          label={t('forms.answer')}
          value={consent.answer}
          onChange={(event) => change({ ...consent, answer: event.currentTarget.value as Consent['answer'] })}
          data={(['box', 'yes_no'] as const).map((value) => ({ value, label: t(`forms.answer.${value}`) }))}
        />
        <span className="gap" />
        <Button size="compact-sm" variant="subtle" className="danger" onClick={remove}>
          {t('forms.consent.remove')}
        </Button>
      </div>
      {said.map(
        (one) =>
          errorOf(one) && (
            <p key={one} className="form-bad">
              {errorOf(one)}
            </p>
          ),
      )}
      <Words
        label={t('forms.part.wording')}
        field={`${field}.wording`}
        value={consent.wording}
        shown={languages}
        errorOf={errorOf}
        change={(wording) => change({ ...consent, wording })}
      />
      {consent.answer === 'yes_no' &&
        (['yes', 'no'] as const).map((answer) => (
          <Words
            key={answer}
            label={t(`forms.part.${answer}`)}
            field={`${field}.${answer}`}
            value={consent[answer]}
            shown={languages}
            rows={1}
            errorOf={errorOf}
            change={(words) => change({ ...consent, [answer]: words })}
          />
        ))}
    </section>
  )
}
