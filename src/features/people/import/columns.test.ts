import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { FIELDS, type FieldId, recognise } from './columns.ts'
import { splitName } from './names.ts'

/** "Header = field" pairs, one a line; - stands for none of our fields. */
function expectColumns(list: string): void {
  const pairs = list
    .trim()
    .split('\n')
    .map((line) => line.trim().split(' = '))
  const columns = recognise(
    pairs.map(([header]) => header!),
    [],
  )
  const found = columns.map(({ header, field }) => `${header} = ${field ?? '-'}`)
  assert.deepEqual(
    found,
    pairs.map(([header, field]) => `${header} = ${field}`),
  )
}

test('a header that says nothing is not guessed at', () => {
  for (const { field } of recognise(['Kenttä 1', 'xyz', '', 'Score', 'Fax'], [['1', 'a', 'b', '3', '09 1234567']])) {
    assert.equal(field, null)
  }
})

test('what we have no purpose for is left out', () => {
  for (const header of [
    'Henkilötunnus',
    'Hetu',
    'Birthday',
    'Sukupuoli',
    'Kön',
    'Gender',
    'Puhuttelu',
    'Salutation',
    'Religion',
    'Spouse',
  ]) {
    assert.equal(recognise([header], [])[0]!.field, 'left_out', header)
  }
})

test('every way of saying no is an objection', () => {
  const headers = [
    'Markkinointikielto',
    'Suoramarkkinointikielto',
    'Sähköinen suoramarkkinointikielto',
    'Ei saa markkinoida',
    'Ei markkinointia',
    'Kielto',
    'Marknadsföringsförbud',
    'Direktmarknadsföringsförbud',
    'Får ej kontaktas',
    'Kontakta inte',
    'Avregistrerad',
    'Unsubscribed from all email',
    'Opted out of email: Newsletter',
    'Do Not Contact',
    'do_not_contact',
    'DoNotContact',
    'Email Opt Out',
    'HasOptedOutOfEmail',
    'Unsubscribed',
    'UNSUB_TIME',
    'Marketing ban',
    'Email Address is Opted-Out',
    'emailAddressIsOptedOut',
    'Do not send marketing',
    'Opt-out',
  ]
  for (const header of headers) assert.equal(recognise([header], [])[0]!.field, 'objection', header)
  for (const header of ['Do Not Call', 'doNotCall', 'Puhelinkielto', 'Ring inte', 'Ei saa soittaa']) {
    assert.equal(recognise([header], [])[0]!.field, 'phone_objection', header)
  }
})

test('HubSpot', () => {
  expectColumns(`
    Record ID = -
    First Name = given_name
    Last Name = family_name
    Email = email
    Additional email addresses = email
    Phone Number = phone
    Mobile Phone Number = phone_mobile
    Job Title = job_title
    Company Name = company
    Street Address = street
    City = city
    Postal Code = postcode
    Country/Region = country
    Website URL = website
    Preferred language = language
    Contact owner = owner
    Lifecycle Stage = lifecycle
    Legal basis for processing contact's data = legal_basis
    Unsubscribed from all email = objection
    Opted out of email: Marketing Information = objection
    Email hard bounce reason = bounced
    Invalid email address = bounced
    Create Date = -`)
})

test('Google, old and new', () => {
  expectColumns(`
    Name = left_out
    Given Name = given_name
    Family Name = family_name
    Birthday = left_out
    Notes = notes
    Language = language
    Group Membership = labels
    E-mail 1 - Type = left_out
    E-mail 1 - Value = email
    E-mail 2 - Value = email
    Phone 1 - Type = left_out
    Phone 1 - Value = phone
    Address 1 - Street = street
    Address 1 - City = city
    Address 1 - Postal Code = postcode
    Address 1 - Country = country
    Organization 1 - Name = company
    Organization 1 - Title = job_title
    Website 1 - Value = website`)
  expectColumns(`
    First Name = given_name
    Phonetic First Name = left_out
    Last Name = family_name
    Name Prefix = left_out
    Organization Name = company
    Organization Title = job_title
    Labels = labels
    E-mail 1 - Label = left_out
    E-mail 1 - Value = email
    Phone 1 - Label = left_out
    Phone 1 - Value = phone`)
})

test('Outlook in three languages: the civility is not the job', () => {
  expectColumns(`
    Title = -
    First Name = given_name
    Last Name = family_name
    Company = company
    Job Title = job_title
    Business Street = street
    Business City = city
    Business Postal Code = postcode
    Business Country/Region = country
    Home Street = -
    Business Fax = -
    Business Phone = phone
    Mobile Phone = phone_mobile
    Categories = labels
    E-mail Address = email
    E-mail Type = left_out
    E-mail Display Name = left_out
    E-mail 2 Address = email
    Notes = notes
    Web Page = website`)
  expectColumns(`
    Etunimi = given_name
    Sukunimi = family_name
    Yritys = company
    Tehtävänimike = job_title
    Työpaikan katuosoite = street
    Työpaikan postinumero = postcode
    Työpaikan postitoimipaikka = city
    Työpuhelin = phone
    Matkapuhelin = phone_mobile
    Faksi (työ) = -
    Sähköpostiosoite = email
    Sähköpostiosoite 2 = email
    Muistiinpanot = notes`)
  expectColumns(`
    Titel = -
    Förnamn = given_name
    Efternamn = family_name
    Företag = company
    Befattning = job_title
    Gatuadress (arbete) = street
    Ort (arbete) = city
    Postnummer (arbete) = postcode
    Telefon, arbete = phone
    Mobiltelefon = phone_mobile
    Fax, arbete = -
    E-postadress = email
    Anteckningar = notes`)
})

test('Twenty and EspoCRM', () => {
  expectColumns(`
    Name / First Name = given_name
    Name / Last Name = family_name
    Emails / Primary Email = email
    Phones / Primary Phone Number = phone
    Phones / Primary Phone Calling Code = calling_code
    Company / Name = company
    Job Title = job_title
    City = city`)
  expectColumns(`
    firstName = given_name
    lastName = family_name
    emailAddress = email
    phoneNumber = phone
    accountName = company
    addressStreet = street
    addressPostalCode = postcode
    doNotCall = phone_objection
    emailAddressIsOptedOut = objection
    emailAddressIsInvalid = bounced
    assignedUserName = owner
    description = notes`)
})

test('plain sheets in Finnish and Swedish', () => {
  expectColumns(`
    Nimi = full_name
    S-posti = email
    Puh. = phone
    Vaihde = phone_switchboard
    Y-tunnus = business_id
    Kieli = language
    Markkinointilupa = consent
    Suostumuksen pvm = consent_at
    Suostumuksen lähde = consent_text
    Käsittelyperuste = legal_basis
    Vastuuhenkilö = owner
    Huom! = notes`)
  expectColumns(`
    Namn = full_name
    E-post = email
    Telefon = phone
    Växel = phone_switchboard
    FO-nummer = business_id
    Postort = city
    Samtycke = consent
    Samtyckesdatum = consent_at`)
})

test('without a telling header the values are looked at', () => {
  const rows = [
    ['matti@firma.fi', '+358 40 123 4567', '0112038-9', 'https://firma.fi', '* myContacts', 'Asiakas'],
    ['maija@firma.fi', '040 123 4567', '1234567-2', 'www.firma.fi', 'Markkinointikielto', 'Muu'],
  ]
  const columns = recognise(['a', 'b', 'Custom Field 1 - Value', 'd', 'e', 'f'], rows)
  assert.deepEqual(
    columns.map((column) => column.field),
    ['email', 'phone', 'business_id', 'website', 'labels', null],
  )
  assert.ok(columns.every((column) => column.confidence <= 0.9 && column.why !== 'header'))
})

test('a person overrides every guess, by header or by place', () => {
  const headers = ['Etunimi', 'Sukunimi', 'Nimi']
  const given: Record<string, FieldId | null> = { Etunimi: null, '1': 'notes', Nimi: 'full_name' }
  assert.deepEqual(
    recognise(headers, [], given).map((column) => [column.field, column.why]),
    [
      [null, 'given'],
      ['notes', 'given'],
      ['full_name', 'given'],
    ],
  )
})

test('any headers get a mapping, and no single field twice', () => {
  const header = fc.oneof(
    fc.string(),
    fc.constantFrom('Etunimi', 'First Name', 'Title', 'Yritys', 'Company', '__proto__', 'constructor'),
  )
  fc.assert(
    fc.property(fc.array(header, { maxLength: 12 }), (headers) => {
      const columns = recognise(headers, [])
      assert.ok(columns.every(({ field }) => field === null || (FIELDS as readonly string[]).includes(field)))
      for (const field of ['given_name', 'family_name', 'company', 'job_title']) {
        assert.ok(columns.filter((column) => column.field === field).length <= 1)
      }
    }),
  )
})

test('whole names are split with their particles', () => {
  const names: [string, string | null, string | null, boolean?][] = [
    ['Matti Virtanen', 'Matti', 'Virtanen'],
    ['Virtanen, Matti Juhani', 'Matti Juhani', 'Virtanen'],
    ['Matti Juhani Virtanen', 'Matti Juhani', 'Virtanen'],
    ['Venla von der Leyen', 'Venla', 'von der Leyen'],
    ['Carl Gustaf af Ursin', 'Carl Gustaf', 'af Ursin'],
    ['Louis De Geer', 'Louis', 'De Geer'],
    ['von Wright, Ferdinand', 'Ferdinand', 'von Wright'],
    ['hra Matti Virtanen', 'Matti', 'Virtanen'],
    ['Madonna', 'Madonna', null],
    ['Virtanen Matti Juhani', 'Matti Juhani', 'Virtanen', true],
    ['von der Leyen Venla', 'Venla', 'von der Leyen', true],
  ]
  for (const [full, given, family, familyFirst] of names)
    assert.deepEqual(splitName(full, familyFirst), { given, family }, full)
})
