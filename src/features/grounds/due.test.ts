import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { dayIn } from '#kernel/clock.ts'
import { daysBetween, dueOf, holidaysOf, isWorkingDay } from './due.ts'

const day = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2120-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const add = (from: string, days: number) => new Date(Date.parse(from) + days * 86_400_000).toISOString().slice(0, 10)

test('Easter and what moves with it, as almanacs have them', () => {
  // Good Friday, Easter Monday, Ascension, Midsummer, All Saints
  const almanac = {
    2024: ['2024-03-29', '2024-04-01', '2024-05-09', '2024-06-22', '2024-11-02'],
    2025: ['2025-04-18', '2025-04-21', '2025-05-29', '2025-06-21', '2025-11-01'],
    2026: ['2026-04-03', '2026-04-06', '2026-05-14', '2026-06-20', '2026-10-31'],
    2027: ['2027-03-26', '2027-03-29', '2027-05-06', '2027-06-26', '2027-11-06'],
    2038: ['2038-04-23', '2038-04-26', '2038-06-03', '2038-06-26', '2038-11-06'],
    2049: ['2049-04-16', '2049-04-19', '2049-05-27', '2049-06-26', '2049-11-06'],
    2076: ['2076-04-17', '2076-04-20', '2076-05-28', '2076-06-20', '2076-10-31'],
  }
  for (const [year, days] of Object.entries(almanac))
    for (const each of days) assert.ok(holidaysOf(Number(year)).has(each), each)
})

test('dates counted by hand', () => {
  const counted: [string, string][] = [
    ['2026-11-22', '2026-12-22'],
    ['2026-01-31', '2026-03-02'], // 28 February is a Saturday
    ['2028-01-31', '2028-02-29'], // a leap year
    ['2026-03-03', '2026-04-07'], // Good Friday, then Easter Monday
    ['2026-11-25', '2026-12-28'], // Christmas, St Stephen's on a Saturday, a Sunday
    ['2026-12-31', '2027-02-01'], // 31 January is a Sunday
    ['2026-12-01', '2027-01-04'], // New Year, a weekend
    ['2026-04-14', '2026-05-15'], // Ascension Day
  ]
  for (const [received, due] of counted) assert.equal(dueOf(received), due, received)
})

test('for any day: a working day, at most a month and the days that are free in a row, and never earlier for a later receipt', () => {
  fc.assert(
    fc.property(day, fc.nat(40), (received, later) => {
      const due = dueOf(received)
      assert.ok(isWorkingDay(due))
      const days = daysBetween(received, due)
      assert.ok(days >= 28 && days <= 31 + 5, `${days} days`)
      assert.ok(dueOf(add(received, later)) >= due)
      // nothing between the bare month and the due day was a working day
      const [year, month, date] = received.split('-').map(Number) as [number, number, number]
      const bare = new Date(Date.UTC(year, month, date))
      const end =
        bare.getUTCMonth() === month % 12
          ? bare.toISOString().slice(0, 10)
          : add(bare.toISOString().slice(0, 10), -bare.getUTCDate())
      for (let each = end; each < due; each = add(each, 1)) assert.ok(!isWorkingDay(each), each)
    }),
  )
})

test('the day is Helsinki’s, not the server’s', () => {
  assert.equal(dayIn(new Date('2026-11-22T22:30:00Z')), '2026-11-23')
  assert.equal(dayIn(new Date('2026-06-30T21:30:00Z')), '2026-07-01')
})
