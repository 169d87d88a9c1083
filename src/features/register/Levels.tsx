import { t, tMaybe } from '#web/language.ts'
import { PurposeChip } from '#web/PurposeChip.tsx'
import { inWords, useRegister } from '#web/register.ts'
import { Wide } from '#web/Wide.tsx'

export function Levels() {
  const register = useRegister()
  const chips = (list: readonly string[]) =>
    list.length ? list.map((one) => <PurposeChip key={one} purpose={one} />) : '–'
  return (
    <Wide label={t('register.levels')}>
      <table className="plain">
        <thead>
          <tr>
            <th>{t('register.level')}</th>
            <th>{t('users.writes')}</th>
            <th>{t('users.reads')}</th>
            <th>{t('register.besides')}</th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(register.levels).map(([id, level]) => (
            <tr key={id}>
              <td>
                <strong>{inWords(level.label, id)}</strong>
                <div className="small quiet">{inWords(level.wording)}</div>
              </td>
              <td>
                <span className="chips">{chips(level.writes)}</span>
              </td>
              <td>
                <span className="chips">{chips(level.reads)}</span>
              </td>
              <td className="quiet">{level.may.map((verb) => tMaybe(`verb.${verb}`, verb)).join(', ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  )
}
