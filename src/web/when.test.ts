import assert from 'node:assert/strict'
import { test } from 'node:test'
import { localOf, whenIn } from './when.ts'

// Monday, the 23rd of November 2026, noon.
const NOW = new Date(2026, 10, 23, 12, 0)
const heard = (text: string) => {
  const found = whenIn(text, NOW)
  return found && [localOf(found.at), found.rest]
}

test('nothing is heard where no time is told', () => {
  for (const text of [
    'Soita Maijalle',
    'Tarkista tuote 9.5',
    'Huomennakin voi soittaa',
    'Maanantaikappale palautettava',
    'Lähetä klo 25 kuvaa',
    'versio 31.2.',
    'huomenna klo 9',
    '',
  ])
    assert.equal(heard(text), null, text)
})

test('a day and a clock are heard in three languages, and left out of what is to be done', () => {
  const told: Record<string, [string, string]> = {
    'soita Maijalle huomenna klo 9': ['2026-11-24T09:00', 'soita Maijalle'],
    'Ylihuomenna klo 14.30 katselmus': ['2026-11-25T14:30', 'katselmus'],
    'Lähetä tarjous perjantaina': ['2026-11-27T09:00', 'Lähetä tarjous'],
    'Palaveri maanantaina klo 8': ['2026-11-30T08:00', 'Palaveri'],
    'Vahvista tänään klo 15:15': ['2026-11-23T15:15', 'Vahvista'],
    'Uusi sopimus 1.3. klo 10': ['2027-03-01T10:00', 'Uusi sopimus'],
    'Uusi sopimus 24.12.2026': ['2026-12-24T09:00', 'Uusi sopimus'],
    'Ring Maija i morgon kl. 9': ['2026-11-24T09:00', 'Ring Maija'],
    'skicka offert på fredag kl 14.05': ['2026-11-27T14:05', 'skicka offert'],
    'Call Maija tomorrow at 2 pm': ['2026-11-24T14:00', 'Call Maija'],
    'Follow up in a week': ['2026-11-30T09:00', 'Follow up'],
    // a clock that has gone by is tomorrow's
    'Soita klo 9': ['2026-11-24T09:00', 'Soita'],
    'Soita klo 16': ['2026-11-23T16:00', 'Soita'],
  }
  for (const [text, wanted] of Object.entries(told)) assert.deepEqual(heard(text), wanted, text)
})
