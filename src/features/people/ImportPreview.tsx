import { Button, Loader } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { post } from '#web/api.ts'
import { formatNumber } from '#web/format.ts'
import { t, tMaybe, tn } from '#web/language.ts'
import { Panel } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { hueStyle } from '#web/PurposeChip.tsx'
import { purposeHue, purposeLabel, useRegister } from '#web/register.ts'
import type { StepProps } from './ImportWizard.tsx'
import type { Import, Preview } from './importShape.tsx'

/** What would happen, before anything does: counts, reasons, and how many may be used for what. */
export function ImportPreview({ made, next }: StepProps) {
  const preview = useQuery({
    queryKey: ['import preview', made.id],
    queryFn: async () => {
      const answer = await post<Preview & { preview?: Preview }>(
        `/imports/${made.id}/preview`,
        {},
        { query: { purpose: made.purpose } },
      )
      return answer.preview ?? answer
    },
    staleTime: 0,
    gcTime: 0,
  })
  const run = useMutation({
    mutationFn: () => post<Import>(`/imports/${made.id}/run`, {}, { query: { purpose: made.purpose } }),
    onSuccess: next,
  })
  if (preview.isPending) {
    return (
      <div className="row import-step" role="status">
        <Loader /> {t('import.counting')}
      </div>
    )
  }
  if (preview.error) return <ProblemNote error={preview.error} retry={() => void preview.refetch()} />
  const found = preview.data
  return (
    <div className="stack import-step import-wide">
      <Counts found={found} />
      {found.reasons && found.reasons.length > 0 && (
        <Panel title={t('import.reasons')}>
          <ul className="lines">
            {found.reasons.map((one) => (
              <li key={one.code}>
                <span className="main">{one.says ?? tMaybe(`import.reason.${one.code}`, one.code)}</span>
                <span className="number">{tn('import.rows.count', one.count)}</span>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {found.purposes && <Usable found={found} />}
      <ProblemNote error={run.error} />
      <Button variant="filled" loading={run.isPending} onClick={() => run.mutate()}>
        {tn(made.noun === 'people' ? 'import.runNow' : 'import.runRows', found.created + found.matched)}
      </Button>
    </div>
  )
}

export function Counts({ found }: { found: Partial<Preview> }) {
  const figures: [string, number | undefined, string?][] = [
    [t('import.rows'), found.rows],
    [t('import.created'), found.created, 'good'],
    [t('import.matched'), found.matched],
    [t('import.rejected'), found.rejected, found.rejected ? 'bad' : undefined],
    [t('import.objections'), found.objections],
    [t('import.identityCodes'), found.identityCodesRefused],
  ]
  return (
    <dl className="figures">
      {figures
        .filter(([, n]) => n !== undefined)
        .map(([says, n, tone]) => (
          <div key={says}>
            <dt>{says}</dt>
            <dd className={tone ? `figure-${tone}` : ''}>{formatNumber(n ?? 0)}</dd>
          </div>
        ))}
    </dl>
  )
}

/** A table whose second column is also drawn: one picture for the eye, the same numbers for a reader of screens. */
function Usable({ found }: { found: Preview }) {
  const register = useRegister()
  const all = Math.max(1, found.created + found.matched)
  return (
    <Panel title={t('import.usable')}>
      <table className="plain bars">
        <thead>
          <tr>
            <th>{t('ledger.purpose')}</th>
            <th>{t('import.usable.count')}</th>
            <th>{t('import.usable.why')}</th>
          </tr>
        </thead>
        <tbody>
          {found.purposes?.map((line) => (
            <tr key={line.purpose} className="hued" style={hueStyle(purposeHue(register, line.purpose))}>
              <td>{purposeLabel(register, line.purpose)}</td>
              <td>
                <span className="bar-line">
                  <meter className="bar" min={0} max={all} value={line.usable} aria-hidden />
                  <span className="number">{formatNumber(line.usable)}</span>
                </span>
              </td>
              <td className="quiet small">
                {(line.why ?? [])
                  .map(
                    (one) => `${one.says ?? tMaybe(`import.why.${one.reason}`, one.reason)} ${formatNumber(one.count)}`,
                  )
                  .join(' · ')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  )
}
