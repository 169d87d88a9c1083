import { Button, Textarea } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { get, post } from '#web/api.ts'
import { formatTime } from '#web/format.ts'
import { t } from '#web/language.ts'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { useSession } from '#web/session.ts'

type State = {
  stopped: boolean
  why: string | null
  reason: string | null
  since: string | null
  message: string | null
  resumed: { by: string; at: string; reason: string } | null
  relay: boolean
  signed: boolean
}

export function SendingState() {
  const found = useQuery({ queryKey: ['sending', 'state'], queryFn: () => get<State>('/sending/state') })
  const state = found.data
  return (
    <Panel title={t('sending.state')}>
      <div className="stack">
        {found.isPending && <Skeleton lines={2} />}
        <ProblemNote error={found.error} />
        {state?.stopped ? <Stopped state={state} /> : state && <Going />}
        {state?.resumed && (
          <p className="small quiet">
            {t('sending.resumed', { at: formatTime(state.resumed.at), reason: state.resumed.reason })}
          </p>
        )}
        {state && !state.relay && <p className="note note-warn">{t('sending.norelay')}</p>}
        {state?.relay && !state.signed && <p className="note note-warn">{t('sending.unsigned')}</p>}
      </div>
    </Panel>
  )
}

/** Marketing goes, and whoever keeps the register may stop it: answered when nothing more can leave. */
function Going() {
  const { may } = useSession()
  const client = useQueryClient()
  const [asked, setAsked] = useState(false)
  const [reason, setReason] = useState('')
  const stop = useMutation({
    mutationFn: () => post<State>('/sending/stop', { reason }),
    onSuccess: () => client.invalidateQueries(),
  })
  return (
    <>
      <p>{t('sending.on')}</p>
      {may.includes('register') && !asked && (
        <div className="row">
          <Button onClick={() => setAsked(true)}>{t('sending.stop')}</Button>
        </div>
      )}
      {asked && (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault()
            stop.mutate()
          }}
        >
          <p className="quiet">{t('sending.stop.body')}</p>
          <Textarea
            label={t('sending.stop.reason')}
            required
            autoFocus
            minLength={10}
            maxLength={1000}
            autosize
            minRows={2}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <ProblemNote error={stop.error} />
          <div className="row">
            <Button
              type="submit"
              variant="filled"
              color="red"
              loading={stop.isPending}
              disabled={reason.trim().length < 10}
            >
              {t('sending.stop')}
            </Button>
            <Button onClick={() => setAsked(false)}>{t('cancel')}</Button>
          </div>
        </form>
      )}
    </>
  )
}

function Stopped({ state }: { state: State }) {
  const { may } = useSession()
  const client = useQueryClient()
  const [reason, setReason] = useState('')
  const resume = useMutation({
    mutationFn: () => post<State>('/sending/resume', { reason }),
    onSuccess: () => client.invalidateQueries(),
  })
  return (
    <div className="note note-bad" role="alert">
      <p>
        <strong>{t('sending.stopped')}</strong>
      </p>
      {state.why === 'SENDING_STOPPED' ? (
        <p>{t('sending.stopped.reason', { at: formatTime(state.since), reason: state.reason ?? '–' })}</p>
      ) : (
        <>
          <p>{t('sending.stopped.why')}</p>
          <p className="small">
            {t('sending.stopped.since', { at: formatTime(state.since), message: state.message ?? '–' })}
          </p>
        </>
      )}
      {may.includes('register') && (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault()
            resume.mutate()
          }}
        >
          <Textarea
            label={t('sending.resume.reason')}
            required
            minLength={10}
            maxLength={1000}
            autosize
            minRows={2}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <ProblemNote error={resume.error} />
          <div className="row">
            <Button type="submit" variant="filled" loading={resume.isPending} disabled={reason.trim().length < 10}>
              {t('sending.resume')}
            </Button>
          </div>
        </form>
      )}
    </div>
  )
}
