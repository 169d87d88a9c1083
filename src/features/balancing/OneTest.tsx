import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from 'wouter'
import { get, post } from '#web/api.ts'
import { formatDate } from '#web/format.ts'
import { language, t, tn } from '#web/language.ts'
import { OutsideApprover } from '#web/OutsideApprover.tsx'
import { Page } from '#web/Page.tsx'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { inWords, purposeLabel, useRegister } from '#web/register.ts'
import type { Test } from './signing.ts'
import { clockOf, listQuery, StateChip, type Whole } from './state.tsx'
import { TestEditor } from './TestEditor.tsx'
import { TestText } from './TestText.tsx'

/** One purpose's test: the text in force or the draft beside the proposal, and all that was signed before. */
export function OneTest({ purpose }: { purpose: string }) {
  const register = useRegister()
  const client = useQueryClient()
  const key = [...listQuery, purpose, language()]
  const test = useQuery({
    queryKey: key,
    queryFn: () => get<Whole>(`/balancing/${purpose}`, { language: language() }),
  })
  const begin = useMutation({
    mutationFn: () =>
      post(`/balancing/${purpose}/write`, {
        seen: null,
        ...(test.data?.versions.length ? {} : { body: { language: language() } }),
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: listQuery }),
  })
  const { data } = test
  return (
    <Page
      wide
      title={t('balancing.of', { purpose: purposeLabel(register, purpose) })}
      subtitle={inWords(register.purposes[purpose]?.wording)}
      crumb={
        <Link href="/privacy/balancing" className="crumb">
          {t('nav.balancing')}
        </Link>
      }
    >
      <ProblemNote error={test.error ?? begin.error} />
      {!data && !test.error && <Skeleton lines={12} />}
      {data && (
        <div className="stack">
          <p className="row">
            <StateChip state={data.state} />
            {data.asleep && <span className="chip">{t('balancing.asleep')}</span>}
            {data.state !== 'unsigned' && data.state !== 'negative' && <span>{clockOf(data)}</span>}
          </p>
          <p className="quiet balancing-measure">
            {t(data.untested ? 'balancing.untested' : `balancing.means.${data.state}`)}
          </p>
          {data.draft ? (
            <TestEditor key={data.draft.id} whole={data} draft={data.draft} />
          ) : (
            <>
              {data.versions[0] && (
                <Panel title={t('balancing.latest')}>
                  <Signed test={data.versions[0]} />
                  <TestText body={data.versions[0].body} />
                </Panel>
              )}
              <div className="row">
                <Button variant="filled" loading={begin.isPending} onClick={() => begin.mutate()}>
                  {t(data.versions.length ? 'balancing.rewrite' : 'balancing.begin')}
                </Button>
              </div>
            </>
          )}
          <OutsideApprover kind="balancing" about={purpose} ask={null} />
          <History versions={data.draft ? data.versions : data.versions.slice(1)} />
        </div>
      )}
    </Page>
  )
}

function History({ versions }: { versions: Test[] }) {
  if (versions.length === 0) return null
  return (
    <Panel title={t('balancing.history')}>
      <p className="small quiet">{tn('balancing.history.body', versions.length)}</p>
      {versions.map((test) => (
        <details key={test.id} className="balancing-version">
          <summary>
            <Signed test={test} />
          </summary>
          <TestText body={test.body} />
        </details>
      ))}
    </Panel>
  )
}

/** Who signed, when, what came of it, and until when it holds. */
function Signed({ test }: { test: Test }) {
  return (
    <span className="row">
      <span className={`chip ${test.outcome === 'positive' ? 'chip-good' : 'chip-bad'}`}>
        {t(`balancing.outcome.${test.outcome ?? 'negative'}`)}
      </span>
      <span>
        {t('balancing.signedOn', { name: test.signed_name ?? '', date: formatDate(test.signed_at) })}
        {' · '}
        {t('balancing.reviewOn', { date: formatDate(test.review_on) })}
      </span>
    </span>
  )
}
