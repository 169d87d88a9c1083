import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { t } from '#web/language.ts'
import { useSession } from '#web/session.ts'
import { mayFileNotice, staffNoticeQuery } from './StaffNotice.tsx'

/** Until somebody files that staff were told: what is read leaves no trace, and who may change that is reminded. */
export default function StaffBanner() {
  const may = mayFileNotice(useSession())
  const { data } = useQuery({ ...staffNoticeQuery, enabled: may })
  if (!may || !data || data.filed) return null
  return (
    <section className="banner note note-warn" aria-label={t('staffNotice.missing')}>
      <strong>{t('staffNotice.missing')}</strong> {t('staffNotice.missing.body')}{' '}
      <Link href="/settings">{t('staffNotice.go')}</Link>
    </section>
  )
}
