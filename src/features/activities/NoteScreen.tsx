import { Button, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useNames, useRecent } from '#web/kept.ts'
import { t } from '#web/language.ts'
import { Page } from '#web/Page.tsx'
import { RecordPicker } from '#web/RecordPicker.tsx'
import { choicesFor, inWords, isWritable, useRegister } from '#web/register.ts'
import { useSession } from '#web/session.ts'
import { COLUMN } from './activity.tsx'
import { Composer } from './Composer.tsx'
import './activities.css'

type About = { noun: string; id: string; purpose: string; name: string }

/** From the first screen of a phone: whom it is about, and the note. Those just looked at are one press away. */
export default function NoteScreen() {
  const register = useRegister()
  const session = useSession()
  const [noun, setNoun] = useState<'people' | 'companies'>('people')
  const [about, setAbout] = useState<About | null>(null)
  const notes = register.nouns.notes?.fields
  const may = (on: string, purpose: string) =>
    session.writes.includes(purpose) &&
    isWritable(notes?.body, purpose) &&
    isWritable(notes?.[COLUMN[on] ?? ''], purpose)
  const recent = useNames(
    useRecent().filter((one) => may(one.noun, one.purpose)),
    about === null,
  )
  const purpose = choicesFor(register, noun, session.writes).find((one) => may(noun, one)) ?? ''
  return (
    <Page title={t('note.quick')}>
      {about ? (
        <section className="panel stack">
          <span className="row">
            <strong>{about.name}</strong>
            <Button size="compact-sm" variant="subtle" onClick={() => setAbout(null)}>
              {t('note.other')}
            </Button>
          </span>
          <Composer key={about.id} {...about} />
        </section>
      ) : (
        <section className="panel stack">
          <NativeSelect
            label={t('note.kind')}
            value={noun}
            onChange={(event) => setNoun(event.currentTarget.value as typeof noun)}
            data={(['people', 'companies'] as const).map((one) => ({
              value: one,
              label: inWords(register.nouns[one]?.label),
            }))}
          />
          <RecordPicker
            key={noun}
            noun={noun}
            purpose={purpose}
            label={t('note.about')}
            value={null}
            change={(picked) => picked && setAbout({ noun, purpose, ...picked })}
          />
          {recent.length > 0 && (
            <>
              <h2 className="side-title">{t('kept.recent')}</h2>
              <span className="row row-wrap">
                {recent.map(({ record_id, name, ...one }) => (
                  <Button key={record_id} onClick={() => setAbout({ ...one, id: record_id, name })}>
                    {name}
                  </Button>
                ))}
              </span>
            </>
          )}
        </section>
      )}
    </Page>
  )
}
