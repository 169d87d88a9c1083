import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { get, post } from '#web/api.ts'
import { formatDate } from '#web/format.ts'
import { t } from '#web/language.ts'
import type { PanelProps } from '#web/mounts.ts'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import type { Row } from '#web/record.ts'
import { useSession } from '#web/session.ts'
import { Channels, rememberedChannel } from './Channels.tsx'

/** A company may refuse direct marketing for all that represent it. */
export default function CompanyRefusalPanel({ id, purpose }: PanelProps) {
  return <Panel title={t('wish.title')} whenSeen={() => <Refusal id={id} purpose={purpose} />} />
}

function Refusal({ id, purpose }: { id: string; purpose: string }) {
  const session = useSession()
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const [channel, setChannel] = useState(rememberedChannel)
  const key = ['company-refusal', id, purpose]
  const company = useQuery({ queryKey: key, queryFn: () => get<Row>(`/companies/${id}`, { purpose }) })
  const say = useMutation({
    mutationFn: (verb: 'refuse_marketing' | 'allow_marketing') =>
      post(`/companies/${id}/${verb}`, { channel }, { query: { purpose } }),
    onSuccess: () => {
      setAsking(false)
      void client.invalidateQueries({ queryKey: key })
      void client.invalidateQueries({ queryKey: ['record', 'companies', id] })
    },
  })
  if (company.isPending) return <Skeleton lines={2} />
  if (company.error) return <ProblemNote error={company.error} />
  const since = company.data.refused_at
  const mayAllow = session.writes.includes(purpose)
  return (
    <div className="stack">
      <div className="row">
        <span className="grow">
          {since ? t('company.refused', { date: formatDate(since) }) : t('company.refused.not')}
        </span>
        {(!since || mayAllow) && (
          <Button size="compact-sm" aria-expanded={asking} onClick={() => setAsking(!asking)}>
            {t(since ? 'company.allow' : 'company.refuse')}
          </Button>
        )}
      </div>
      {asking && (
        <div className="stack objection">
          <p className="small quiet">{t(since ? 'company.allow.effect' : 'company.refuse.effect')}</p>
          <Channels channel={channel} choose={setChannel} />
          <Button
            variant="filled"
            loading={say.isPending}
            onClick={() => say.mutate(since ? 'allow_marketing' : 'refuse_marketing')}
          >
            {t('object.now')}
          </Button>
        </div>
      )}
      <ProblemNote error={say.error} />
    </div>
  )
}
