import { Button } from '@mantine/core'
import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { get, post } from '#web/api.ts'
import { formatNumber, formatTime } from '#web/format.ts'
import { language, t, tMaybe, tn } from '#web/language.ts'
import { Page } from '#web/Page.tsx'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { PurposeChip } from '#web/PurposeChip.tsx'
import { fieldLabel, type Register, useRegister } from '#web/register.ts'
import { Wide } from '#web/Wide.tsx'
import './access.css'

type Entry = {
  id?: string | number
  number?: number
  at: string
  actor: string | { id: string; name?: string }
  actor_name?: string
  purpose: string | null
  action: string
  /** What was done, in words; nobody has any for an action that is no more. */
  did: string | null
  /** Why it was refused. */
  why: string | null
  noun: string | null
  subjects?: { noun: string; ids: string[] }[] | string[]
  people?: number | string[]
  fields?: string[]
  outcome?: string
  detail?: { code?: string }
}
type Entries = { items: Entry[]; next: string | null }
type Verdict = {
  ok: boolean
  entries?: number
  checked?: number
  says?: string
  broken?: unknown
  checkpoint?: { at?: string }
}

/** Who did what, under which purpose, about how many: ids, never values. And the proof that it is whole. */
export default function LedgerScreen() {
  const register = useRegister()
  const entries = useInfiniteQuery({
    // The server says what was done, in one's own language.
    queryKey: ['ledger', language()],
    queryFn: ({ pageParam }) => get<Entries>('/ledger', { cursor: pageParam, limit: 60 }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  })
  const [verdict, setVerdict] = useState<Verdict | null>(null)
  const verify = useMutation({ mutationFn: () => post<Verdict>('/ledger/verify'), onSuccess: setVerdict })
  const list = entries.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Page
      wide
      title={t('nav.ledger')}
      subtitle={t('ledger.body')}
      actions={
        <Button variant="filled" loading={verify.isPending} onClick={() => verify.mutate()}>
          {t('ledger.verify')}
        </Button>
      }
    >
      <div className="panels">
        <ProblemNote error={verify.error ?? entries.error} />
        {verdict && (
          <p className={`note ${verdict.ok ? 'note-good' : 'note-bad'}`} role="status">
            {verdict.says ??
              t(verdict.ok ? 'ledger.whole' : 'ledger.broken', {
                n: formatNumber(verdict.entries ?? verdict.checked ?? 0),
              })}
          </p>
        )}
        <Panel title={t('ledger.recent')}>
          {entries.isPending && <Skeleton lines={8} />}
          <Wide label={t('nav.ledger')}>
            <table className="plain">
              <thead>
                <tr>
                  <th>{t('ledger.at')}</th>
                  <th>{t('ledger.actor')}</th>
                  <th>{t('ledger.purpose')}</th>
                  <th>{t('ledger.action')}</th>
                  <th>{t('ledger.about')}</th>
                </tr>
              </thead>
              <tbody>
                {list.map((entry, i) => (
                  <tr key={entry.number ?? entry.id ?? i}>
                    <td className="ledger-at">{formatTime(entry.at)}</td>
                    <td>{actorName(entry)}</td>
                    <td>
                      {entry.purpose && register.purposes[entry.purpose] ? (
                        <PurposeChip purpose={entry.purpose} />
                      ) : (
                        (entry.purpose ?? '–')
                      )}
                    </td>
                    <td>
                      {entry.did ?? entry.action}
                      {entry.outcome === 'refused' && (
                        <span className="ledger-why">
                          {t('ledger.refused')}
                          {entry.why && `: ${entry.why}`}
                        </span>
                      )}
                    </td>
                    <td className="quiet">{aboutWords(register, entry)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Wide>
          {entries.hasNextPage && (
            <Button variant="subtle" loading={entries.isFetchingNextPage} onClick={() => void entries.fetchNextPage()}>
              {t('ledger.more')}
            </Button>
          )}
        </Panel>
      </div>
    </Page>
  )
}

/** A user by name, else who it was: "approver:…" and "job:…" say more than their reader needs. */
function actorName({ actor, actor_name }: Entry): string {
  const id = typeof actor === 'string' ? actor : actor.id
  if (actor_name && actor_name !== id) return actor_name
  return tMaybe(`actor.${id.split(':')[0]}`, t('actor.job'))
}

function aboutWords(register: Register, { subjects, people, fields, noun }: Entry): string {
  const count =
    typeof people === 'number'
      ? people
      : Array.isArray(people)
        ? people.length
        : (subjects ?? []).reduce((sum, one) => sum + (typeof one === 'string' ? 1 : one.ids.length), 0)
  return [
    count > 0 ? tn('ledger.records', count) : '',
    (fields ?? []).map((field) => fieldLabel(register, noun ?? '', field)).join(', '),
  ]
    .filter(Boolean)
    .join(' · ')
}
