import { Fragment } from 'react'
import { t } from '#web/language.ts'
import { hueStyle } from '#web/PurposeChip.tsx'
import { inWords, purposeHue, purposeLabel, type Use, useRegister } from '#web/register.ts'

const NOUNS = ['people', 'companies', 'employments', 'emails', 'phones', 'addresses']
const HIDDEN = new Set(['id', 'version', 'folded', 'search', 'created_at', 'updated_at'])
const SIGN: Record<Use, string> = { write: '●', read: '○', digest: '◔', pseudonym: '◌', consent: '✓' }

/** Fields down, purposes across: what each may do with the value. An empty place: it is not there at all. */
export function Matrix({ explain }: { explain: (field: string) => void }) {
  const register = useRegister()
  const fields = NOUNS.flatMap((noun) =>
    Object.entries(register.nouns[noun]?.fields ?? {})
      .filter(([id, field]) => !HIDDEN.has(id) && !id.endsWith('_id') && Object.keys(field.purposes).length > 0)
      .map(([id, field]) => ({ noun, id, field })),
  )
  const purposes = Object.keys(register.purposes).filter((purpose) =>
    fields.some(({ field }) => field.purposes[purpose]),
  )
  return (
    <>
      <p className="legend small quiet">
        {(Object.keys(SIGN) as Use[]).map((use) => (
          <span key={use}>
            <span aria-hidden>{SIGN[use]}</span> {t(`use.${use}`)}
          </span>
        ))}
        <span>{t('use.none')}</span>
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table must be scrollable by keyboard */}
      <section className="matrix-scroll" tabIndex={0} aria-label={t('register.matrix')}>
        <table className="matrix">
          <thead>
            <tr>
              <th scope="col">{t('register.field')}</th>
              {purposes.map((purpose) => (
                <th
                  key={purpose}
                  scope="col"
                  className="hued"
                  style={hueStyle(purposeHue(register, purpose))}
                  title={inWords(register.purposes[purpose]?.wording)}
                >
                  <span>{purposeLabel(register, purpose)}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {NOUNS.map((noun) => (
              <Fragment key={noun}>
                <tr className="matrix-noun">
                  <th scope="rowgroup">{inWords(register.nouns[noun]?.plural, noun)}</th>
                  <td colSpan={purposes.length} />
                </tr>
                {fields
                  .filter((one) => one.noun === noun)
                  .map(({ id, field }) => (
                    <tr key={id}>
                      <th scope="row">
                        <button type="button" onClick={() => explain(`${noun}.${id}`)}>
                          {inWords(field.label, id)}
                        </button>
                      </th>
                      {purposes.map((purpose) => {
                        const use = field.purposes[purpose]
                        return (
                          <td
                            key={purpose}
                            className={use ? `hued use-${use}` : ''}
                            {...(use && {
                              style: hueStyle(purposeHue(register, purpose)),
                              title: `${purposeLabel(register, purpose)}: ${t(`use.${use}`)}`,
                            })}
                          >
                            {use && (
                              <>
                                <span aria-hidden>{SIGN[use]}</span>
                                <span className="visually-hidden">{t(`use.${use}`)}</span>
                              </>
                            )}
                          </td>
                        )
                      })}
                    </tr>
                  ))}
              </Fragment>
            ))}
          </tbody>
        </table>
      </section>
    </>
  )
}
