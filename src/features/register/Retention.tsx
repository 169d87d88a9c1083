import { formatDuration } from '#web/format.ts'
import { t } from '#web/language.ts'
import { inWords, useRegister } from '#web/register.ts'
import { Wide } from '#web/Wide.tsx'

export function Retention() {
  const register = useRegister()
  return (
    <Wide label={t('register.retention')}>
      <table className="plain retention">
        <thead>
          <tr>
            <th>{t('register.what')}</th>
            <th>{t('register.from')}</th>
            <th>{t('register.length')}</th>
            <th>{t('register.end')}</th>
            <th>{t('register.reason')}</th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(register.retention).map(([id, rule]) => (
            <tr key={id}>
              <td>
                <strong>{inWords(rule.label, id)}</strong>
                <div className="small quiet">{inWords(rule.what)}</div>
              </td>
              <td>{inWords(rule.from)}</td>
              <td>{rule.length ? formatDuration(rule.length) : rule.law}</td>
              <td>{t(`retentionEnd.${rule.end}`)}</td>
              <td className="quiet">{inWords(rule.reason)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  )
}
