import type { FieldId } from './columns.ts'

/** field null: recognised, and none of ours (a fax, a home address). */
type Named = { field: FieldId | null; confidence: number }

/** What a header says its column is. Case, accents, dashes, brackets and camelCase do not matter. */
export function byHeader(header: string): Named | null {
  const key = keyOf(header)
  if (!key) return null
  const exact = EXACT.get(key)
  if (exact) return exact
  for (const [pattern, field, confidence] of PATTERNS) {
    if (pattern.test(key)) return { field, confidence }
  }
  return null
}

export function keyOf(header: string): string {
  return header
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ʼ'’´`]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** Headers as people and programs write them: Finnish, Swedish, English; HubSpot, Google, Outlook, Twenty, EspoCRM, Mailchimp. */
const HEADERS: Partial<Record<FieldId, string>> = {
  given_name:
    'etunimi, etunimet, kutsumanimi, förnamn, tilltalsnamn, given name, first name, firstname, forename, name first name, contact first name',
  family_name:
    'sukunimi, efternamn, släktnamn, family name, last name, lastname, surname, name last name, contact last name',
  full_name:
    'nimi, koko nimi, henkilön nimi, yhteyshenkilö, yhteyshenkilön nimi, kontaktihenkilö, etunimi sukunimi, etu ja sukunimi, namn, hela namnet, fullständigt namn, kontaktperson, förnamn efternamn, name, full name, fullname, contact, contact name, contact person, display name, file as, first last name',
  family_first_name:
    'sukunimi etunimi, sukunimi ja etunimi, suku ja etunimi, efternamn förnamn, last name first name, surname and first name',
  language:
    'kieli, asiointikieli, äidinkieli, kielikoodi, språk, kontaktspråk, modersmål, language, preferred language, lang, locale, kieli lang',
  job_title:
    'titteli, tehtävänimike, tehtävä, ammattinimike, nimike, asema, toimenkuva, rooli, befattning, yrkestitel, tjänstetitel, roll, job title, jobtitle, position, role, organization title, organization 1 title, occupation, designation, function, työnimike',
  employed_from:
    'työsuhteen alku, työsuhde alkoi, edustus alkaen, edustaa alkaen, yhteyshenkilönä alkaen, anställd sedan, anställningsdatum, representant sedan, employed since, employment start, employment start date, represents since, contact since',
  email:
    'sähköposti, sähköpostiosoite, s posti, sposti, sähköpostit, email, e mail, mail, e post, epost, e postadress, epostadress, email address, e mail address, email addresses, emails, emails primary email, primary email, emails additional emails, additional email addresses, work email, business email, company email, contact email, personal email, other email, yksityinen sähköposti, työsähköposti, toinen sähköposti, meili, email osoite',
  phone:
    'puhelin, puhelinnumero, puh, puh nro, puh numero, puhelin työ, työpuhelin, työpuhelinnumero, puhelin 2, suora numero, lankapuhelin, telefon, telefonnummer, telefonnr, tel, tel nr, tfn, tel nro, telefon arbete, arbetstelefon, direktnummer, phone, phone number, phones, telephone, telephone number, business phone, business phone 2, work phone, office phone, direct phone, direct number, other phone, primary phone, phones primary phone number, phones additional phones, numero',
  phone_mobile:
    'gsm, matkapuhelin, matkapuhelinnumero, kännykkä, kännykkänumero, mobiili, mobil, mobiltelefon, mobilnummer, mobiltelefonnummer, mobile, mobile phone, mobile phone number, mobile number, cell, cell phone, cellphone, phone mobile, whatsapp phone number',
  phone_switchboard:
    'vaihde, puhelinvaihde, keskus, yrityksen puhelin, yrityksen puhelinnumero, växel, växelnummer, företagets telefon, switchboard, main phone, company phone, company main phone, company phone number, phone switchboard, organization main phone',
  calling_code:
    'phones primary phone calling code, primary phone calling code, calling code, suuntanumero, maatunnus puhelin, landsnummer',
  company:
    'yritys, yrityksen nimi, firma, organisaatio, organisaation nimi, työnantaja, asiakas, asiakasyritys, toiminimi, yhtiö, yhteisö, företag, företagsnamn, företagets namn, bolag, firmanamn, organisation, organisationens namn, arbetsgivare, company, company name, companyname, organization, organization name, organization 1 name, account, account name, employer, associated company, primary company, primary associated company, company legal name, business name, associated company names',
  business_id:
    'y tunnus, ytunnus, yritystunnus, yritys ja yhteisötunnus, ly tunnus, fo nummer, fonummer, fo nr, företags och organisationsnummer, business id, businessid, company id number, company business id, organization number, company registration number, vat number, vat no, vat id, vat, vatin, alv tunnus, alv numero, alvtunnus, momsnummer, moms nr, momsregistreringsnummer, tax id, sic code vat',
  website:
    'www, www sivu, www sivut, web sivu, verkkosivu, verkkosivut, kotisivu, kotisivut, verkkosivusto, nettisivut, webbplats, webbsida, webbsidor, hemsida, website, website url, web page, web site, homepage, url, website 1 value, company domain name, domain, domain name, domain name link url',
  street:
    'katuosoite, osoite, lähiosoite, katu, postiosoite, käyntiosoite, työpaikan katuosoite, työpaikan osoite katu, työosoite katu, gatuadress, adress, postadress, besöksadress, gatuadress arbete, arbete gata, gata, street, street address, address, address line 1, address line 2, address 1 street, business street, business street 2, business address, company address, mailing street, billing street, billing address street, address street, address address street 1, visiting address, postal address',
  postcode:
    'postinumero, postinro, pnro, työpaikan postinumero, työosoite postinumero, postnummer, postnr, postnummer arbete, postal code, postalcode, zip, zip code, zip postal code, postcode, post code, address 1 postal code, business postal code, billing postal code, address postal code, billing address postal code, address address post code',
  city: 'kaupunki, postitoimipaikka, paikkakunta, kunta, toimipaikka, työpaikan postitoimipaikka, työpaikan kaupunki, työosoite kaupunki, ort, ort arbete, stad, postort, postanstalt, hemort, kommun, city, town, city town, address 1 city, business city, billing city, address city, billing address city, address address city',
  country:
    'maa, maa tai alue, työpaikan maa, työpaikan maa tai alue, land, land region, land region arbete, country, country region, address 1 country, business country region, business country, billing country, address country, billing address country, address address country',
  notes:
    'muistiinpanot, muistiinpano, huomautus, huomautukset, huomiot, huom, lisätiedot, lisätieto, kommentti, kommentit, kuvaus, selite, vapaa teksti, anteckningar, anteckning, kommentar, kommentarer, beskrivning, övrigt, tilläggsuppgifter, notes, note, comment, comments, description, remarks, background, message, memo',
  objection:
    'markkinointikielto, suoramarkkinointikielto, sähköinen suoramarkkinointikielto, markkinointi kielletty, ei markkinointia, ei saa markkinoida, kielto, yhteydenottokielto, ei saa ottaa yhteyttä, älä ota yhteyttä, ei uutiskirjettä, peruuttanut uutiskirjeen, peruutettu, estolista, kieltolista, marknadsföringsförbud, direktmarknadsföringsförbud, förbud mot direktmarknadsföring, ingen marknadsföring, får ej kontaktas, kontakta inte, avregistrerad, avprenumererad, reklamförbud, unsubscribed from all email, unsubscribed, unsubscribe, unsubscribed at, unsubscribe date, unsubscribe time, unsub time, opted out, opt out, optout, opted out of email, opted out of all email, email opt out, has opted out of email, do not contact, donotcontact, dnc, do not email, do not mail, do not market, do not send marketing, no marketing, no direct marketing, marketing ban, marketing opt out, marketing prohibited, direct marketing prohibition, email address is opted out, email address opted out, global opt out, suppressed, suppression, blacklisted, blocklisted, objected, objection, objects to marketing',
  phone_objection:
    'puhelinkielto, puhelinmarkkinointikielto, ei saa soittaa, älä soita, soittokielto, telefonförbud, telefonmarknadsföringsförbud, ring inte, får ej ringas, nix, do not call, donotcall, do not phone, no calls, phone opt out, phone number is opted out, call opt out, opted out of calls',
  labels:
    'labels, label, group membership, groups, group, tags, tag, categories, category, segments, ryhmä, ryhmät, tunnisteet, tunniste, luokat, luokka, etiketit, kategoria, kategoriat, grupp, grupper, etiketter, taggar, kategorier, member status, status, tila, email marketing status, marketing status, subscription status, subscriber status, asiakkaan tila, consent status, marketing consent status',
  consent:
    'markkinointilupa, suoramarkkinointilupa, markkinointisuostumus, suostumus, sähköpostilupa, uutiskirjelupa, uutiskirje, lupa markkinointiin, saa markkinoida, marknadsföringstillstånd, marknadsföringslov, samtycke, samtycke till marknadsföring, tillstånd, nyhetsbrev, consent, marketing consent, marketing permission, email consent, gdpr consent, opt in, optin, email opt in, opted in, subscribed, newsletter, accepts marketing, email permission, newsletter subscriber',
  consent_at:
    'suostumuksen päivä, suostumus pvm, suostumuksen pvm, suostumuspäivä, suostumuksen antopäivä, lupa pvm, luvan päivämäärä, markkinointilupa pvm, samtyckesdatum, datum för samtycke, samtycke datum, consent date, consent at, consented at, consent given, consent given at, consent timestamp, opt in date, optin time, opt in time, optin date, confirm time, subscribed at, subscription date, email opt in date, date of consent',
  consent_text:
    'suostumuksen lähde, suostumuksen teksti, suostumusteksti, luvan lähde, luvan teksti, samtyckets källa, samtyckestext, källa för samtycke, consent text, consent source, consent wording, consent proof, consent channel, consent method, opt in source, optin source, opt in ip, optin ip, confirm ip, source of consent',
  legal_basis:
    'käsittelyperuste, käsittelyn oikeusperuste, oikeusperuste, laillinen peruste, rättslig grund, laglig grund, behandlingsgrund, legal basis, lawful basis, legal basis for processing contacts data, legal basis for processing, lawful basis for processing, gdpr legal basis, hs legal basis',
  bounced:
    'palautunut, palautuneet, sähköposti palautunut, toimimaton osoite, virheellinen osoite, studsad, studsat, studs, ogiltig adress, bounced, bounce, hard bounce, hard bounced, email bounced, email hard bounce reason, email hard bounce reason enum, hs email hard bounce reason, hs email bounce, invalid email address, email address is invalid, email address invalid, email invalid, email quarantined, email address quarantined, email address quarantine reason, email bounced reason, email bounced date, bounce date, bounce reason, marketing emails bounced, undeliverable, cleaned',
  owner:
    'omistaja, vastuuhenkilö, asiakasvastaava, asiakasvastuullinen, myyjä, vastaava, ägare, ansvarig, kundansvarig, säljare, owner, contact owner, record owner, account owner, hubspot owner, assigned user, assigned user name, assigned to, responsible, sales rep, salesperson, account manager, lead owner',
  lifecycle:
    'elinkaari, elinkaaren vaihe, asiakkuuden vaihe, asiakastyyppi, asiakasryhmä, livscykel, livscykelfas, kundtyp, lifecycle stage, lifecyclestage, life cycle stage, contact type, customer type, relationship, stage',
  left_out:
    'henkilötunnus, hetu, sotu, syntymäaika, syntymäpäivä, sukupuoli, puhuttelu, siviilisääty, uskonto, puoliso, lapset, personbeteckning, personnummer, födelsedag, födelsetid, födelsedatum, kön, tilltal, tilltalsform, make maka, barn, personal identity code, ssn, social security number, government id number, birthday, date of birth, birthdate, gender, sex, salutation, salutation name, title prefix, name prefix, honorific, prefix, religion, spouse, partner name, children, anniversary, hobby, marital status, photo, avatar, avatar url, yomi name, given name yomi, family name yomi, additional name yomi, phonetic first name, phonetic middle name, phonetic last name, initials, nimikirjaimet, initialer, maiden name, mileage, billing information, directory server, priority, sensitivity, private, yksityinen, e mail type, email type, e mail display name, email display name, sähköpostilaji, e posttyp',
}

const EXACT = new Map<string, Named>()
for (const [field, words] of Object.entries(HEADERS) as [FieldId, string][]) {
  for (const word of words.split(', ')) EXACT.set(keyOf(word), { field, confidence: 1 })
}
// Two meanings: the civility in Outlook and Google, the job elsewhere, and the surer column wins.
for (const word of ['title', 'titel']) EXACT.set(word, { field: 'job_title', confidence: 0.7 })
for (const word of [
  'asiakas',
  'account',
  'contact',
  'numero',
  'url',
  'osoite',
  'adress',
  'land',
  'role',
  'rooli',
  'roll',
  'function',
  'name',
  'namn',
  'nimi',
  'toiminimi',
]) {
  const named = EXACT.get(word)
  if (named) EXACT.set(word, { ...named, confidence: 0.8 })
}

/** Families of headers; the first that fits decides, and null says that it is none of our fields. */
const PATTERNS: readonly [RegExp, FieldId | null, number][] = [
  [
    /^(?:e ?mail|email|phone|address|website|organization|custom field|relation|event|im|external id)s? ?\d* (?:type|label|service|formatted|po box|extended address|region|department|symbol|location|job description|yomi name)$/,
    'left_out',
    0.9,
  ],
  [/ (?:display name|visningsnamn|nayttonimi|type|typ|laji)$/, 'left_out', 0.8],
  [/\b(?:fax|faksi|telex|hakulaite|pager|personsokare)\b/, null, 0.9],
  [
    /\b(?:home|koti|kodin|hem|other|muu|annan|ovrig)\b.*\b(?:street|city|postal|code|country|state|katu|katuosoite|postinumero|postitoimipaikka|maa|gata|ort|postnummer|land|address|adress|osoite)\b/,
    null,
    0.9,
  ],
  [/(?:do not|dont|no) (?:call|phone)|ei saa soittaa|puhelin.*kielto|ring (?:ej|inte)/, 'phone_objection', 0.95],
  [
    /opted? ?out|unsubscri|do not (?:contact|e?mail|market|send)|markkinointikielto|mainoskielto|marknadsforingsforbud|reklamforbud|kieltanyt|avprenumerera|avregistrera/,
    'objection',
    0.95,
  ],
  [/bounce|palautunut|studsa/, 'bounced', 0.9],
  [
    /(?:consent|opt ?in|suostumu\w*|luva\w*|lupa|samtyck\w*).*\b(?:date|time|at|pvm|paiva\w*|aika|datum|tid)\b/,
    'consent_at',
    0.9,
  ],
  [
    /(?:consent|opt ?in|suostumu\w*|luva\w*|lupa|samtyck\w*).*\b(?:text|teksti|source|lahde|kalla|wording|channel|kanava|proof)\b/,
    'consent_text',
    0.9,
  ],
  [/legal basis|lawful basis|oikeusperuste|kasittelyperuste|rattslig grund/, 'legal_basis', 0.95],
  [
    /marketing (?:consent|permission)|markkinointilupa|markkinointisuostumus|samtycke till|marknadsforingstillstand/,
    'consent',
    0.9,
  ],
  [
    /^(?:e ?mail|email|sahkoposti|e ?post)\w* ?(?:address|osoite|adress)? ?\d* ?(?:value|address|osoite|adress)?$/,
    'email',
    0.95,
  ],
  [
    /^(?:toinen |other |alternate |secondary |ovrig )(?:e ?mail|email|sahkoposti|e ?post)\w*(?: address)?$/,
    'email',
    0.9,
  ],
  [/^(?:phone|puhelin|telefon|tel|puh) ?\d+ ?(?:value|number|numero|nummer)?$/, 'phone', 0.95],
  [/\b(?:mobile|mobil|matkapuhelin|gsm|kannykka|mobiltelefon)\b/, 'phone_mobile', 0.9],
  [
    /\b(?:switchboard|vaihde|vaxel)\b|^(?:company|yrityksen|foretagets) .*(?:phone|puhelin|telefon)/,
    'phone_switchboard',
    0.9,
  ],
  [
    /\b(?:phone|puhelin|tyopuhelin|kotipuhelin|telefon|telephone|tel)\b(?!.*(?:country|code|type|typ|extension))/,
    'phone',
    0.85,
  ],
  [/^(?:organization|company|organisaatio|yritys|foretag) ?\d* (?:name|nimi|namn)$/, 'company', 0.95],
  [/^(?:organization|organisaatio) ?\d* title$/, 'job_title', 0.95],
  [
    /^address \d+ street$|^(?:business|work|tyo\w*|arbete\w*) (?:street|katu\w*|osoite katu|gata|gatuadress)(?: \d)?$/,
    'street',
    0.9,
  ],
  [/^address \d+ postal code$/, 'postcode', 0.9],
  [/^address \d+ city$/, 'city', 0.9],
  [/^address \d+ country$/, 'country', 0.9],
  [
    /y ?tunnus|fo ?nummer|business id|\bvat (?:number|id|no)\b|alv ?(?:numero|tunnus)|momsregistrering/,
    'business_id',
    0.9,
  ],
  [/^(?:asiakas)?vastaava|vastuumyyja|vastuuhenkilo|kundansvarig| owner$/, 'owner', 0.85],
  [/muistiinpano|huomautu|lisatieto|anteckning|\bnotes?$/, 'notes', 0.85],
]
