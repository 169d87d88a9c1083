import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { formatDate } from '#web/format.ts'
import { t } from '#web/language.ts'
import { Panel } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import type { Asked, Recipient } from './request.tsx'
import { useStep } from './useStep.tsx'

/** Art. 19: everybody who has the data from us hears of it, or it stands written why not. */
export function RecipientsPanel({ asked }: { asked: Asked }) {
  return (
    <Panel title={t('requests.recipients')} purpose="rights" wordless>
      {asked.recipients.length === 0 ? (
        <p className="quiet">{t('requests.recipients.none')}</p>
      ) : (
        <ul className="lines">
          {asked.recipients.map((one) => (
            <Line key={one.id} asked={asked} one={one} />
          ))}
        </ul>
      )}
    </Panel>
  )
}

function Line({ asked, one }: { asked: Asked; one: Recipient }) {
  const [why, setWhy] = useState<string | null>(null)
  const tell = useStep(asked.id, 'tell', 'requests.told')
  const name = one.how === 'file' ? t('requests.taken.file') : one.name
  const about = { recipient: one.id, name: one.name }
  return (
    <li>
      <span className="main">
        {name} {one.last && <span className="small quiet">{formatDate(one.last)}</span>}
        {one.impossible && <span className="said small">{one.impossible}</span>}
        <ProblemNote error={tell.error} />
        {why !== null && (
          <TextInput
            label={t('requests.impossible')}
            value={why}
            autoFocus
            onChange={(event) => setWhy(event.currentTarget.value)}
          />
        )}
      </span>
      {one.needless ? (
        <span className="small quiet">{t('requests.needless')}</span>
      ) : one.told || one.impossible ? (
        <span className="chip chip-good">{t(one.told ? 'requests.isTold' : 'requests.isImpossible')}</span>
      ) : asked.state === 'closed' ? null : (
        <span className="row">
          <Button size="compact-sm" onClick={() => tell.mutate({ ...about, how: 'mail' })}>
            {t('requests.tell')}
          </Button>
          <Button
            size="compact-sm"
            variant="subtle"
            disabled={why !== null && !why.trim()}
            onClick={() => (why === null ? setWhy('') : tell.mutate({ ...about, how: 'impossible', words: why }))}
          >
            {t('requests.cannot')}
          </Button>
        </span>
      )}
    </li>
  )
}
