import { Button, NativeSelect } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { get, post } from '#web/api.ts'
import { formatTime } from '#web/format.ts'
import { t } from '#web/language.ts'
import type { RequestProps } from '#web/mounts.ts'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { optionLabel, useRegister } from '#web/register.ts'
import './mydata.css'

type Numbers = { numbers: { id: string; shown: string; kind: string }[]; known: boolean; texts: boolean }
type Made = { code?: string; shown: string; until: string }

/** Who asks is known by the number on record: a code is read aloud in a call or sent to it, and they come in with it themselves. */
export default function CallCode({ id, person, open }: RequestProps) {
  if (!open || !person) return null
  return <Panel title={t('call.title')} purpose="rights" wordless whenSeen={() => <Work id={id} />} />
}

function Work({ id }: { id: string }) {
  const client = useQueryClient()
  const register = useRegister()
  const [phone, setPhone] = useState('')
  const found = useQuery({
    queryKey: ['call', id],
    queryFn: () => get<Numbers>(`/requests/${id}/call_code`, { purpose: 'rights' }),
  })
  const make = useMutation({
    mutationFn: (way: 'call_code' | 'text_code') =>
      post<Made>(`/requests/${id}/${way}`, phone ? { phone } : {}, { query: { purpose: 'rights' } }),
    onSuccess: () => void client.invalidateQueries({ queryKey: ['record', 'requests', id] }),
  })
  if (found.error) return <ProblemNote error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return <Skeleton lines={3} />
  const { numbers, known, texts } = found.data
  if (numbers.length === 0) return <p className="quiet">{t('call.none')}</p>
  const kinds = register.nouns.phones?.fields.kind
  const made = make.data
  return (
    <div className="stack">
      <p className="quiet">{t(texts ? 'call.lead.text' : 'call.lead')}</p>
      {numbers.length > 1 ? (
        <NativeSelect
          label={t('call.number')}
          value={phone}
          onChange={(event) => setPhone(event.currentTarget.value)}
          data={numbers.map((one, at) => ({
            value: at === 0 ? '' : one.id,
            label: `${one.shown} (${optionLabel(kinds, one.kind)})`,
          }))}
        />
      ) : (
        <p>
          {t('call.number')}: <strong>{numbers[0]!.shown}</strong>
        </p>
      )}
      {made && (
        <div className="note" role="status">
          <p className="small quiet">{t(made.code ? 'call.read' : 'call.sent', { number: made.shown })}</p>
          {made.code && (
            <p>
              <strong className="call-code">{made.code}</strong>
            </p>
          )}
          <p className="small quiet">{t('call.until', { time: formatTime(made.until) })}</p>
        </div>
      )}
      <ProblemNote error={make.error} />
      <div className="row">
        <Button
          variant={made || known ? 'default' : 'filled'}
          loading={make.isPending && make.variables === 'call_code'}
          disabled={make.isPending}
          onClick={() => make.mutate('call_code')}
        >
          {t(made?.code ? 'call.again' : 'call.make')}
        </Button>
        {texts && (phone === '' || numbers.find((one) => one.id === phone)?.kind === 'mobile') && (
          <Button
            variant="default"
            loading={make.isPending && make.variables === 'text_code'}
            disabled={make.isPending}
            onClick={() => make.mutate('text_code')}
          >
            {t('call.text')}
          </Button>
        )}
      </div>
    </div>
  )
}
