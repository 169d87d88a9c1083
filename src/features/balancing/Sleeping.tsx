import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { get } from '#web/api.ts'
import { Empty } from '#web/Empty.tsx'
import { t } from '#web/language.ts'
import { useTitle } from '#web/Page.tsx'
import { PurposeChip } from '#web/PurposeChip.tsx'
import { registerQuery, useRegister } from '#web/register.ts'
import { purposesHeld, useSession } from '#web/session.ts'

/** Instead of work, where all that somebody works for waits for its balancing test: what is missing, and who signs. */
export default function Sleeping() {
  const register = useRegister()
  const session = useSession()
  // The signature of another opens this page too, with no need to load it again.
  useQuery({ ...registerQuery, refetchInterval: 5000, refetchOnWindowFocus: true })
  const signers = useQuery({
    queryKey: ['balancing signers'],
    queryFn: () => get<{ names: string[] }>('/balancing-signers'),
  })
  useTitle(t('balancing.sleeping.title'))
  const waiting = purposesHeld(session).filter((one) => register.purposes[one]?.balance)
  const names = signers.data?.names ?? []
  return (
    <Empty
      alone
      title={t('balancing.sleeping.title')}
      actions={session.may.includes('register') && <Link href="/privacy/balancing">{t('balancing.first.go')}</Link>}
    >
      <div className="stack">
        <p>{t('balancing.sleeping.body')}</p>
        <p className="chips balancing-waiting">
          {waiting.map((one) => (
            <PurposeChip key={one} purpose={one} />
          ))}
        </p>
        {signers.data && (
          <p>
            {names.length > 0
              ? t('balancing.sleeping.who', { names: names.join(', ') })
              : t('balancing.sleeping.nobody')}
          </p>
        )}
      </div>
    </Empty>
  )
}
