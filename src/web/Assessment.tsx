import { Textarea } from '@mantine/core'
import { LANGUAGES, t } from './language.ts'

/** What is thought of a change of the notice: material is null until somebody has said. */
export type Thought = { material: boolean | null; assessment: string; summary: { fi: string; sv: string; en: string } }

export const UNTHOUGHT: Thought = { material: null, assessment: '', summary: { fi: '', sv: '', en: '' } }

/** As the server takes it; what was left empty is left out, and the server says so. */
export const spoken = ({ material, assessment, summary }: Thought): Record<string, unknown> => ({
  ...(assessment.trim() && { assessment: assessment.trim() }),
  ...(material !== null && { material }),
  ...(material && Object.fromEntries(LANGUAGES.map((one) => [`summary_${one}`, summary[one].trim() || undefined]))),
})

/** Was the change material, why, and what are people told of it? `lead` says when it takes effect. */
export function Assessment({
  thought,
  think,
  lead,
}: {
  thought: Thought
  think: (next: Thought) => void
  lead: string
}) {
  const { material, assessment, summary } = thought
  return (
    <>
      <fieldset className="segments">
        <legend>{t('publish.material')}</legend>
        {[true, false].map((one) => (
          <label key={String(one)}>
            <input
              type="radio"
              name="material"
              checked={material === one}
              onChange={() => think({ ...thought, material: one })}
            />
            <span>{t(one ? 'publish.yes' : 'publish.no')}</span>
          </label>
        ))}
      </fieldset>
      <Textarea
        label={t('publish.assessment')}
        value={assessment}
        autosize
        minRows={2}
        onChange={(event) => think({ ...thought, assessment: event.currentTarget.value })}
      />
      {material && (
        <>
          <p className="small quiet">{lead}</p>
          {LANGUAGES.map((one) => (
            <Textarea
              key={one}
              label={t(`publish.summary.${one}`)}
              lang={one}
              value={summary[one]}
              autosize
              minRows={2}
              onChange={(event) => think({ ...thought, summary: { ...summary, [one]: event.currentTarget.value } })}
            />
          ))}
        </>
      )}
    </>
  )
}
