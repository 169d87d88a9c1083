import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { get } from '#web/api.ts'
import { t, tMaybe } from '#web/language.ts'

type Asked = { given_name?: unknown; family_name?: unknown; email?: string; phone?: string }
type Same = { items: { id: string; title: string; subtitle?: string; why: string | string[] }[] }

/** While typing: people whom this level may see and who may be the same. */
export function LikelySame({ asked, purpose, open }: { asked: Asked; purpose: string; open: () => void }) {
  const [query] = useDebouncedValue(asked, 350)
  const enough = Boolean(
    (query.given_name && query.family_name) || (query.email?.includes('@') ?? false) || (query.phone?.length ?? 0) > 6,
  )
  const found = useQuery({
    queryKey: ['duplicates', query, purpose],
    queryFn: ({ signal }) => get<Same>('/people/duplicates', { ...(query as Record<string, string>), purpose }, signal),
    enabled: enough,
    gcTime: 0,
  })
  const items = enough ? (found.data?.items ?? []) : []
  return (
    <div aria-live="polite">
      {items.length > 0 && (
        <div className="note note-warn">
          <p>
            <strong>{t('duplicates.title')}</strong>
          </p>
          <ul className="bare">
            {items.slice(0, 4).map((one) => (
              <li key={one.id}>
                <Link href={`/people/${one.id}?purpose=${purpose}`} onClick={open}>
                  {one.title}
                </Link>{' '}
                {one.subtitle} ·{' '}
                {[one.why]
                  .flat()
                  .map((why) => tMaybe(`duplicates.${why}`, why))
                  .join(', ')}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  )
}
