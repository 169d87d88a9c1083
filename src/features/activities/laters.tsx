/** When what is not done now is usually done: in an hour, tomorrow, on Monday, in a week; days begin at nine. */
export function laters(now: Date) {
  const on = (days: number) => {
    const at = new Date(now)
    at.setDate(at.getDate() + days)
    at.setHours(9, 0, 0, 0)
    return at
  }
  return [
    { words: 'task.in_hour', at: new Date(Math.ceil((now.getTime() + 3_600_000) / 60_000) * 60_000) },
    { words: 'task.tomorrow', at: on(1) },
    { words: 'task.monday', at: on(((8 - now.getDay()) % 7) + (now.getDay() === 1 ? 7 : 0)) },
    { words: 'task.week', at: on(7) },
  ] as const
}
