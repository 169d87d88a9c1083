import { Button } from '@mantine/core'
import { IconCircle, IconCircleCheckFilled } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { Link } from 'wouter'
import { get } from '#web/api.ts'
import { t } from '#web/language.ts'
import { Page } from '#web/Page.tsx'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { useSession } from '#web/session.ts'
import { AdoptForm } from './AdoptForm.tsx'
import { CompanyForm } from './CompanyForm.tsx'
import { LeavingTry } from './LeavingTry.tsx'
import { MailTry } from './MailTry.tsx'
import type { Step } from './step.ts'
import './setup.css'
import { TeamCards } from './TeamCards.tsx'
import { TextsForm } from './TextsForm.tsx'

/** The first ten minutes: what is done is read from the system, so that one may leave and come back. */
export default function StartScreen() {
  const session = useSession()
  const found = useQuery({
    queryKey: ['setup'],
    queryFn: () => get<{ steps: Step[]; demo: boolean }>('/setup'),
    refetchOnWindowFocus: true,
    staleTime: 0,
  })
  const steps = found.data?.steps ?? []
  const next = steps.find((step) => !step.done)?.id
  const [opened, open] = useState<string | null>(null)
  const shown = opened ?? next ?? null
  const done = steps.filter((step) => step.done).length
  const mayRegister = session.may.includes('register') && session.writes.includes('rights')
  const mayUsers = session.may.includes('users')
  const content: Record<string, (step: Step) => ReactNode> = {
    company: () => (mayRegister ? <CompanyForm /> : <Owner />),
    team: (step) => (mayUsers ? <TeamCards step={step} /> : <Administrator />),
    tests: () => <Go to="/privacy/balancing" label={t('start.tests.go')} />,
    retention: (step) => (mayRegister ? <AdoptForm step={step} /> : <Owner />),
    staff: () => <Go to="/settings" label={t('start.staff.go')} />,
    import: () => <Go to="/imports/new" label={t('start.import.go')} />,
    mail: (step) => (mayUsers ? <MailTry step={step} /> : <Administrator />),
    work: () => <Go to="/" label={t('start.work.go')} />,
    notice: () => <Go to="/settings/register?view=change" label={t('start.notice.go')} />,
    leaving: (step) => (session.writes.includes('relationship') ? <LeavingTry step={step} /> : <Seller />),
  }
  return (
    <Page title={t('start.title')} subtitle={found.data ? t('start.done', { done, all: steps.length }) : ''}>
      <ProblemNote error={found.error} retry={() => void found.refetch()} />
      {found.isPending && <Skeleton lines={8} />}
      {found.data?.demo && <p className="note">{t('start.demo')}</p>}
      <ol className="setup-steps">
        {steps.map((step) => (
          <li key={step.id}>
            <Panel
              title={t(`start.${step.id}`)}
              actions={
                <Button
                  size="compact-sm"
                  variant="subtle"
                  aria-expanded={shown === step.id}
                  onClick={() => open(shown === step.id ? '' : step.id)}
                >
                  {t(shown === step.id ? 'start.close' : 'start.open')}
                </Button>
              }
            >
              <p className="setup-state">
                {step.done ? (
                  <IconCircleCheckFilled size={18} className="setup-done" aria-hidden />
                ) : (
                  <IconCircle size={18} aria-hidden />
                )}
                <span className={step.done ? 'quiet' : ''}>
                  <span className="hidden-words">{t(step.done ? 'start.is.done' : 'start.is.open')}: </span>
                  {t(`start.${step.id}.body`)}
                </span>
              </p>
              {shown === step.id && content[step.id]?.(step)}
            </Panel>
          </li>
        ))}
      </ol>
      {found.data && mayUsers && (
        <div className="setup-beside">
          <Panel title={t('texts.title')}>
            <TextsForm />
          </Panel>
        </div>
      )}
    </Page>
  )
}

const Go = ({ to, label }: { to: string; label: string }) => (
  <p>
    <Link href={to}>{label}</Link>
  </p>
)
const Owner = () => <p className="quiet">{t('start.who.privacy')}</p>
const Administrator = () => <p className="quiet">{t('start.who.users')}</p>
const Seller = () => <p className="quiet">{t('start.who.relationship')}</p>
