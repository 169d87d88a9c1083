import { Button, NativeSelect } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Also } from '#web/Also.tsx'
import { address, get, post } from '#web/api.ts'
import { formatDate, formatTime } from '#web/format.ts'
import { language, t } from '#web/language.ts'
import type { RequestProps } from '#web/mounts.ts'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { inWords, useRegister } from '#web/register.ts'
import { toast } from '#web/toast.tsx'
import { ReportStores } from './ReportStores.tsx'
import { ReportTexts } from './ReportTexts.tsx'
import type { Preview } from './shown.ts'
import './report.css'

/** The report of a request: looked through, made, opened, and handed over by a link. */
export default function ReportPanel(props: RequestProps) {
  const report = () => <Report {...props} />
  if (props.kinds.some((one) => one === 'access' || one === 'port')) return report()
  return props.person ? <Also title={t('report.title')}>{report}</Also> : null
}

function Report({ id, person, open }: RequestProps) {
  const [looking, setLooking] = useState(false)
  return (
    <Panel
      title={t('report.title')}
      purpose="rights"
      wordless
      actions={
        person && !looking ? (
          <Button size="compact-sm" onClick={() => setLooking(true)}>
            {t('report.look')}
          </Button>
        ) : null
      }
    >
      {!person ? (
        <p className="quiet">{t('report.nobody')}</p>
      ) : looking ? (
        <Work id={id} open={open} />
      ) : (
        <p className="quiet">{t('report.lead')}</p>
      )}
    </Panel>
  )
}

function Work({ id, open }: { id: string; open: boolean }) {
  const client = useQueryClient()
  const register = useRegister()
  const options = Object.entries(register.nouns.redactions?.fields.reason?.options ?? {})
  const [reason, setReason] = useState('other_person')
  const key = ['report', id]
  const found = useQuery({
    queryKey: key,
    queryFn: () => get<Preview>(`/requests/${id}/report`, { purpose: 'rights' }),
  })
  const again = () => {
    void client.invalidateQueries({ queryKey: key })
    void client.invalidateQueries({ queryKey: ['record', 'requests', id] })
  }
  const make = useMutation({
    mutationFn: (what: 'report' | 'portable') => post(`/requests/${id}/${what}`, {}, { query: { purpose: 'rights' } }),
    onSuccess: () => {
      toast(t('report.made'))
      again()
    },
  })
  if (found.error) return <ProblemNote error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return <Skeleton lines={6} />
  const preview = found.data
  return (
    <div className="stack">
      <ReportStores id={id} preview={preview} open={open} again={again} />
      <NativeSelect
        label={t('report.reason')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        data={options.map(([value, words]) => ({ value, label: inWords(words, value) }))}
      />
      <ReportTexts id={id} preview={preview} open={open} reason={reason} again={again} />
      <ProblemNote error={make.error} />
      <div className="row">
        <Button
          component="a"
          href={address(`/requests/${id}/report/paper`, { purpose: 'rights', language: language() })}
          target="_blank"
          rel="noreferrer"
        >
          {t('report.preview')}
        </Button>
        {open && (
          <>
            <Button variant="filled" loading={make.isPending} onClick={() => make.mutate('report')}>
              {t('report.make')}
            </Button>
            <Button disabled={make.isPending} onClick={() => make.mutate('portable')}>
              {t('report.portable')}
            </Button>
          </>
        )}
      </div>
      {preview.reports.length > 0 && <Kept preview={preview} />}
    </div>
  )
}

function Kept({ preview }: { preview: Preview }) {
  const register = useRegister()
  const kinds = register.nouns.reports?.fields.kind?.options
  return (
    <section aria-label={t('report.kept')}>
      <h3>{t('report.kept')}</h3>
      <ul className="lines">
        {preview.reports.map((one) => (
          <li key={one.id}>
            <span className="main">
              {inWords(kinds?.[one.kind], one.kind)} <span className="quiet small">{formatTime(one.created_at)}</span>
              <br />
              <span className="quiet small">
                {one.open ? t('report.ends', { date: formatDate(one.ends_on) }) : t('report.gone')}
              </span>
            </span>
            {one.open && (
              <span className="row">
                {one.kind === 'access' && (
                  <a
                    href={address(`/reports/${one.id}/content`, { part: 'first', purpose: 'rights' })}
                    target="_blank"
                    rel="noreferrer"
                  >
                    {t('report.open')}
                  </a>
                )}
                <a href={address(`/reports/${one.id}/content`, { purpose: 'rights' })}>{t('report.download')}</a>
                {one.link && (
                  <Button
                    size="compact-sm"
                    onClick={() => void navigator.clipboard.writeText(one.link!).then(() => toast(t('report.linked')))}
                  >
                    {t('report.link')}
                  </Button>
                )}
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
