import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import {
  businessId,
  emailAddress,
  hasIdentityCode,
  manyLines,
  oneLine,
  phoneNumber,
  withoutIdentityCodes,
} from './values.ts'

test('what is no e-mail address is none', () => {
  const bad = [
    'info at firma.fi',
    'matti@@',
    'x@',
    '@example.fi',
    'ei ole',
    '',
    'a@b',
    'a b@c.fi',
    'a@b..fi',
    '.a@b.fi',
    'a.@b.fi',
    'a@-b.fi',
    'a@b.fi, c@d.fi',
    'a@b.f',
    'a@1.2.3.4',
    '"a b"@c.fi',
    `${'a'.repeat(65)}@b.fi`,
    `a@${'b'.repeat(250)}.fi`,
    'a@b_c.fi',
    'a@b.fi\n@',
  ]
  for (const text of bad) assert.equal(emailAddress(text), null, text)
})

test('an address is trimmed and folded', () => {
  assert.equal(emailAddress('  Matti.Meikäläinen@FIRMA.fi '), 'matti.meikäläinen@firma.fi')
  assert.equal(emailAddress('\u00a0ÜLLE.1@firma.example\u200b'), 'ülle.1@firma.example')
  assert.equal(emailAddress("o'connor+x@sub.firma.co.uk"), "o'connor+x@sub.firma.co.uk")
  assert.equal(emailAddress('a@höyry.fi'), 'a@höyry.fi')
  assert.equal(emailAddress('a@xn--hyry-6qa.xn--p1ai'), 'a@xn--hyry-6qa.xn--p1ai')
})

test('an e-mail check takes no time to speak of, whatever it is given', () => {
  for (const text of [`${'a.'.repeat(126)}@`, `a@${'a-'.repeat(120)}.fi`, `${'a'.repeat(200)}@${'a.'.repeat(20)}`]) {
    const begun = performance.now()
    emailAddress(text)
    assert.ok(performance.now() - begun < 500)
  }
})

test('words, short codes and impossible lengths are no telephone numbers', () => {
  for (const text of [
    'ei puhelinta',
    '',
    '112',
    '12',
    '+358',
    '040 12',
    '=1+1+1',
    '1234567890123456789',
    'x'.repeat(10_000),
  ]) {
    assert.equal(phoneNumber(text), null, text)
  }
})

test('numbers become E.164, dialled in Finland unless they say otherwise', () => {
  const numbers: [string, string, boolean][] = [
    ['00358-45-9317160', '+358459317160', true],
    ['040 559 5175', '+358405595175', true],
    ['+358 (0)40 123 4567', '+358401234567', true],
    ['(09) 321171', '+3589321171', false],
    ['puh. 050-1234567 (iltaisin)', '+358501234567', true],
    ['020 123 456', '+35820123456', false],
    ['+46 70 123 45 67', '+46701234567', true],
    ['018 12345', '+3581812345', false],
    ['401234567', '+358401234567', true],
  ]
  for (const [text, number, mobile] of numbers)
    assert.deepEqual(phoneNumber(text), { number, mobile, known: true }, text)
  assert.equal(phoneNumber('(09) 920302')?.known, false)
})

test('the fast path says what the library says', () => {
  const digits = fc.stringMatching(/^\d{0,11}$/)
  const written = fc
    .tuple(
      fc.constantFrom('+358', '00358', '+358 (0)', '0', '(0', '+358 0', '00', '358', '+', ''),
      fc.constantFrom('40', '45', '50', '44', '9', '9)', '18', '19', '20', '49', '43', '8', '1', ')', ''),
      fc.constantFrom('', ' ', '-', ' - ', '  ', ') '),
      digits,
      fc.constantFrom('', ' ', '-', '--'),
      fc.stringMatching(/^\d{0,5}$/),
      fc.constantFrom('', '-', ' ', ')'),
    )
    .map((parts) => parts.join(''))
  fc.assert(
    fc.property(written, (text) => {
      const phone = parsePhoneNumberFromString(text, 'FI')
      const ours = phoneNumber(text)
      if (phone?.isValid())
        assert.deepEqual(ours, { number: phone.number, mobile: phone.getType() === 'MOBILE', known: true })
      else assert.notEqual(ours?.known, true)
    }),
    { numRuns: 20_000 },
  )
})

test('a Business ID with a wrong check digit is refused', () => {
  for (const text of [
    '2069746-9',
    '0112038-8',
    '1234567-2',
    '',
    '0000000-0',
    'FI0112038',
    'SE556012579001',
    '123-4',
    '01120389-9',
  ]) {
    assert.equal(businessId(text), null, text)
  }
  // A remainder of 1 has no check digit at all.
  const unfit = Array.from({ length: 1000 }, (_, i) => String(1_000_000 + i)).filter((body) => remainderOf(body) === 1)
  assert.ok(unfit.length > 50)
  for (const body of unfit) for (let digit = 0; digit < 10; digit++) assert.equal(businessId(`${body}-${digit}`), null)
})

test('a Business ID is read in all its forms', () => {
  for (const id of ['0112038-9', '0877830-0', '2331972-7', '0100130-4', '1710128-9', '1572860-0'])
    assert.equal(businessId(id), id)
  for (const text of ['FI01120389', ' fi 01120389 ', '01120389', '112038-9', '003701120389', '0112038–9', '1120389']) {
    assert.equal(businessId(text), '0112038-9', text)
  }
})

const CHECK = '0123456789ABCDEFHJKLMNPRSTUVWXY'
const identityCode = fc
  .record({
    day: fc.date({ min: new Date('1900-01-01'), max: new Date('1999-12-31'), noInvalidDate: true }),
    number: fc.integer({ min: 2, max: 999 }),
    century: fc.constantFrom(18, 19, 20),
    sign: fc.nat(),
  })
  .filter(({ day }) => !(day.getUTCMonth() === 1 && day.getUTCDate() === 29))
  .map(({ day, number, century, sign }) => {
    const signs = { 18: '+', 19: '-YXWVU', 20: 'ABCDEF' }[century]!
    const birth = [day.getUTCDate(), day.getUTCMonth() + 1, day.getUTCFullYear() % 100]
      .map((part) => String(part).padStart(2, '0'))
      .join('')
    const tail = String(number).padStart(3, '0')
    return `${birth}${signs[sign % signs.length]}${tail}${CHECK[Number(birth + tail) % 31]}`
  })

test('any identity code is found in any text, and nothing of it is left', () => {
  const around = fc.stringMatching(/^[\p{L} .,:;()"'\n]{0,20}$/u)
  fc.assert(
    fc.property(around, identityCode, around, fc.boolean(), (before, code, after, lower) => {
      const text = before + (lower ? code.toLowerCase() : code) + after
      assert.ok(hasIdentityCode(text))
      assert.equal(withoutIdentityCodes(text), `${before}******-****${after}`)
    }),
    { numRuns: 2000 },
  )
  fc.assert(
    fc.property(
      fc.array(identityCode, { minLength: 2, maxLength: 5 }),
      (codes) => !/\d/.test(withoutIdentityCodes(codes.join(', '))),
    ),
  )
  assert.equal(withoutIdentityCodes('hetu 161293X950M tarkistettu'), 'hetu ******-**** tarkistettu')
  assert.equal(withoutIdentityCodes('131052 – 308T'), '******-****')
})

test('what only resembles an identity code is left alone', () => {
  const others = [
    '131052-308U', // wrong check character
    '311189-3081', // fine digits, see below: the 31st of November there is not
    '131052-0013', // individual number 001
    '0112038-9',
    '+358401234567',
    'INV 131052-30812',
    '9131052-308T',
  ]
  for (const text of others) assert.equal(withoutIdentityCodes(text), text, text)
  const body = '311189308'
  assert.equal(hasIdentityCode(`311189-308${CHECK[Number(body) % 31]}`), false)
  assert.equal(hasIdentityCode(`290299-308${CHECK[290299308 % 31]}`), false)
  assert.equal(hasIdentityCode(`290200A308${CHECK[290200308 % 31]}`), true)
  assert.equal(hasIdentityCode(`290200+308${CHECK[290200308 % 31]}`), false)
})

test('text is cleaned of what cannot be seen', () => {
  assert.equal(oneLine(' a\u00a0\u200bb \t c\u0001 '), 'a b c')
  assert.equal(oneLine('A\u030akesson'), 'Åkesson')
  assert.equal(oneLine('\u202eevil'), 'evil')
  assert.equal(manyLines(' a  b \r\n\r\n\r\n\r\nc\rd '), 'a b\n\nc\nd')
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => oneLine(oneLine(text)) === oneLine(text)))
})

function remainderOf(body: string): number {
  return [7, 9, 10, 5, 8, 4, 2].reduce((sum, weight, i) => sum + weight * Number(body[i]), 0) % 11
}
