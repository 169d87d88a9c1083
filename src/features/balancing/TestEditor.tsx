import { Button, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Problem, post, remove } from '#web/api.ts'
import { t } from '#web/language.ts'
import { Panel } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { toast } from '#web/toast.tsx'
import type { Part } from './proposals.ts'
import { SignDialog } from './SignDialog.tsx'
import type { Test } from './signing.ts'
import { listQuery, type Whole } from './state.tsx'
import { PARTS } from './TestText.tsx'

/** The draft, part by part, with the proposal beside each: taken as it is, or written in one's own words. */
export function TestEditor({ whole, draft }: { whole: Whole; draft: Test }) {
  const client = useQueryClient()
  const [texts, setTexts] = useState<Partial<Record<Part, string>>>(draft.body)
  const [seen, setSeen] = useState(draft.written_at)
  const [signing, setSigning] = useState(false)
  const url = `/balancing/${whole.purpose}`
  const renew = () => client.invalidateQueries({ queryKey: listQuery })
  const save = useMutation({
    mutationFn: () => post<Test>(`${url}/write`, { seen, body: texts }),
    onSuccess: (saved) => setSeen(saved.written_at),
  })
  const discard = useMutation({ mutationFn: () => remove(url), onSuccess: renew })
  const kept = async (then: () => void) => {
    await save.mutateAsync().then(then, () => {})
  }
  const missing = PARTS.filter((part) => (texts[part]?.trim().length ?? 0) < 20)
  const wanting = save.error instanceof Problem ? save.error.field : undefined
  return (
    <Panel title={t('balancing.draft')}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void kept(() => toast(t('balancing.saved')))
        }}
      >
        <p className="small quiet balancing-measure">{t('balancing.draft.body')}</p>
        {PARTS.map((part) => (
          <div key={part} className="balancing-pair">
            <Textarea
              label={t(`balancing.part.${part}`)}
              description={t(`balancing.ask.${part}`)}
              autosize
              minRows={4}
              maxLength={6000}
              value={texts[part] ?? ''}
              error={wanting === part}
              onChange={(event) => setTexts({ ...texts, [part]: event.currentTarget.value })}
            />
            <Suggested
              text={whole.proposal[part]}
              isTaken={texts[part] === whole.proposal[part]}
              part={part}
              take={(text) => setTexts({ ...texts, [part]: text })}
            />
          </div>
        ))}
        <ProblemNote error={save.error ?? discard.error} />
        <div className="row">
          <Button variant="filled" disabled={missing.length > 0} onClick={() => void kept(() => setSigning(true))}>
            {t('balancing.toSign')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {t('balancing.save')}
          </Button>
          <Button variant="subtle" className="danger" loading={discard.isPending} onClick={() => discard.mutate()}>
            {t('balancing.discard')}
          </Button>
          {missing.length > 0 && (
            <span className="small quiet">
              {t('balancing.missing', { parts: missing.map((part) => t(`balancing.part.${part}`)).join(', ') })}
            </span>
          )}
        </div>
      </form>
      {signing && <SignDialog purpose={whole.purpose} close={() => setSigning(false)} />}
    </Panel>
  )
}

type SuggestedProps = { text: string | undefined; isTaken: boolean; part: Part; take: (text: string) => void }

function Suggested({ text, isTaken, part, take }: SuggestedProps) {
  return (
    <div className="balancing-proposal">
      <p className="small quiet">{t('balancing.proposal')}</p>
      {text ? (
        <>
          <p className="small">{text}</p>
          {!isTaken && (
            <Button
              size="compact-sm"
              variant="subtle"
              aria-label={`${t('balancing.take')}: ${t(`balancing.part.${part}`)}`}
              onClick={() => take(text)}
            >
              {t('balancing.take')}
            </Button>
          )}
        </>
      ) : (
        <p className="small quiet">{t('balancing.proposal.open')}</p>
      )}
    </div>
  )
}
