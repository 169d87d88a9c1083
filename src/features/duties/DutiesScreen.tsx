import { useQuery } from '@tanstack/react-query'
import { t } from '#web/language.ts'
import { Page } from '#web/Page.tsx'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { useSession } from '#web/session.ts'
import { GroupsPanel } from './GroupsPanel.tsx'
import { Matrix } from './Matrix.tsx'
import { dutiesQuery } from './place.tsx'
import { TitlesPanel } from './TitlesPanel.tsx'
import './duties.css'

/** Whose work each offer concerns, who said so and until when; what titles stand for; what we sell. */
export default function DutiesScreen() {
  const { may } = useSession()
  const { data, error, refetch } = useQuery(dutiesQuery)
  const owns = may.includes('register')
  return (
    <Page title={t('nav.duties')} subtitle={<p className="duties-measure">{t('duties.body')}</p>} wide>
      <ProblemNote error={error} retry={() => void refetch()} />
      {!data && !error && <Skeleton lines={8} />}
      {data && (
        <div className="panels">
          <Panel title={t('duties.matrix')}>
            <Matrix duties={data} />
          </Panel>
          {owns && <TitlesPanel duties={data} />}
          <GroupsPanel duties={data} owns={owns} />
        </div>
      )}
    </Page>
  )
}
