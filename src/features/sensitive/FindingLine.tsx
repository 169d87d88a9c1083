import { Button, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import { address, type Problem, post } from '#web/api.ts'
import { formatDate } from '#web/format.ts'
import { language, t, tn } from '#web/language.ts'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { optionLabel, useRegister } from '#web/register.ts'
import { useSession } from '#web/session.ts'
import { toast } from '#web/toast.tsx'
import { type Finding, pageOf, piecesOf } from './finding.tsx'

type Decision = { state: 'harmless' | 'masked' | 'destroyed'; text?: string }

/** One place: what it says, where it stands, how long there is, and what can be decided. */
export function FindingLine({ one }: { one: Finding }) {
  const client = useQueryClient()
  const register = useRegister()
  const session = useSession()
  const [text, setText] = useState<string | null>(null)
  const settle = useMutation<unknown, Problem, Decision>({
    mutationFn: (body) => post(`/findings/${one.id}/settle?purpose=rights`, body),
    onSuccess: (_, { state }) => toast(t(`findings.done.${state}`)),
    onSettled: (_, error) => !error && client.invalidateQueries({ queryKey: ['list', 'findings'] }),
  })
  const noun = register.nouns[one.noun]
  const place = noun?.label[language()] ?? one.noun
  const field = noun?.fields[one.field]?.label[language()] ?? t('findings.inside')
  const href = pageOf(one, session, register)
  const left = one.ends_on ? daysUntil(one.ends_on) : null
  return (
    <li>
      <p>
        <strong>{optionLabel(register.nouns.findings?.fields.kind, one.kind)}</strong>
        {' · '}
        {href ? <Link href={href}>{`${place}: ${field}`}</Link> : `${place}: ${field}`}
      </p>
      <p className="small quiet">
        {t('findings.found', { date: formatDate(one.found_at) })}
        {left !== null && (
          <>
            {' · '}
            {left > 0 ? tn('findings.left', left) : t('findings.tonight')}
          </>
        )}
      </p>
      {text === null && <Said one={one} />}
      {text !== null && (
        <Textarea
          label={t('findings.anew')}
          autosize
          minRows={2}
          maxRows={12}
          autoFocus
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      )}
      <ProblemNote error={settle.error} />
      <div className="row">
        {text === null ? (
          <>
            <Button
              size="compact-sm"
              variant="default"
              disabled={settle.isPending}
              onClick={() => settle.mutate({ state: 'harmless' })}
            >
              {t('findings.harmless')}
            </Button>
            {one.editable && one.text && (
              <Button size="compact-sm" variant="default" onClick={() => setText(one.text)}>
                {t('findings.mask')}
              </Button>
            )}
            <Button
              size="compact-sm"
              variant="default"
              disabled={settle.isPending}
              onClick={() => settle.mutate({ state: 'destroyed' })}
            >
              {t(one.text === null ? 'findings.destroy.file' : 'findings.destroy')}
            </Button>
          </>
        ) : (
          <>
            <Button
              size="compact-sm"
              variant="filled"
              disabled={text === one.text || settle.isPending}
              onClick={() => settle.mutate({ state: 'masked', text })}
            >
              {t('findings.save')}
            </Button>
            <Button size="compact-sm" variant="default" onClick={() => setText(null)}>
              {t('cancel')}
            </Button>
          </>
        )}
      </div>
    </li>
  )
}

function Said({ one }: { one: Finding }) {
  if (one.text === null)
    return (
      <p className="quiet">
        {t('findings.unseen')}{' '}
        <a
          href={address(`/${one.noun}/${one.record_id}/content`, { purpose: 'rights' })}
          target="_blank"
          rel="noopener"
        >
          {t('findings.open_file')}
        </a>
      </p>
    )
  return (
    <p className="finding-said">
      {piecesOf(one.text, one.kind).map(({ said, found, at }) => (found ? <mark key={at}>{said}</mark> : said))}
    </p>
  )
}

const daysUntil = (day: string): number =>
  Math.round((Date.parse(`${day.slice(0, 10)}T00:00:00`) - new Date().setHours(0, 0, 0, 0)) / 86_400_000)
