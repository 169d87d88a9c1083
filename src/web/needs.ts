import { importableFor, purposesOf, type Register } from './register.ts'
import { purposesHeld, type Session } from './session.ts'

// Who is shown a screen: by what a level may, sees and writes, as the register has it.

/** Whether all that a level works for sleeps, and at least one for want of its test. */
export function isAllAsleep(session: Session, { purposes }: Register): boolean {
  const held = purposesHeld(session).flatMap((id) => purposes[id] ?? [])
  return (
    held.every(({ asleep }) => asleep) && held.some(({ asleep, balance }) => asleep && balance?.state !== 'in_force')
  )
}

export function imports(session: Session, register: Register) {
  return session.may.includes('import') && importableFor(register, session.writes).length > 0
}

export function makesForms(session: Session) {
  return session.writes.includes('marketing') || session.writes.includes('rights')
}

export function arrangesSales(session: Session) {
  return session.may.includes('arrange') && session.writes.includes('sales')
}

export function may(verb: string) {
  return (session: Session) => session.may.includes(verb)
}

export function worksOn(noun: string) {
  return (session: Session, register: Register) => {
    const open = purposesOf(register, noun)
    return session.writes.some((purpose) => open.includes(purpose) && purpose !== 'rights')
  }
}

/** Whether the level writes a field of a noun under any of its purposes. */
export function writesAny(noun: string, field: string) {
  return (session: Session, register: Register) =>
    session.writes.some((purpose) => register.nouns[noun]?.fields[field]?.purposes[purpose] === 'write')
}

export function sees(noun: string, only?: string) {
  return (session: Session, register: Register) => {
    const open = only ? [only] : purposesOf(register, noun)
    return purposesHeld(session).some((purpose) => open.includes(purpose))
  }
}
