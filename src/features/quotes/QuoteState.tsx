import { optionLabel, useRegister } from '#web/register.ts'

const TONES: Record<string, string> = {
  draft: 'chip-plain',
  sent: 'chip-warn',
  accepted: 'chip-good',
  declined: 'chip-bad',
}

export function StateChip({ state }: { state: string }) {
  const register = useRegister()
  return (
    <span className={`chip ${TONES[state] ?? 'chip-plain'}`}>
      {optionLabel(register.nouns.quotes?.fields.state, state)}
    </span>
  )
}
