import { t } from '#web/language.ts'

export function BusinessIdNote({ value }: { value: string | null | undefined }) {
  const state = businessIdState(value ?? '')
  if (state === 'empty') return null
  const tone = { right: 'chip-good', wrong: 'chip-bad', unfinished: 'chip-plain', foreign: 'chip-plain' }[state]
  return (
    <span className={`chip ${tone}`} role="status">
      {t(`businessId.${state}`)}
    </span>
  )
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2]

/** The Finnish Business ID's own check (1234567-1): the server decides, this only answers while typing. */
export function businessIdState(text: string): 'empty' | 'unfinished' | 'right' | 'wrong' | 'foreign' {
  const trimmed = text.trim().toUpperCase()
  if (!trimmed) return 'empty'
  if (/^[A-Z]{2}/.test(trimmed) && !trimmed.startsWith('FI')) return 'foreign'
  const found = /^(?:FI)?(\d{6,7})-?(\d)$/.exec(trimmed)
  if (!found) return /^(FI)?\d{0,7}-?$/.test(trimmed) ? 'unfinished' : 'wrong'
  const digits = (found[1] ?? '').padStart(7, '0')
  const rest = [...digits].reduce((sum, digit, i) => sum + Number(digit) * (WEIGHTS[i] ?? 0), 0) % 11
  if (rest === 1) return 'wrong'
  return Number(found[2]) === (rest === 0 ? 0 : 11 - rest) ? 'right' : 'wrong'
}
