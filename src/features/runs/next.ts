const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** The next time a schedule of five fields (UTC) comes round after `from`, as ISO; null when not within two years. */
export function nextOf(cron: string, from: Date): string | null {
  const fields = cron.trim().split(/\s+/)
  const [minutes, hours, days, months, weekdays] = [
    [0, 59],
    [0, 23],
    [1, 31],
    [1, 12],
    [0, 7],
  ].map(([low, high], i) => valuesOf(fields[i] ?? '*', low!, high!)) as [
    Set<number>,
    Set<number>,
    Set<number>,
    Set<number>,
    Set<number>,
  ]
  if (weekdays.has(7)) weekdays.add(0)
  const anyDay = fields[2] === '*'
  const anyWeekday = fields[4] === '*'
  const onDay = (at: Date) => {
    const [day, weekday] = [days.has(at.getUTCDate()), weekdays.has(at.getUTCDay())]
    // Where both are said, either will do: as cron has always had it.
    return months.has(at.getUTCMonth() + 1) && (anyDay || anyWeekday ? day && weekday : day || weekday)
  }
  let at = new Date(Math.floor(from.getTime() / MINUTE) * MINUTE + MINUTE)
  const end = at.getTime() + 731 * DAY
  while (at.getTime() < end) {
    if (!onDay(at)) at = new Date(Math.floor(at.getTime() / DAY) * DAY + DAY)
    else if (!hours.has(at.getUTCHours())) at = new Date(Math.floor(at.getTime() / HOUR) * HOUR + HOUR)
    else if (!minutes.has(at.getUTCMinutes())) at = new Date(at.getTime() + MINUTE)
    else return at.toISOString()
  }
  return null
}

/** `*`, `5`, `1-5`, `1,3` and each with a step of minutes or hours after a slash. */
function valuesOf(field: string, low: number, high: number): Set<number> {
  const found = new Set<number>()
  for (const part of field.split(',')) {
    const [range = '*', step] = part.split('/')
    const [from, to] = range === '*' ? [low, high] : range.split('-').map(Number)
    const last = to ?? (step ? high : from!)
    for (let value = from!; value <= last; value += Number(step ?? 1)) found.add(value)
  }
  return found
}
