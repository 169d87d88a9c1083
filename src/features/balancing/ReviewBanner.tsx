import { Link } from 'wouter'
import { t, tn } from '#web/language.ts'
import { purposeLabel, useRegister } from '#web/register.ts'
import { useSession } from '#web/session.ts'
import './balancing.css'

/** Days before the end from which the banner is no longer a reminder. */
const URGENT = 30

/** Above every screen of those who sign: reviews that are late, and purposes that nobody has weighed yet. */
export default function ReviewBanner() {
  const register = useRegister()
  const session = useSession()
  if (!session.may.includes('register')) return null
  const tested = Object.entries(register.purposes).flatMap(([id, { balance, untested }]) =>
    balance && !untested ? [{ id, ...balance }] : [],
  )
  const due = tested.filter(({ state }) => state === 'review_due')
  const unsigned = tested.filter(({ state }) => state === 'unsigned')
  const urgent = due.some(({ days }) => (days ?? 0) <= URGENT)
  return (
    <>
      {due.length > 0 && (
        <section className={`banner note ${urgent ? 'note-bad' : 'note-warn'}`} aria-label={t('balancing.due.title')}>
          <strong>{t('balancing.due.title')}</strong>
          <ul>
            {due.map(({ id, days }) => (
              <li key={id}>
                <Link href={`/privacy/balancing?purpose=${id}`}>{purposeLabel(register, id)}</Link>,{' '}
                {tn('balancing.daysLeft', days ?? 0)}
              </li>
            ))}
          </ul>
        </section>
      )}
      {unsigned.length === tested.length && unsigned.length > 0 && (
        <section className="banner note note-warn" aria-label={t('balancing.first.title')}>
          <strong>{t('balancing.first.title')}</strong> {t('balancing.first.body')}{' '}
          <Link href="/privacy/balancing">{t('balancing.first.go')}</Link>
        </section>
      )}
    </>
  )
}
