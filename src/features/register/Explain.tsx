import { Drawer } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { get } from '#web/api.ts'
import { formatDuration } from '#web/format.ts'
import { type Key, t, tMaybe } from '#web/language.ts'
import { PurposeChip } from '#web/PurposeChip.tsx'
import { inWords, useRegister } from '#web/register.ts'

/** What the server adds to what the register itself says of a field. */
type Explained = { reaches: string; notice: string[] }

/** One field: which purposes, which database roles, how long, how it reaches its person, what the notice says. */
export function Explain({ field: name, close }: { field: string; close: () => void }) {
  const register = useRegister()
  const [noun = '', id = ''] = name.split('.')
  const field = register.nouns[noun]?.fields[id]
  const more = useQuery({
    queryKey: ['explain', name],
    queryFn: () => get<Explained>('/register/explain', { field: name }),
    retry: false,
  })
  if (!field) return null
  const rule = register.retention[field.retention]
  const levels = Object.entries(register.levels).filter(([, level]) =>
    [...level.writes, ...level.reads].some((purpose) => field.purposes[purpose]),
  )
  const sentences = more.data?.notice ?? []
  return (
    <Drawer
      opened
      onClose={close}
      size={460}
      title={`${inWords(register.nouns[noun]?.label, noun)} · ${inWords(field.label, id)}`}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <div className="stack">
        <code className="code quiet">
          {name} · {tMaybe(`type.${field.type}`, field.type)}
        </code>
        <section>
          <h3>{t('explain.purposes')}</h3>
          <ul className="lines">
            {Object.entries(field.purposes).map(([purpose, use]) => (
              <li key={purpose}>
                <span className="main">
                  <PurposeChip purpose={purpose} />
                </span>
                <span className="quiet">{t(`use.${use}` as Key)}</span>
                <code className="code quiet small">purpose_{purpose}</code>
              </li>
            ))}
          </ul>
        </section>
        <section>
          <h3>{t('explain.levels')}</h3>
          <p>{levels.map(([one, level]) => inWords(level.label, one)).join(', ') || '–'}</p>
        </section>
        <section>
          <h3>{t('explain.until')}</h3>
          <p>
            {rule
              ? `${inWords(rule.from)} ${rule.length ? `+ ${formatDuration(rule.length)}` : (rule.law ?? '')}`
              : '–'}
          </p>
          <p className="quiet small">{inWords(rule?.reason)}</p>
        </section>
        <section>
          <h3>{t('explain.person')}</h3>
          <p>
            {t(`mask.${(register.nouns[noun]?.mask ?? 'none') as string}` as Key)}{' '}
            {more.data?.reaches && <code className="code">{more.data.reaches}</code>}
            {!field.personal && ` ${t('explain.notPersonal')}`}
          </p>
          <p className="quiet small">
            {t(`provenance.${field.provenance}` as Key)} ·{' '}
            {inWords(register.categories[field.category]?.label, field.category)}
          </p>
        </section>
        <section>
          <h3>{t('explain.notice')}</h3>
          {sentences.length > 0 ? (
            <ul className="bare stack stack-tight">
              {sentences.map((one) => (
                <li key={one} className="notice-sentence">
                  {one.trim()}
                </li>
              ))}
            </ul>
          ) : (
            <p className="notice-sentence">{inWords(register.categories[field.category]?.wording)}</p>
          )}
        </section>
      </div>
    </Drawer>
  )
}
