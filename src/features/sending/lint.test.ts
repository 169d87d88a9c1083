import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, test } from 'node:test'
import { LANGUAGES } from '#kernel/vocabulary.ts'
import { controller } from '#register/index.ts'
import type { Allowed, Composed } from './decision.ts'
import { frame } from './frame.ts'
import { lint } from './lint.ts'
import { frames } from './words.ts'

const decided = (more: Partial<Allowed> = {}): Allowed => ({
  content: 'marketing',
  topic: 'products',
  purpose: 'marketing',
  person: '0195c0de-0000-7000-8000-00000000000a',
  sending: '0195c0de-0000-7000-8000-00000000000b',
  address: 'aino@asiakas.example',
  language: 'fi',
  ground: 'consent',
  requires: ['refusal'],
  measure: false,
  source: { kind: 'register', name: 'Kaupparekisteri' },
  sender: controller,
  links: { notice: 'https://crm.example/tietosuojaseloste', leave: `https://crm.example/u/${'a1-_'.repeat(27)}` },
  ...more,
})
const first = decided({ requires: ['source', 'notice', 'refusal'] })
const framed = (decision: Allowed, body = 'Hei!\n\nUudet öljyt & suodattimet.') =>
  frame(decision, { subject: 'Uutisia', body })
const refused = (decision: Allowed, composed: Composed, code: string, detail?: string) =>
  assert.throws(
    () => lint(decision, composed),
    (error: any) => {
      assert.equal(error.code, code)
      if (detail) assert.equal(error.more.detail, detail)
      return true
    },
  )
const service = (text: string, more: Partial<Composed> = {}): Composed => ({ subject: 'Tilauksesi', text, ...more })
const serving = decided({ content: 'service', requires: [] })

describe('promotion in a service message', () => {
  for (const text of [
    'Tilauksesi on lähtenyt. Osta nyt myös suodattimet!',
    'Kuittaus liitteenä.\nAlennuskoodi SYKSY26.',
    'Laskusi. Tilaa uutiskirjeemme.',
    'Hyödynnä tarjous ennen sunnuntaita.',
    'Din order är på väg. Köp nu till vinterpris.',
    'Specialerbjudanden för dig',
    'Your invoice. You may also like: oil filters.',
    'Use the discount code AUTUMN.',
    'Katso: https://pohjolan.example/?utm_campaign=syksy',
  ])
    test(text.slice(0, 50), () => refused(serving, service(text), 'PROMOTION_IN_SERVICE'))

  test('as it is declared, and wherever it stands', () => {
    refused(serving, service('Kuittaus.', { kinds: ['body', 'promotion'] }), 'PROMOTION_IN_SERVICE', 'promotion')
    refused(serving, service('Kuittaus.', { html: '<p>Kuittaus.</p><b>Osta\nnyt</b>' }), 'PROMOTION_IN_SERVICE')
    refused(serving, { subject: 'Erikoistarjous', text: 'Kuittaus.' }, 'PROMOTION_IN_SERVICE')
  })

  for (const text of [
    'Kiitos tilauksestasi! Öljynsuodatin 2 kpl, alennus 10 %, yhteensä 84,00 €. Toimitus maanantaina.',
    'Tarjouksenne 2041 on hyväksytty. Tarjous on voimassa 31.12. asti.',
    'Tilauksesi toimitetaan tänään. Uutuustuotteen käyttöohje on liitteenä. Ilmainen toimitus.',
    'Kampanjahinta 12,00 € on huomioitu laskulla. Edustajasi tavoittaa numerosta 010 000.',
    'Tack för din beställning! Rabatt 10 %. Missa inte förfallodagen 15.12. Erbjudandet du godkände bifogas.',
    'Thank you for your order! Discount −€4.00. To change your order now, reply. Your quote is valid only today.',
    'Huoltokatko 1.12. klo 22–24. Lisää: https://status.pohjolan.example/incidents/42',
    'Seuraa lähetystä: https://posti.example/seuranta?id=JJFI1234567890',
  ])
    test(`ordinary: ${text.slice(0, 40)}`, () => lint(serving, service(text)))
})

describe('a marketing message', () => {
  for (const language of LANGUAGES)
    test(`framed in ${language} it passes, first or not, in either form`, () => {
      for (const decision of [decided({ language }), { ...first, language }]) {
        const composed = framed(decision)
        lint(decision, composed)
        assert.ok(composed.text.includes(frames[language].leave))
        assert.ok(composed.html!.includes('suodattimet') && composed.html!.includes('&#38;'))
      }
    })

  test('lacks its sender, its way out or its notice, in either form', () => {
    const decision = decided()
    const { links, sender } = decision
    for (const [part, detail] of [
      [sender.name, 'sender'],
      [links.leave, 'refusal'],
      [links.notice, 'notice'],
    ] as const) {
      const whole = framed(decision)
      refused(decision, { ...whole, text: whole.text.replaceAll(part, '…') }, 'DM_TEMPLATE_INVALID', detail)
      refused(decision, { ...whole, html: whole.html!.replaceAll(part, '…') }, 'DM_TEMPLATE_INVALID', detail)
    }
    refused(decision, { subject: 'x', text: `${sender.name} ${links.notice}` }, 'DM_TEMPLATE_INVALID', 'refusal')
  })

  test('the first one without the source, or without the right to refuse as a part of its own', () => {
    const whole = framed(first)
    const words = frames.fi
    const without = (part: string) => ({
      ...whole,
      text: whole.text.replace(part, ''),
      html: whole.html!.replace(part, ''),
    })
    refused(first, { ...framed(decided()) }, 'ART14_NOTICE_DUE')
    refused(first, { ...whole, text: whole.text.replaceAll(words.source(first.source!), '') }, 'ART14_NOTICE_DUE')
    refused(first, without(words.objection.body), 'OBJECTION_BLOCK_MISSING')
    refused(first, { ...whole, html: whole.html!.replace(words.objection.title, '') }, 'OBJECTION_BLOCK_MISSING')
    refused({ ...first, source: { kind: 'elsewhere' } }, whole, 'SOURCE_UNKNOWN')
  })
})

describe('measuring without consent', () => {
  const { person, sending, address } = decided()
  const digest = createHash('sha256').update(address).digest('hex')
  const inHtml = (more: string) => {
    const whole = framed(decided())
    return { ...whole, html: whole.html!.replace('</body>', `${more}</body>`) }
  }
  for (const [name, more] of [
    ['an image of one point', '<img src="https://x.example/a.gif" width="1" height="1">'],
    ['an image of no size', "<img style='width:0px' src=//x.example/a>"],
    ['an image not shown', '<img src="https://x.example/a" style="display: none">'],
    ['an image that reports opens', '<img src="https://x.example/open/abc.png">'],
    ['a link with the person', `<a href="https://x.example/?p=${person}">x</a>`],
    ['a link with the sending', `<a href="https://x.example/c/${sending.replaceAll('-', '')}">x</a>`],
    ['a link with the address', `<a href="https://x.example/?e=${encodeURIComponent(address)}&amp;a=1">x</a>`],
    ['a link with the address hashed', `<a href="https://x.example/?h=${digest}">x</a>`],
    [
      'a link with the address coded',
      `<a href="https://x.example/${Buffer.from(address).toString('base64url')}">x</a>`,
    ],
  ] as const)
    test(name, () => {
      refused(decided(), inHtml(more), 'PIXEL_WITHOUT_CONSENT')
      lint(decided({ measure: true }), inHtml(more))
    })

  test('in the text too, and as it is declared', () => {
    const whole = framed(decided(), `Katso https://x.example/?p=${person}`)
    refused(decided(), whole, 'PIXEL_WITHOUT_CONSENT', 'link')
    refused(decided(), { ...framed(decided()), kinds: ['pixel'] }, 'PIXEL_WITHOUT_CONSENT', 'pixel')
  })

  test('plain pictures and links, and one’s own way out, are no measuring', () => {
    lint(
      decided(),
      inHtml(
        '<img src="https://pohjolan.example/logo.png" width="120" height="40"><a href="https://pohjolan.example/tuotteet?sivu=2">x</a>',
      ),
    )
  })
})
