import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import { address, post } from '#web/api.ts'
import { formatLeft, formatNumber } from '#web/format.ts'
import { t } from '#web/language.ts'
import { Panel } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { StateChip } from './ImportList.tsx'
import { ImportMatches } from './ImportMatches.tsx'
import { Counts } from './ImportPreview.tsx'
import { type Import, isMoving } from './importShape.tsx'

/** Under way, stopped or done: the work goes on without this page. */
export function ImportRun({ made, reload }: { made: Import; reload: () => void }) {
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const act = useMutation({
    mutationFn: (verb: 'stop' | 'resume' | 'revert') =>
      post<Import>(`/imports/${made.id}/${verb}`, {}, { query: { purpose: made.purpose } }),
    onSettled: () => {
      setAsking(false)
      reload()
      void client.invalidateQueries({ queryKey: ['list'] })
      void client.invalidateQueries({ queryKey: ['imports'] })
    },
  })
  const moving = isMoving(made.state)
  const rows = made.rows ?? 0
  const share = made.part ? 100 * made.part : rows > 0 ? Math.min(100, (100 * made.done) / rows) : 0
  const rejected = made.counts?.rejected ?? 0
  return (
    <div className="stack import-step import-wide">
      <Panel title={t('import.progress')} actions={<StateChip state={made.state} />}>
        <div className="stack" aria-live="polite">
          <progress
            className="progress"
            max={100}
            value={made.state === 'done' ? 100 : share}
            aria-label={t('import.progress')}
          />
          <p className="number">
            {formatNumber(made.done)}
            {rows > 0 ? ` / ${formatNumber(rows)}` : ''}
            {moving && made.rate ? ` · ${t('import.rate', { n: formatNumber(made.rate) })}` : ''}
            {moving && made.left !== null && made.left !== undefined
              ? ` · ${t('import.left', { time: formatLeft(made.left) })}`
              : ''}
          </p>
          {moving && <p className="quiet small">{t('import.leave')}</p>}
          {made.problem && (
            <p className="note note-bad">
              <strong>{made.problem.title}</strong> {made.problem.next}
            </p>
          )}
          <div className="row">
            {made.state === 'running' && (
              <Button loading={act.isPending} onClick={() => act.mutate('stop')}>
                {t('import.stop')}
              </Button>
            )}
            {(made.state === 'stopped' || made.state === 'failed') && (
              <Button variant="filled" loading={act.isPending} onClick={() => act.mutate('resume')}>
                {t('import.resume')}
              </Button>
            )}
          </div>
        </div>
      </Panel>
      {made.counts && <Counts found={made.counts} />}
      {!moving && (made.counts?.matched ?? 0) > 0 && <ImportMatches made={made} />}
      <ProblemNote error={act.error} />
      {!moving && (
        <div className="row">
          {rejected > 0 && (
            <Button component="a" href={address(`/imports/${made.id}/errors`, { purpose: made.purpose })} download>
              {t('import.errors')}
            </Button>
          )}
          {made.state === 'done' && made.noun !== 'notes' && (
            <Link href={`/${made.noun}?purpose=${made.purpose}&sort=-created_at`}>
              {t(made.noun === 'people' ? 'import.see' : 'import.seeRows')}
            </Link>
          )}
          <span className="gap" />
          {(made.state === 'done' || made.state === 'stopped' || made.state === 'failed') &&
            (asking ? (
              <span className="row note note-warn">
                {t(made.noun === 'people' ? 'import.revert.sure' : 'import.revert.rows')}
                <Button size="compact-sm" variant="filled" loading={act.isPending} onClick={() => act.mutate('revert')}>
                  {t('import.revert')}
                </Button>
                <Button size="compact-sm" variant="subtle" onClick={() => setAsking(false)}>
                  {t('cancel')}
                </Button>
              </span>
            ) : (
              <Button variant="subtle" className="danger" onClick={() => setAsking(true)}>
                {t('import.revert')}
              </Button>
            ))}
        </div>
      )}
    </div>
  )
}
