import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { formatTime } from '#web/format.ts'
import { t, tMaybe } from '#web/language.ts'
import { Panel } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { optionLabel, useRegister } from '#web/register.ts'
import type { Asked, Step } from './request.tsx'
import { useStep } from './useStep.tsx'

/** What has happened, in order, by whom and when; and a line of one's own. */
export function StepsPanel({ asked }: { asked: Asked }) {
  const register = useRegister()
  const [words, setWords] = useState('')
  const note = useStep(asked.id, 'note')
  const kinds = register.nouns.request_steps?.fields.kind
  const outcomes = register.nouns.requests?.fields.outcome
  return (
    <Panel title={t('requests.steps')} purpose="rights" wordless>
      <ol className="lines request-steps">
        {asked.steps.map((step) => (
          <li key={step.id}>
            <span className="main">
              {[
                wordsOf(step) || optionLabel(kinds, step.kind),
                step.kind === 'proposed' && optionLabel(outcomes, step.detail?.outcome),
              ]
                .filter(Boolean)
                .join(': ')}
              <span className="small quiet request-told">
                {[formatTime(step.created_at), step.actor_name ?? tMaybe(`actor.${step.actor}`, '')]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
              {step.words && <span className="said small">{step.words}</span>}
            </span>
          </li>
        ))}
      </ol>
      {asked.state !== 'closed' && (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault()
            note.mutate({ words }, { onSuccess: () => setWords('') })
          }}
        >
          <Textarea
            label={t('requests.note')}
            autosize
            minRows={2}
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
          />
          <ProblemNote error={note.error} />
          <Button type="submit" size="compact-sm" disabled={!words.trim()} loading={note.isPending}>
            {t('requests.note.add')}
          </Button>
        </form>
      )}
    </Panel>
  )
}

/** A note that the desk itself made says what it is about. */
function wordsOf({ kind, detail }: Step): string {
  if (kind === 'note' && detail?.what === 'clock')
    return detail.mark < 0 ? t('requests.step.late') : t('requests.step.mark', { n: detail.mark })
  if (kind === 'note' && detail?.what) return tMaybe(`requests.step.${detail.what}`, '')
  if (kind === 'letter' && detail?.kind) return tMaybe(`requests.letter.${detail.kind}`, '')
  return ''
}
