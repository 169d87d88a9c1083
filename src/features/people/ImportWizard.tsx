import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useLocation, useParams, useSearchParams } from 'wouter'
import { patch } from '#web/api.ts'
import { t } from '#web/language.ts'
import { Page } from '#web/Page.tsx'
import { Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { toastProblem } from '#web/toast.tsx'
import { ImportColumns } from './ImportColumns.tsx'
import { ImportDrop } from './ImportDrop.tsx'
import { ImportOrigin } from './ImportOrigin.tsx'
import { ImportPreview } from './ImportPreview.tsx'
import { ImportRules } from './ImportRules.tsx'
import { ImportRun } from './ImportRun.tsx'
import { type Import, importQuery } from './importShape.tsx'
import './import.css'

const STEPS = ['file', 'origin', 'columns', 'rules', 'preview', 'run'] as const
type Step = (typeof STEPS)[number]
/** Where a row is a record and nobody's data to be told of. */
const OF_ROWS: readonly Step[] = ['file', 'columns', 'preview', 'run']

export type StepProps = {
  made: Import
  /** Saves on the server at once; the wizard can be left at any moment. */
  save: (change: Partial<Import>) => Promise<void>
  next: () => void
}

export default function ImportWizard() {
  const { id } = useParams()
  const [params] = useSearchParams()
  const purpose = params.get('purpose') ?? ''
  const [, go] = useLocation()
  const client = useQueryClient()
  const found = useQuery({ ...importQuery(id ?? '', purpose), enabled: Boolean(id) })
  const made = found.data
  const started = made && !['draft', 'ready', 'previewed'].includes(made.state)
  const [chosen, setChosen] = useState<Step | null>(null)
  const ofRows = made !== undefined && made.noun !== 'people'
  const steps = ofRows ? OF_ROWS : STEPS
  const step: Step = !id ? 'file' : started ? 'run' : (chosen ?? (made?.origin || ofRows ? 'columns' : 'origin'))
  const at = steps.indexOf(step)

  const save = async (change: Partial<Import>) => {
    if (!id) return
    const before = client.getQueryData<Import>(['import', id])
    if (before) client.setQueryData(['import', id], { ...before, ...change })
    try {
      const after = await patch<Import>(`/imports/${id}`, change, { query: { purpose } })
      client.setQueryData<Import>(['import', id], (now) => ({ ...(now as Import), ...after }))
    } catch (error) {
      client.setQueryData(['import', id], before)
      toastProblem(error)
      throw error
    }
  }
  const next = () => setChosen(steps[Math.min(at + 1, steps.length - 1)] ?? null)
  return (
    <Page
      title={made?.file ?? made?.file_name ?? t('import.new')}
      crumb={
        <Link href="/imports" className="crumb small">
          {t('nav.imports')}
        </Link>
      }
      wide
    >
      <ol className="steps">
        {steps.map((one, i) => (
          <li key={one} aria-current={one === step ? 'step' : undefined}>
            <button
              type="button"
              disabled={!id || i === 0 || i > at || started || one === 'run'}
              onClick={() => setChosen(one)}
            >
              <span className="step-number">{i + 1}</span> {t(`import.step.${one}`)}
            </button>
          </li>
        ))}
      </ol>
      <ProblemNote error={found.error} retry={() => void found.refetch()} />
      {!id && <ImportDrop done={(fresh) => go(`/imports/${fresh.id}?purpose=${fresh.purpose}`, { replace: true })} />}
      {id && found.isPending && <Skeleton lines={6} />}
      {made && step === 'origin' && <ImportOrigin made={made} save={save} next={next} />}
      {made && step === 'columns' && <ImportColumns made={made} save={save} next={next} />}
      {made && step === 'rules' && <ImportRules made={made} save={save} next={next} />}
      {made && step === 'preview' && (
        <ImportPreview
          made={made}
          save={save}
          next={() => {
            setChosen('run')
            void found.refetch()
          }}
        />
      )}
      {made && step === 'run' && <ImportRun made={made} reload={() => void found.refetch()} />}
    </Page>
  )
}
