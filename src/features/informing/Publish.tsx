import { Button, Textarea } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { get, post } from '#web/api.ts'
import { t } from '#web/language.ts'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { toast } from '#web/toast.tsx'

type State = { drift: string[]; lead: number; editions: unknown[]; pending: { told: boolean } | null }
const LANGUAGES = ['fi', 'sv', 'en'] as const

/** The register says something else than the notice: was the change material, and what are people told of it? */
export function Publish() {
  const client = useQueryClient()
  const state = useQuery({ queryKey: ['informing', 'notice'], queryFn: () => get<State>('/notice/state') })
  const [material, setMaterial] = useState<boolean | null>(null)
  const [assessment, setAssessment] = useState('')
  const [summary, setSummary] = useState({ fi: '', sv: '', en: '' })
  const publish = useMutation({
    mutationFn: () =>
      post('/notice/publish', {
        assessment,
        ...(material !== null && { material }),
        ...(material && Object.fromEntries(LANGUAGES.map((one) => [`summary_${one}`, summary[one] || undefined]))),
      }),
    onSuccess: () => {
      toast(t('publish.done'))
      void client.invalidateQueries({ queryKey: ['informing'] })
    },
  })
  const { data } = state
  if (!data || data.drift.length === 0 || data.editions.length === 0 || data.pending) return null
  return (
    <div className="stack informing-publish">
      <p className="note note-warn">{t('publish.drift')}</p>
      <fieldset className="segments">
        <legend>{t('publish.material')}</legend>
        {[true, false].map((one) => (
          <label key={String(one)}>
            <input type="radio" name="material" checked={material === one} onChange={() => setMaterial(one)} />
            <span>{t(one ? 'publish.yes' : 'publish.no')}</span>
          </label>
        ))}
      </fieldset>
      <Textarea
        label={t('publish.assessment')}
        value={assessment}
        autosize
        minRows={2}
        onChange={(event) => setAssessment(event.currentTarget.value)}
      />
      {material && (
        <>
          <p className="small quiet">{t('publish.lead', { days: data.lead })}</p>
          {LANGUAGES.map((one) => (
            <Textarea
              key={one}
              label={t(`publish.summary.${one}`)}
              lang={one}
              value={summary[one]}
              autosize
              minRows={2}
              onChange={(event) => setSummary({ ...summary, [one]: event.currentTarget.value })}
            />
          ))}
        </>
      )}
      <ProblemNote error={publish.error} />
      <Button variant="filled" loading={publish.isPending} onClick={() => publish.mutate()}>
        {t('publish.now')}
      </Button>
    </div>
  )
}
