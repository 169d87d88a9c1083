import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bodyShape, type Form } from './form.ts'
import { lint } from './lint.ts'
import { consentsOffered, startingForm, startingScript } from './starting.ts'

const house = { controller: 'Pohjolan Huoltotarvike Oy', notices: ['fi', 'sv', 'en'] as const }
const start = startingForm(house.controller)
const [first] = start.consents
const form = (change: object): Form => bodyShape.parse({ ...structuredClone(start), ...change }) as Form
const withConsent = (change: object) => form({ consents: [{ ...structuredClone(first), ...change }] })
const found = (one: Form, about = house as Parameters<typeof lint>[1]) =>
  lint(one, about).map(({ code, field, why }) => `${code} ${field} ${why}`)
const wording = (fi: string) => ({ ...first!.wording, fi })

test('pre-ticked, bundled and required consents are refused by name', () => {
  const refused: [Form, string][] = [
    [withConsent({ ticked: true }), 'CONSENT_INVALID_FORM consents.0.ticked ticked'],
    [withConsent({ required: true }), 'CONSENT_REQUIRED_FOR_SERVICE consents.0.required required'],
    [withConsent({ topic: ['products', 'events'] }), 'CONSENT_INVALID_FORM consents.0.topic several'],
    [withConsent({ channel: ['email', 'text'] }), 'CONSENT_INVALID_FORM consents.0.channel several'],
    [
      withConsent({ wording: wording('Hyväksyn käyttöehdot ja tilaan uutiskirjeen.') }),
      'CONSENT_BUNDLED_WITH_TERMS consents.0.wording.fi terms',
    ],
    [
      withConsent({ wording: wording('Saatte lähettää tarjouksia sähköpostilla ja tekstiviestillä.') }),
      'CONSENT_INVALID_FORM consents.0.wording.fi mixed',
    ],
    [
      withConsent({ wording: wording('Saatte lähettää uutisia sekä kumppaneiden tarjouksia.') }),
      'CONSENT_INVALID_FORM consents.0.wording.fi mixed',
    ],
    [
      withConsent({ wording: wording('Saatte lähettää uutisia ja profiloida minua.') }),
      'CONSENT_INVALID_FORM consents.0.wording.fi mixed',
    ],
    [form({ consents: [first, first] }), 'CONSENT_INVALID_FORM consents.1 twice'],
    [form({ consents: [] }), 'CONSENT_INVALID_FORM consents none'],
    [form({ content_for: 'consented' }), 'CONSENT_REQUIRED_FOR_SERVICE content_for gated'],
  ]
  for (const [one, expected] of refused) assert.deepEqual(found(one), [expected])
})

test('what a person must be told is asked for in every language the form offers, and in no other', () => {
  for (const [part, code] of [
    ['withdrawal', 'CONSENT_INVALID_FORM'],
    ['privacy', 'NOTICE_NOT_SHOWN'],
    ['title', 'CONSENT_INVALID_FORM'],
  ] as const) {
    const lacking = { [part]: { ...start[part], sv: ' ' } }
    assert.deepEqual(found(form(lacking)), [`${code} ${part}.sv missing`])
    assert.deepEqual(found(form({ ...lacking, languages: ['fi', 'en'] })), [])
  }
  assert.deepEqual(found(withConsent({ wording: { ...first!.wording, en: '' } })), [
    'CONSENT_INVALID_FORM consents.0.wording.en missing',
  ])
  assert.deepEqual(found(start, { ...house, controller: '' }), ['CONSENT_INVALID_FORM controller.name controller'])
  assert.deepEqual(found(start, { ...house, notices: ['fi', 'en'] }), ['NOTICE_NOT_SHOWN notice.sv notice'])
  assert.deepEqual(found(form({ languages: [] })), ['CONSENT_INVALID_FORM languages language'])
})

test('yes and no weigh the same, and the way out is as short as the way in', () => {
  const answers = (yes: string, no: string) =>
    found(
      form({
        languages: ['fi'],
        consents: [{ ...first, answer: 'yes_no', yes: { fi: yes }, no: { fi: no } }],
      }),
    )
  assert.deepEqual(answers('Kyllä', 'Ei'), [])
  assert.deepEqual(answers('Kyllä', ''), ['CHOICE_NOT_EQUAL consents.0.no.fi labels'])
  assert.deepEqual(answers('', 'Ei'), ['CHOICE_NOT_EQUAL consents.0.yes.fi labels'])
  assert.deepEqual(answers('Kyllä', 'Ei kiitos, maksan mieluummin täyden hinnan'), [
    'CHOICE_NOT_EQUAL consents.0.no.fi labels',
  ])
  assert.deepEqual(answers('Kyllä kiitos', 'Ei, menetän edut'), ['CHOICE_NOT_EQUAL consents.0.no.fi shaming'])
  const withdrawal = (fi: string) => found(form({ withdrawal: { ...start.withdrawal, fi } }))
  assert.deepEqual(withdrawal('Voit perua suostumuksen kirjallisesti.'), ['CHOICE_NOT_EQUAL withdrawal.fi hard'])
  assert.deepEqual(withdrawal('Tietosi ovat turvassa.'), ['CONSENT_INVALID_FORM withdrawal.fi silent'])
})

test('a site is named as browsers name it', () => {
  const origins = (...origins: string[]) => found(form({ origins }))
  assert.deepEqual(origins('https://www.pohjolan.example', 'http://localhost:8080'), [])
  for (const bad of ['https://a.example/', 'http://a.example', '*', 'https://*.a.example', "'self'", 'a.example'])
    assert.deepEqual(origins(bad), ['CONSENT_INVALID_FORM origins.0 origin'], bad)
})

test('a form to a service says what is given; what we propose passes as it is', () => {
  assert.equal(found(form({ service: 'download' })).length, 3)
  assert.deepEqual(found(start), [])
  for (const consent of consentsOffered(house.controller)) assert.deepEqual(found(form({ consents: [consent] })), [])
  assert.deepEqual(lint(startingScript(house.controller), house), [])
  const bundled = { ...startingScript(house.controller), languages: ['fi' as const] }
  assert.deepEqual(
    lint({ ...bundled, text: { ...bundled.text, fi: 'Hyväksytkö toimitusehdot ja uutiskirjeen?' } }, house).map(
      ({ code }) => code,
    ),
    ['CONSENT_BUNDLED_WITH_TERMS'],
  )
})
