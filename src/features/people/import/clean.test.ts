import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dateOf } from './answers.ts'
import { cleaner } from './clean.ts'
import { recognise } from './columns.ts'

/** One row, given as header → cell. */
function clean(cells: Record<string, string>) {
  const headers = Object.keys(cells)
  return cleaner(recognise(headers, []), 'en')(Object.values(cells), 7)
}
const codes = (cells: Record<string, string>) => clean(cells).problems.map((found) => found.code)
const row = (cells: Record<string, string>) => clean(cells).row

test('a row without name and address is rejected with a reason, other ways to reach it or not', () => {
  for (const cells of [
    { Etunimi: '', Sähköposti: '', Puhelin: '040 123 4567', Yritys: 'Firma Oy' },
    { Etunimi: ' \u00a0', Sähköposti: 'ei ole', Puhelin: '', Yritys: '' },
  ]) {
    const { as, problems } = clean(cells)
    assert.equal(as, 'rejected')
    const last = problems.at(-1)!
    assert.deepEqual([last.code, last.line, last.weight], ['ROW_WITHOUT_IDENTITY', 7, 'rejected'])
    assert.ok(last.says.endsWith('.'))
  }
  assert.equal(clean({ Etunimi: 'Matti', Sähköposti: 'info at firma.fi' }).as, 'accepted')
  assert.equal(clean({ Etunimi: '', Sähköposti: 'info@firma.fi' }).as, 'accepted')
  assert.equal(clean({ Etunimi: '  ', Sähköposti: '\u00a0' }).as, 'blank')
})

test('an identity code in any cell is masked everywhere and the person kept', () => {
  const cells = {
    Etunimi: 'Venla 161293X950M',
    Sukunimi: 'Laine',
    Sähköposti: '161293X950M@firma.fi',
    Puhelin: '161293X950M',
    Yritys: '161293X950M Oy',
    Muistiinpanot: 'eka\nhetu 161293X950M, toinen 051089-9884',
    'Oma sarake': '161293x950m',
    Hetu: '161293X950M',
    Kielto: 'kyllä, 161293X950M',
  }
  const cleaned = clean(cells)
  assert.equal(cleaned.as, 'accepted')
  assert.doesNotMatch(JSON.stringify(cleaned), /950M|9884/i)
  assert.equal(cleaned.problems.filter((found) => found.code === 'IDENTITY_CODE_REMOVED').length, 8)
  assert.equal(cleaned.row.notes, 'eka\nhetu ******-****, toinen ******-****')
})

test('bad values are left out and said, the rest of the row stays', () => {
  const cells = {
    Etunimi: 'Matti',
    Sähköposti: 'matti@@',
    Puhelin: '12',
    'Y-tunnus': '2069746-9',
    Yritys: 'Firma Oy',
    Kieli: 'klingon',
    'Legal basis': 'because',
  }
  assert.deepEqual(codes(cells), [
    'EMAIL_INVALID',
    'PHONE_INVALID',
    'BUSINESS_ID_INVALID',
    'LANGUAGE_UNKNOWN',
    'LEGAL_BASIS_UNKNOWN',
  ])
  const found = row(cells)
  assert.deepEqual([found.emails, found.phones, found.language, found.legal_basis], [[], [], null, null])
  assert.equal(found.company?.name, 'Firma Oy')
  assert.equal(found.company?.business_id, null)
  assert.deepEqual(codes({ Etunimi: 'Nguy?n', Sukunimi: '?ukasz' }), ['LETTERS_LOST'])
  assert.deepEqual(codes({ Etunimi: 'Matti', Puhelin: 'ei puhelinta' }), [])
})

test('a formula stays text and is said; a telephone number is none', () => {
  const { row: found, problems } = clean({
    Etunimi: 'Matti',
    Muistiinpanot: '=HYPERLINK("http://evil.example","x")',
    Oma: '\t=1+1',
    Puhelin: '+358 40 123 4567',
  })
  assert.equal(found.notes, '=HYPERLINK("http://evil.example","x")')
  assert.equal(found.extra.Oma, '=1+1')
  assert.equal(found.phones[0]!.number, '+358401234567')
  assert.deepEqual(
    problems.map(({ code, column }) => [code, column]),
    [
      ['FORMULA_AS_TEXT', 'Muistiinpanot'],
      ['FORMULA_AS_TEXT', 'Oma'],
    ],
  )
  assert.equal(row({ Etunimi: 'Matti', Muistiinpanot: "'=1+1" }).notes, '=1+1')
})

test('a refusal is heard in three languages, and in doubt taken for one', () => {
  for (const value of [
    'kyllä',
    'K',
    'x',
    'X',
    'ja',
    'JA',
    'yes',
    'true',
    'TRUE',
    '1',
    '✓',
    '✗',
    'do not contact',
    'kielto',
    'Kielletty',
    '2024-05-01',
    'förbud',
    'unsubscribed',
    '?!a',
    'soitettu, ei halua',
  ]) {
    assert.equal(row({ Etunimi: 'M', Markkinointikielto: value }).objection, true, value)
  }
  for (const value of [
    '',
    'ei',
    'E',
    'no',
    'N',
    'nej',
    'false',
    'FALSE',
    '0',
    '-',
    'ei kieltoa',
    'sallittu',
    'n/a',
    '?',
    '  ',
  ]) {
    assert.equal(row({ Etunimi: 'M', Markkinointikielto: value }).objection, false, value)
  }
  assert.equal(row({ Etunimi: 'M', Markkinointikielto: 'kyllä' }).objectionText, 'Markkinointikielto: kyllä')
})

test('a refusal among labels or in the place of a consent is one too', () => {
  for (const label of [
    'Markkinointikielto',
    '* myContacts ::: Markkinointikielto',
    'VIP; Do not contact',
    'marknadsföringsförbud',
    'Unsubscribed',
    'Ei markkinointia',
  ]) {
    assert.equal(row({ 'First Name': 'M', Labels: label }).objection, true, label)
  }
  for (const label of ['* myContacts', 'Asiakas', 'Messukontakti 2019', 'Subscribed', 'Opted in']) {
    assert.equal(row({ 'First Name': 'M', Labels: label }).objection, false, label)
  }
  const refused = row({ Etunimi: 'M', Markkinointilupa: 'Kieltänyt' })
  assert.deepEqual([refused.objection, refused.consent], [true, null])
  assert.deepEqual(row({ Etunimi: 'M', Status: 'Cleaned' }).bounced, true)
  const calls = row({ Etunimi: 'M', 'Do not call': 'TRUE' })
  assert.deepEqual([calls.phoneObjection, calls.objection], [true, false])
})

test('a consent is graded by what shows it', () => {
  const consent = (cells: Record<string, string>) => row({ Etunimi: 'M', ...cells }).consent
  assert.equal(consent({ Markkinointilupa: 'ei' }), null)
  assert.equal(consent({ Markkinointilupa: '' }), null)
  assert.equal(consent({ Markkinointilupa: 'odottaa' }), null)
  assert.deepEqual(consent({ Markkinointilupa: 'kyllä' }), { grade: 'none' })
  assert.deepEqual(consent({ Markkinointilupa: 'kyllä', 'Suostumuksen lähde': 'lomake' }), {
    grade: 'none',
    text: 'lomake',
  })
  assert.deepEqual(consent({ Markkinointilupa: '5.3.2021' }), { grade: 'legacy', at: '2021-03-05' })
  assert.deepEqual(consent({ Markkinointilupa: 'x', 'Suostumuksen pvm': '2021-03-05 14:30' }), {
    grade: 'legacy',
    at: '2021-03-05T14:30:00',
  })
  assert.deepEqual(consent({ Samtycke: 'ja', Samtyckesdatum: '2021-03-05', 'Samtyckets källa': 'mässa' }), {
    grade: 'full',
    at: '2021-03-05',
    text: 'mässa',
  })
  assert.equal(consent({ Markkinointilupa: 'kyllä', Markkinointikielto: 'kyllä' }), null)
  assert.deepEqual(codes({ Etunimi: 'M', Suostumus: 'x', 'Suostumuksen pvm': '31.2.2021' }), ['DATE_UNREADABLE'])
})

test('dates are read day first, and only when they exist', () => {
  assert.equal(dateOf('5.3.2021'), '2021-03-05')
  assert.equal(dateOf('05/03/2021'), '2021-03-05')
  assert.equal(dateOf('5.3.2021 klo 9.05'), '2021-03-05T09:05:00')
  assert.equal(dateOf('2021-03-05T09:05:07.123Z'), '2021-03-05T09:05:07Z')
  assert.equal(dateOf('2021-03-05 09:05:07 +0200'), '2021-03-05T09:05:07+0200')
  for (const text of ['30.2.2021', '2021-13-01', '5.3.21', 'eilen', '1.1.1800', '2021-03-05 25:00'])
    assert.equal(dateOf(text), null, text)
})

test('addresses get their kind, and one cell may hold several', () => {
  const kinds = (cells: Record<string, string>) => row({ Etunimi: 'M', ...cells }).emails
  assert.deepEqual(kinds({ Sähköposti: 'Matti <Matti.M@Firma.fi>; INFO@firma.fi, matti@gmail.com' }), [
    { address: 'matti.m@firma.fi', kind: 'named_work' },
    { address: 'info@firma.fi', kind: 'generic' },
    { address: 'matti@gmail.com', kind: 'private' },
  ])
  for (const address of [
    'myynti@f.fi',
    'asiakaspalvelu@f.fi',
    'office@f.fi',
    'kontakt@f.se',
    'försäljning@f.se',
    'info.turku@f.fi',
    'myynti2@f.fi',
  ]) {
    assert.equal(kinds({ Email: address })[0]!.kind, 'generic', address)
  }
  for (const domain of [
    'hotmail.com',
    'outlook.com',
    'icloud.com',
    'suomi24.fi',
    'luukku.com',
    'saunalahti.fi',
    'kolumbus.fi',
  ]) {
    assert.equal(kinds({ Email: `info@${domain}` })[0]!.kind, 'private', domain)
  }
  for (const company of [
    'Ålandtraktori 450 Tmi',
    'T:mi Virtanen',
    'Tmi Virtanen',
    'Toiminimi M. Virtanen',
    'Bergs Bil (enskild firma)',
  ]) {
    assert.equal(kinds({ Email: 'info@f.fi', Yritys: company })[0]!.kind, 'sole_trader', company)
  }
  assert.equal(kinds({ Email: 'a@f.fi', Yritys: 'Optmi Oy' })[0]!.kind, 'named_work')
})

test('numbers get their kind, and one cell may hold several', () => {
  assert.deepEqual(row({ Etunimi: 'M', Puhelin: '040 123 4567 / (09) 321171', Vaihde: '020 123456' }).phones, [
    { number: '+358401234567', kind: 'mobile', raw: '040 123 4567' },
    { number: '+3589321171', kind: 'work', raw: '(09) 321171' },
    { number: '+35820123456', kind: 'switchboard', raw: '020 123456' },
  ])
  assert.deepEqual(codes({ Etunimi: 'M', Puhelin: '(09) 920302' }), ['PHONE_UNKNOWN_SERIES'])
  assert.deepEqual(row({ Etunimi: 'M', 'Phone 1 - Label': 'Work Fax', 'Phone 1 - Value': '09 321171' }).phones, [])
  assert.equal(
    row({ Etunimi: 'M', 'Phones / Primary Phone Calling Code': '+46', 'Phones / Primary Phone Number': '701234567' })
      .phones[0]!.number,
    '+46701234567',
  )
})

test('a company is gathered from its parts; a place without one stays beside the person', () => {
  assert.deepEqual(
    row({
      Nimi: 'Matti Virtanen',
      Yritys: ' Firma  Oy ',
      'ALV-numero': 'FI01120389',
      Kaupunki: 'Turku',
      Maa: 'Suomi',
      'Address line 1': 'Katu 1',
      'Address line 2': 'B 2',
    }).company,
    {
      name: 'Firma Oy',
      business_id: '0112038-9',
      sole_trader: false,
      city: 'Turku',
      street: 'Katu 1, B 2',
      postcode: null,
      country: 'FI',
      website: null,
    },
  )
  const alone = row({ Nimi: 'Virtanen, Matti', Kaupunki: 'Turku' })
  assert.deepEqual(
    [alone.company, alone.extra, alone.given_name, alone.family_name],
    [null, { Kaupunki: 'Turku' }, 'Matti', 'Virtanen'],
  )
  assert.deepEqual(row({ Nimi: 'M', Yritys: 'AB', 'VAT number': 'SE556012579001' }).extra, {
    'VAT number': 'SE556012579001',
  })
})

test('language, legal basis, bounce, owner and columns of their own', () => {
  const found = row({
    Etunimi: 'M',
    Kieli: 'Ruotsi',
    'Legal basis': 'Legitimate interest – existing customer',
    'Email hard bounce reason': 'UNKNOWN_USER',
    'Contact owner': 'Sanna',
    'Lifecycle Stage': 'lead',
    Suosikkiväri: 'sininen',
  })
  assert.deepEqual(
    [found.language, found.legal_basis, found.bounced, found.owner, found.lifecycle, found.extra],
    ['sv', 'legitimate_interest', true, 'Sanna', 'lead', { Suosikkiväri: 'sininen' }],
  )
})

test('overlong text is cut and said', () => {
  const { row: found, problems } = clean({ Etunimi: 'M'.repeat(5000), Muistiinpanot: 'x'.repeat(40_000) })
  assert.equal(found.given_name!.length, 200)
  assert.equal(found.notes!.length, 32_767)
  assert.deepEqual(
    problems.map((one) => one.code),
    ['VALUE_CUT', 'VALUE_CUT'],
  )
})
