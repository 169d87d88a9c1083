import { Button, NativeSelect, NumberInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { get, type Problem, post } from '#web/api.ts'
import { type Key, t } from '#web/language.ts'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { toast } from '#web/toast.tsx'
import { Wide } from '#web/Wide.tsx'
import type { Limits } from './limits.ts'

const MONTHS = ['emails', 'phones', 'people', 'companies'] as const

/** How old a value may be, how long a flag may wait, and what the night then does: for whoever keeps the register. */
export function LimitsPanel() {
  const found = useQuery({
    queryKey: ['quality', 'limits'],
    queryFn: () => get<Found>('/quality/limits', { purpose: 'rights' }),
  })
  if (!found.data) return found.error ? <ProblemNote error={found.error} /> : <Skeleton lines={6} />
  return <LimitsForm {...found.data} />
}

type Found = { limits: Limits; ends: Record<string, readonly string[]> }

function LimitsForm({ limits, ends }: Found) {
  const client = useQueryClient()
  const [draft, setDraft] = useState(limits)
  const save = useMutation<Limits, Problem>({
    mutationFn: () => post<Limits>('/quality/limits', draft, { query: { purpose: 'rights' } }),
    onSuccess: async () => {
      toast(t('saved'))
      await client.invalidateQueries({ queryKey: ['quality'] })
    },
  })
  const flag = (kind: string) => draft.flags[kind as keyof Limits['flags']]
  const change = (kind: string, to: object) =>
    setDraft({ ...draft, flags: { ...draft.flags, [kind]: { ...flag(kind), ...to } } })
  return (
    <Panel title={t('quality.limits')}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <p className="quiet">{t('quality.limits.body')}</p>
        <Wide label={t('quality.lists')}>
          <table className="plain quality-limits">
            <thead>
              <tr>
                <th scope="col">{t('quality.lists')}</th>
                <th scope="col">{t('quality.limit.days')}</th>
                <th scope="col">{t('quality.limit.end')}</th>
              </tr>
            </thead>
            <tbody>
              {Object.entries(ends).map(([kind, choices]) => (
                <tr key={kind}>
                  <th scope="row">{t(`quality.${kind}` as Key)}</th>
                  <td>
                    <NumberInput
                      w={90}
                      min={1}
                      max={365}
                      allowDecimal={false}
                      aria-label={`${t(`quality.${kind}` as Key)}: ${t('quality.limit.days')}`}
                      value={flag(kind).days ?? draft.days}
                      onChange={(next) => change(kind, { days: next === '' ? undefined : Number(next) })}
                    />
                  </td>
                  <td>
                    <NativeSelect
                      aria-label={`${t(`quality.${kind}` as Key)}: ${t('quality.limit.end')}`}
                      value={flag(kind).end}
                      onChange={(event) => change(kind, { end: event.currentTarget.value })}
                      data={choices.map((end) => ({ value: end, label: t(`quality.end.${end}` as Key) }))}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
        <div className="form-grid">
          {MONTHS.map((one) => (
            <NumberInput
              key={one}
              min={1}
              max={120}
              allowDecimal={false}
              label={t(`quality.limit.${one}`)}
              value={draft[one]}
              onChange={(next) => setDraft({ ...draft, [one]: Number(next) })}
            />
          ))}
        </div>
        <ProblemNote error={save.error} />
        <span>
          <Button type="submit" variant="filled" loading={save.isPending}>
            {t('save')}
          </Button>
        </span>
      </form>
    </Panel>
  )
}
