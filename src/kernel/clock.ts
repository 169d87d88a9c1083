/** The one source of time, so that tests can move it. */
export const clock = { now: (): Date => new Date() }

/** The day it is in Helsinki at a moment, 'YYYY-MM-DD': what the law counts in days is counted there. */
export const dayIn = (moment: Date): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Helsinki', dateStyle: 'short' }).format(moment)

/** Today in Helsinki. */
export const today = (): string => dayIn(clock.now())

/** The same day by the clock of the database, in SQL. */
export const TODAY = `(now() at time zone 'Europe/Helsinki')::date`
