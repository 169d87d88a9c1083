import { t, tMaybe } from '#web/language.ts'
import { Panel } from '#web/Panel.tsx'
import { inWords, purposeLabel, useRegister } from '#web/register.ts'

/** Each purpose as the notice says it to the person: what for, on which basis, against what one may object. */
export function Purposes() {
  const register = useRegister()
  return (
    <div className="purpose-cards">
      {Object.entries(register.purposes).map(([id, purpose]) => (
        <Panel
          key={id}
          title={purposeLabel(register, id)}
          purpose={id}
          wordless
          {...(purpose.asleep && { actions: <span className="chip chip-warn">{t('register.asleep')}</span> })}
        >
          <p>{inWords(purpose.wording)}</p>
          {purpose.interest && (
            <p className="small quiet">
              {t('register.interest')}: {inWords(purpose.interest)}
            </p>
          )}
          <p className="small quiet">
            {purpose.bases.map((basis) => t(`basis.${basis}`)).join(', ')} · {t(`objection.${purpose.objection}`)} ·{' '}
            {purpose.audience.map((one) => tMaybe(`position.${one}`, one)).join(', ')}
          </p>
        </Panel>
      ))}
    </div>
  )
}
