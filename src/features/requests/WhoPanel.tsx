import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'wouter'
import { formatTime } from '#web/format.ts'
import { t } from '#web/language.ts'
import { Panel } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { type Picked, RecordPicker } from '#web/RecordPicker.tsx'
import { optionLabel, useRegister } from '#web/register.ts'
import type { Asked } from './request.tsx'
import { useStep } from './useStep.tsx'

/** Who asks, and how we know: by what is known already, never by a document. */
export function WhoPanel({ asked }: { asked: Asked }) {
  const register = useRegister()
  const open = asked.state !== 'closed'
  const link = useStep(asked.id, 'link', 'requests.linked')
  const [picking, setPicking] = useState(false)
  const others = asked.candidates.filter(({ id }) => id !== asked.person_id)
  return (
    <Panel title={t('requests.who')} purpose="rights" wordless>
      <div className="stack stack-tight">
        <p>
          {asked.person_id ? (
            <Link href={`/people/${asked.person_id}?purpose=rights`}>{asked.person ?? t('requests.person')}</Link>
          ) : (
            <span>{asked.name ?? t('requests.nobody')}</span>
          )}
          {asked.address && <span className="quiet"> · {asked.address}</span>}
        </p>
        <p className="small">
          <span className={`chip ${asked.identity === 'confirmed' ? 'chip-good' : 'chip-plain'}`}>
            {optionLabel(register.nouns.requests?.fields.identity, asked.identity)}
          </span>{' '}
          <span className="quiet">
            {[asked.identity_how, asked.identity_at && formatTime(asked.identity_at)].filter(Boolean).join(' · ')}
          </span>
        </p>
        {open && others.length > 0 && (
          <>
            <h3>{t(others.length > 1 ? 'requests.shared' : 'requests.maybe')}</h3>
            <ul className="lines">
              {others.map((one) => (
                <li key={one.id}>
                  <span className="main">{one.name}</span>
                  <Button size="compact-sm" onClick={() => link.mutate({ person: one.id })}>
                    {t('requests.isThis')}
                  </Button>
                </li>
              ))}
            </ul>
          </>
        )}
        <ProblemNote error={link.error} />
        {open && !asked.person_id && !picking && (
          <Button size="compact-sm" onClick={() => setPicking(true)}>
            {t('requests.find')}
          </Button>
        )}
        {picking && (
          <RecordPicker
            noun="people"
            purpose="rights"
            label={t('requests.person')}
            value={null}
            change={(picked: Picked | null) =>
              picked && link.mutate({ person: picked.id }, { onSuccess: () => setPicking(false) })
            }
          />
        )}
        {open && asked.identity !== 'confirmed' && <Identity asked={asked} />}
      </div>
    </Panel>
  )
}

function Identity({ asked }: { asked: Asked }) {
  const [how, setHow] = useState('')
  const step = useStep(asked.id, 'identity')
  const send = useStep(asked.id, 'send', 'requests.sent')
  const ask = () => step.mutate({ state: 'asked' }, { onSuccess: () => send.mutate({ kind: 'identity' }) })
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        step.mutate({ state: 'confirmed', how })
      }}
    >
      <p className="small quiet">{t(asked.sure ? 'requests.identity.sure' : 'requests.identity.body')}</p>
      <TextInput
        label={t('requests.identity.how')}
        placeholder={t('requests.identity.how.hint')}
        value={how}
        onChange={(event) => setHow(event.currentTarget.value)}
      />
      <ProblemNote error={step.error ?? send.error} />
      <div className="row">
        <Button type="submit" size="compact-sm" variant="filled" disabled={!how.trim()} loading={step.isPending}>
          {t('requests.identity.confirm')}
        </Button>
        {!asked.sure && asked.identity === 'unclear' && (
          <Button size="compact-sm" onClick={ask}>
            {t('requests.identity.ask')}
          </Button>
        )}
        {asked.identity === 'asked' && (
          <Button size="compact-sm" onClick={() => step.mutate({ state: 'failed' })}>
            {t('requests.identity.fail')}
          </Button>
        )}
      </div>
    </form>
  )
}
