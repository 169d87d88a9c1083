import { Button, NativeSelect, Textarea } from '@mantine/core'
import { useState } from 'react'
import { formatTime } from '#web/format.ts'
import { t } from '#web/language.ts'
import { Panel } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { optionLabel, useRegister } from '#web/register.ts'
import type { Asked } from './request.tsx'
import { useStep } from './useStep.tsx'

const OUTCOMES = ['done', 'partly', 'refused', 'no_data', 'not_identified'] as const
const BY_TWO: readonly string[] = ['excessive', 'unfounded']

/** What is answered. A no needs its article and reasons; one that calls a request excessive needs another of us too. */
export function DecisionPanel({ asked }: { asked: Asked }) {
  const register = useRegister()
  const [deciding, setDeciding] = useState(false)
  const waits = BY_TWO.includes(asked.ground ?? '') && !asked.approved_at
  return (
    <Panel
      title={t('requests.decision')}
      purpose="rights"
      wordless
      actions={
        !asked.answered_at && asked.state !== 'closed' && asked.outcome && !deciding ? (
          <Button size="compact-sm" onClick={() => setDeciding(true)}>
            {t('requests.decide.again')}
          </Button>
        ) : null
      }
    >
      {asked.outcome && !deciding ? (
        <div className="stack stack-tight">
          <p>
            <strong>{optionLabel(register.nouns.requests?.fields.outcome, asked.outcome)}</strong>
            {asked.ground && <span> · {t(`requests.ground.${asked.ground}` as 'requests.ground.excessive')}</span>}
          </p>
          {asked.reasons && <p className="said">{asked.reasons}</p>}
          {waits && <p className="note note-warn">{t('requests.second')}</p>}
          {asked.approved_at && (
            <p className="small quiet">
              {t('requests.approvedBy', { name: asked.approved_name ?? '', date: formatTime(asked.approved_at) })}
            </p>
          )}
        </div>
      ) : asked.state === 'closed' ? (
        <p className="quiet">–</p>
      ) : (
        <Decide asked={asked} close={() => setDeciding(false)} />
      )}
    </Panel>
  )
}

function Decide({ asked, close }: { asked: Asked; close: () => void }) {
  const register = useRegister()
  const [outcome, setOutcome] = useState(asked.outcome ?? '')
  const [ground, setGround] = useState(asked.ground ?? '')
  const [reasons, setReasons] = useState(asked.reasons ?? '')
  const decide = useStep(asked.id, 'decide', 'requests.decided')
  const isNo = outcome === 'refused' || outcome === 'partly'
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        decide.mutate(
          { outcome, ...(isNo && ground && { ground }), ...(reasons.trim() && { reasons: reasons.trim() }) },
          { onSuccess: close },
        )
      }}
    >
      <fieldset className="choices">
        <legend className="visually-hidden">{t('requests.decision')}</legend>
        {OUTCOMES.map((one) => (
          <label key={one} className="choice">
            <input type="radio" name="outcome" checked={outcome === one} onChange={() => setOutcome(one)} />
            <span>{optionLabel(register.nouns.requests?.fields.outcome, one)}</span>
          </label>
        ))}
      </fieldset>
      {isNo && (
        <NativeSelect
          label={t('requests.ground')}
          value={ground}
          onChange={(event) => setGround(event.currentTarget.value)}
          data={[
            { value: '', label: '–' },
            ...asked.grounds.map((one) => ({
              value: one,
              label: t(`requests.ground.${one}` as 'requests.ground.excessive'),
            })),
          ]}
        />
      )}
      {isNo && asked.kinds.includes('erase') && !asked.grounds.some((one) => !BY_TWO.includes(one)) && (
        <p className="note">{t('requests.ground.none')}</p>
      )}
      {(isNo || outcome === 'done') && (
        <Textarea
          label={t(isNo ? 'requests.reasons' : 'requests.says')}
          description={t(isNo ? 'requests.reasons.hint' : 'requests.says.hint')}
          autosize
          minRows={isNo ? 4 : 2}
          value={reasons}
          onChange={(event) => setReasons(event.currentTarget.value)}
        />
      )}
      {isNo && BY_TWO.includes(ground) && <p className="note note-warn">{t('requests.second.hint')}</p>}
      <ProblemNote error={decide.error} />
      <Button type="submit" variant="filled" disabled={!outcome} loading={decide.isPending}>
        {t('requests.decide')}
      </Button>
    </form>
  )
}
