import { Button, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { formatDate } from '#web/format.ts'
import { t } from '#web/language.ts'
import { Panel } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { type Asked, clockTone, clockWords } from './request.tsx'
import { useStep } from './useStep.tsx'

/** The law's clock: what it stands at, and the one extension there is. */
export function ClockPanel({ asked }: { asked: Asked }) {
  const [extending, setExtending] = useState(false)
  const paused = asked.state === 'waiting'
  return (
    <Panel title={t('requests.clock')} purpose="rights" wordless>
      <div className="stack stack-tight">
        <p>
          <span className={`chip ${paused ? 'chip-plain' : clockTone(asked.days_left)}`}>
            {clockWords(asked.days_left, paused)}
          </span>{' '}
          {t('requests.by', { date: formatDate(asked.last_day) })}
        </p>
        {asked.extended_to && (
          <p className="small quiet">
            {t('requests.extended', { date: formatDate(asked.extended_to) })} {asked.extension_reason}
          </p>
        )}
        {paused && <p className="small quiet">{t('requests.paused.why')}</p>}
        {asked.state === 'open' && !asked.extended_to && (asked.days_left ?? -1) >= 0 && !extending && (
          <Button size="compact-sm" onClick={() => setExtending(true)}>
            {t('requests.extend')}
          </Button>
        )}
        {extending && <Extend asked={asked} close={() => setExtending(false)} />}
      </div>
    </Panel>
  )
}

function Extend({ asked, close }: { asked: Asked; close: () => void }) {
  const [reason, setReason] = useState('')
  const [to, setTo] = useState('')
  const extend = useStep(asked.id, 'extend', 'requests.extend.done')
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        extend.mutate({ reason, ...(to && { to }) }, { onSuccess: close })
      }}
    >
      <Textarea
        label={t('requests.extend.reason')}
        description={t('requests.extend.hint')}
        autosize
        minRows={2}
        autoFocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <TextInput
        type="date"
        label={t('requests.extend.to')}
        description={t('requests.extend.to.hint')}
        value={to}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      <ProblemNote error={extend.error} />
      <Button type="submit" variant="filled" loading={extend.isPending} disabled={!reason.trim()}>
        {t('requests.extend')}
      </Button>
    </form>
  )
}
