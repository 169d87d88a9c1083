import { t } from '#web/language.ts'
import { Panel } from '#web/Panel.tsx'
import type { Script } from './form.ts'
import { type Named, Naming } from './Naming.tsx'
import { Words } from './Words.tsx'

type Props = Named & { script: Script; change(script: Script): void; errorOf(field: string): string | undefined }

/** What is read aloud before somebody says yes: each version stays as it was read. */
export function ScriptParts({ script, change, errorOf, name, setName }: Props) {
  return (
    <Panel title={t('forms.script')}>
      <div className="stack">
        <p className="quiet small">{t('forms.scripts.body')}</p>
        <Naming
          name={name}
          setName={setName}
          languages={script.languages}
          change={(languages) => change({ ...script, languages })}
        />
        {(['title', 'text'] as const).map((part) => (
          <Words
            key={part}
            label={t(`forms.part.${part}`)}
            field={part}
            value={script[part]}
            shown={script.languages}
            rows={part === 'text' ? 5 : 1}
            errorOf={errorOf}
            change={(value) => change({ ...script, [part]: value })}
          />
        ))}
      </div>
    </Panel>
  )
}
