import type { CSSProperties } from 'react'
import { inWords, purposeHue, purposeLabel, useRegister } from './register.ts'

export const hueStyle = (hue: number) => ({ '--hue': hue }) as CSSProperties

/** The quiet word that says what one is working for. */
export function PurposeChip({ purpose }: { purpose: string }) {
  const register = useRegister()
  return (
    <span
      className="chip hued"
      style={hueStyle(purposeHue(register, purpose))}
      title={inWords(register.purposes[purpose]?.wording)}
    >
      {purposeLabel(register, purpose)}
    </span>
  )
}
