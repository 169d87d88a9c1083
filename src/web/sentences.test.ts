import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LANGUAGES } from '#kernel/vocabulary.ts'
import { awaiting, inAll } from '#register/sentences.ts'
import { allOf, ownOf } from './sentences.ts'

// A sentence that stands in three languages is read in one, and goes back as it came.

const WAITING = inAll(awaiting)

test('what is no such sentence is left as it is', () => {
  for (const text of ['', 'Teksti odottaa', JSON.stringify({ body: 'Texten väntar på granskning hos oss' })])
    for (const language of LANGUAGES) assert.equal(allOf(ownOf(text, language), language), text)
})

test('each reader reads their own, and what they type beside it is written back beside all three', () => {
  const sent = JSON.stringify({ items: [{ body: WAITING }, { body: `Soita. ${WAITING}` }, { body: 'Muuta' }] })
  for (const language of LANGUAGES) {
    const shown = ownOf(sent, language)
    assert.ok(shown.includes(awaiting[language]))
    for (const other of LANGUAGES) if (other !== language) assert.ok(!shown.includes(awaiting[other]), other)
    assert.equal(allOf(shown, language), sent)
    assert.equal(allOf(sent, language), sent, 'read under another language before it was switched')
  }
})
