import { useSearchParams } from 'wouter'
import { t } from '#web/language.ts'
import { Page } from '#web/Page.tsx'
import { useSession } from '#web/session.ts'
import { Change } from './Change.tsx'
import { Explain } from './Explain.tsx'
import { Levels } from './Levels.tsx'
import { Matrix } from './Matrix.tsx'
import { OwnFields } from './OwnFields.tsx'
import { Purposes } from './Purposes.tsx'
import { Retention } from './Retention.tsx'
import './register.css'

const VIEWS = ['matrix', 'purposes', 'retention', 'levels', 'own', 'change'] as const
type View = (typeof VIEWS)[number]

/** The register read as people read: what is held, why, how long, for whom; and changed by plan and apply. */
export default function RegisterScreen() {
  const session = useSession()
  const [params, setParams] = useSearchParams()
  const views = VIEWS.filter((view) => !['own', 'change'].includes(view) || session.may.includes('register'))
  const asked = params.get('view') as View
  const view = views.includes(asked) ? asked : 'matrix'
  const explained = params.get('field')
  const explain = (field: string | null) => setParams(field ? { view, field } : { view }, { replace: true })
  return (
    <Page title={t('nav.register')} subtitle={t('register.body')} wide>
      <nav className="tabs" aria-label={t('nav.register')}>
        {views.map((one) => (
          <button
            key={one}
            type="button"
            aria-current={one === view ? 'page' : undefined}
            onClick={() => setParams({ view: one })}
          >
            {t(`register.${one}`)}
          </button>
        ))}
      </nav>
      {view === 'matrix' && <Matrix explain={explain} />}
      {view === 'purposes' && <Purposes />}
      {view === 'retention' && <Retention />}
      {view === 'levels' && <Levels />}
      {view === 'own' && <OwnFields />}
      {view === 'change' && <Change />}
      {explained && <Explain field={explained} close={() => explain(null)} />}
    </Page>
  )
}
