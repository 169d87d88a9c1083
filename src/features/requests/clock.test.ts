import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { daysBetween, dueOf, isWorkingDay, workingDayFrom } from '../grounds/due.ts'
import { daysLeft, firstDue, furthest, lastDayOf, markOf, resumed, type Timed, wasAtOnce } from './clock.ts'

// Art. 12(3) with Regulation 1182/71, counted for every day there is.

const day = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2120-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const noon = (one: string) => `${one}T10:00:00.000Z`
const timed = (more: Partial<Timed> = {}): Timed => ({
  state: 'open',
  received_at: noon('2026-11-02'),
  due_on: '2026-12-02',
  extended_to: null,
  identity_asked_at: null,
  delivered_at: null,
  ...more,
})

test('days that an almanac and a hand have counted', () => {
  const counted: [received: string, due: string, furthest: string][] = [
    ['2026-11-22', '2026-12-22', '2027-02-22'],
    ['2026-11-30', '2026-12-30', '2027-03-01'], // 28 February is a Sunday
    ['2026-11-06', '2026-12-07', '2027-02-08'], // Independence Day is a Sunday; 6 February a Saturday
    ['2026-03-31', '2026-04-30', '2026-06-30'],
    ['2026-04-01', '2026-05-04', '2026-07-01'], // Labour Day, a Friday
    ['2026-05-19', '2026-06-19', '2026-08-19'], // the eve of Midsummer is a working day by law
    ['2026-05-20', '2026-06-22', '2026-08-20'], // Midsummer Day, a Saturday
    ['2026-02-06', '2026-03-06', '2026-05-06'],
    ['2026-03-06', '2026-04-07', '2026-06-08'], // Easter Monday; a Saturday
  ]
  for (const [received, due, last] of counted) {
    assert.equal(firstDue(noon(received)), due, received)
    assert.equal(furthest(noon(received)), last, received)
  }
})

test('the day is counted in Helsinki: five to midnight there is still that day, five past is the next', () => {
  assert.equal(firstDue('2026-11-09T21:55:00.000Z'), '2026-12-09')
  assert.equal(firstDue('2026-11-09T22:05:00.000Z'), '2026-12-10')
})

test('for any day and up to three months: a working day, never earlier for a later receipt, never past the free days in a row', () => {
  fc.assert(
    fc.property(day, fc.constantFrom(1, 2, 3), fc.nat(40), (received, months, later) => {
      const due = dueOf(received, months)
      assert.ok(isWorkingDay(due))
      assert.ok(daysBetween(received, due) >= 28 * months && daysBetween(received, due) <= 31 * months + 5)
      const after = new Date(Date.parse(received) + later * 86_400_000).toISOString().slice(0, 10)
      assert.ok(dueOf(after, months) >= due)
      if (months > 1) assert.ok(due > dueOf(received, months - 1))
    }),
  )
})

test('a clock that stood goes on by as many days, on a working day, and never loses any', () => {
  fc.assert(
    fc.property(day, fc.nat(90), (asked, stood) => {
      const due = dueOf(asked)
      const now = new Date(Date.parse(noon(asked)) + stood * 86_400_000)
      const after = resumed(due, noon(asked), now)
      assert.ok(after >= due && isWorkingDay(after))
      assert.ok(daysBetween(due, after) >= stood && daysBetween(due, after) <= stood + 5)
      assert.equal(workingDayFrom(after), after)
    }),
  )
})

test('an extension counts only where it is later; a clock that stands, and an answer that arrived, count nothing', () => {
  assert.equal(lastDayOf(timed()), '2026-12-02')
  assert.equal(lastDayOf(timed({ extended_to: '2027-02-02' })), '2027-02-02')
  assert.equal(daysLeft(timed(), '2026-11-25'), 7)
  assert.equal(daysLeft(timed(), '2026-12-03'), -1)
  assert.equal(daysLeft(timed({ state: 'waiting' }), '2026-11-25'), null)
  assert.equal(daysLeft(timed({ state: 'answered', delivered_at: noon('2026-12-01') }), '2026-12-25'), null)
  assert.equal(daysLeft(timed({ state: 'answered' }), '2026-12-25'), -23, 'written and not delivered is late too')
})

test('told at fourteen, seven and two days, and when it is late; asked for identity on the fourth day it was not at once', () => {
  assert.deepEqual([15, 14, 8, 7, 3, 2, 0, -1].map(markOf), [null, 14, 14, 7, 7, 2, 2, -1])
  assert.equal(wasAtOnce(noon('2026-11-02'), new Date(noon('2026-11-05'))), true)
  assert.equal(wasAtOnce(noon('2026-11-02'), new Date(noon('2026-11-06'))), false)
})
