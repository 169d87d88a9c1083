import { NativeSelect } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { languages } from '#register/people.ts'
import { post } from '#web/api.ts'

import { LANGUAGES, language, t } from '#web/language.ts'
import { Panel } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { inWords } from '#web/register.ts'
import type { Body } from './form.ts'
import type { Problem } from './lint.ts'
import { place } from './place.tsx'

type Check = { problems: Problem[]; preview: string | null }

/** The same lint that publishing runs, a moment after each change. */
export function useCheck(body: Body): UseQueryResult<Check> & { shown: string; show(language: string): void } {
  const [settled] = useDebouncedValue(body, 400)
  const [shown, show] = useState<string>(body.languages.includes(language()) ? language() : body.languages[0]!)
  const found = useQuery({
    queryKey: ['forms', 'check', shown, JSON.stringify(settled)],
    queryFn: () => post<Check>('/forms/check', { body: settled, language: shown }),
    placeholderData: keepPreviousData,
    gcTime: 0,
  })
  return { ...found, shown, show }
}

/** What stands in the way of publishing, each with its place; and the page as people will see it. */
export function Checked({ check, body }: { check: ReturnType<typeof useCheck>; body: Body }) {
  const problems = check.data?.problems ?? []
  return (
    <>
      <Panel title={t('forms.check')}>
        <ProblemNote error={check.error} />
        {check.data && problems.length === 0 && <p className="form-good">{t('forms.check.good')}</p>}
        {problems.length > 0 && (
          <ul className="lines" role="status">
            {problems.map((problem) => (
              <li key={`${problem.field} ${problem.why}`}>
                <span className="main">
                  <strong>{place(problem.field, body)}</strong>
                  <br />
                  {t(`forms.why.${problem.why}`)} <span className="quiet small">{problem.code}</span>
                </span>
              </li>
            ))}
          </ul>
        )}
      </Panel>
      {body.kind === 'form' && (
        <Panel
          title={t('forms.preview')}
          actions={
            <NativeSelect
              aria-label={t('forms.preview.language')}
              value={check.shown}
              onChange={(event) => check.show(event.currentTarget.value)}
              data={LANGUAGES.filter((one) => body.languages.includes(one)).map((one) => ({
                value: one,
                label: inWords(languages[one]),
              }))}
            />
          }
        >
          {check.data?.preview && (
            <iframe className="form-preview" title={t('forms.preview')} src={check.data.preview} />
          )}
        </Panel>
      )}
    </>
  )
}
