import { emailAddress, phoneNumber } from '#kernel/values.ts'

export type EmailKind = 'named_work' | 'generic' | 'private' | 'sole_trader'
export type PhoneKind = 'mobile' | 'work' | 'switchboard'

const GENERIC = new Set(
  (
    'info,asiakaspalvelu,palvelu,myynti,toimisto,posti,laskutus,laskut,kirjaamo,tilaukset,tilaus,huolto,tuki,tekninentuki,vaihde,varaosat,' +
    'ostot,osto,hankinta,talous,palkanlaskenta,rekry,rekrytointi,viestinta,tiedotus,markkinointi,hallinto,johto,kauppa,verkkokauppa,varaus,' +
    'varaukset,vastaanotto,neuvonta,noutopiste,myymala,korjaamo,kundtjanst,kundservice,forsaljning,kontor,kansli,kontakt,faktura,fakturor,' +
    'bestallning,order,bokning,inkop,ekonomi,verkstad,reservdelar,office,mail,email,contact,sales,support,service,customerservice,help,' +
    'helpdesk,hello,hei,hej,admin,administration,billing,invoice,invoices,accounts,accounting,finance,hr,jobs,careers,marketing,press,media,' +
    'news,newsletter,noreply,webmaster,postmaster,hostmaster,abuse,security,privacy,tietosuoja,dataskydd,gdpr,team,orders,booking,reception,' +
    'shop,store,purchasing,procurement,it,enquiries,welcome'
  ).split(','),
)
const PRIVATE = new Set(
  (
    'gmail.com,googlemail.com,hotmail.com,hotmail.fi,hotmail.se,hotmail.co.uk,outlook.com,outlook.fi,live.com,live.fi,live.se,msn.com,' +
    'windowslive.com,icloud.com,me.com,mac.com,yahoo.com,yahoo.se,yahoo.co.uk,ymail.com,aol.com,gmx.com,gmx.de,gmx.net,web.de,proton.me,' +
    'protonmail.com,pm.me,tutanota.com,tuta.io,fastmail.com,mail.com,mail.ru,yandex.ru,zoho.com,suomi24.fi,luukku.com,luukku.fi,saunalahti.fi,' +
    'kolumbus.fi,elisanet.fi,welho.com,nic.fi,pp.inet.fi,inet.fi,dnainternet.net,dnainternet.fi,phnet.fi,sci.fi,surffi.net,jippii.fi,' +
    'wippies.com,netti.fi,nettikortti.fi,kopteri.net,mbnet.fi,iki.fi,co.inet.fi,pp.nic.fi,suomi.fi,jyu24.fi,telia.com,bredband.net,' +
    'spray.se,comhem.se,tele2.se,passagen.se,home.se,swipnet.se,aland.net'
  ).split(','),
)

const FIRST_WORD = /^[^.\-_+\d]*/

/** A guess from the address alone, for a person to correct: what may be sent where depends on it. */
export function emailKind(address: string, soleTrader: boolean): EmailKind {
  if (soleTrader) return 'sole_trader'
  const at = address.indexOf('@')
  if (PRIVATE.has(address.slice(at + 1))) return 'private'
  const local = address.slice(0, at)
  if (GENERIC.has(local)) return 'generic'
  const first = FIRST_WORD.exec(local)![0]
  const plain = /[äåö]/.test(first) ? first.replace(/[äå]/g, 'a').replaceAll('ö', 'o') : first
  return GENERIC.has(plain) ? 'generic' : 'named_work'
}

/** A company that is one person: its address and number are that person's. */
export const isSoleTrader = (company: string) =>
  /(?:^|[\s,(])(?:t:?mi|toiminimi|enskild firma|e\.?f\.?|sole trader)(?:$|[\s,.)])/i.test(company)

/** The addresses of one cell and the parts that are none. "Matti <matti@firma.fi>; toinen@firma.fi" has two. */
export function emailsIn(cell: string): { good: string[]; bad: string[] } {
  const whole = emailAddress(cell)
  if (whole) return { good: [whole], bad: [] }
  const good: string[] = []
  const bad: string[] = []
  // Cut at spaces only when every piece is an address: "info at firma.fi" is one bad address, not three.
  const parts = cell.split(/ ::: |[;,\n|]/)
  for (const part of parts) {
    const text = part.trim()
    if (text === '') continue
    const address = emailAddress(text.replace(/^mailto:/i, '')) ?? emailAddress(/<([^<>]+)>$/.exec(text)?.[1] ?? '')
    if (address) good.push(address)
    else {
      const pieces = text.split(/\s+/).map(emailAddress)
      if (pieces.length > 1 && pieces.every((piece) => piece !== null)) good.push(...pieces)
      else bad.push(text)
    }
  }
  return { good, bad }
}

export type FoundPhone = { number: string; kind: PhoneKind; raw: string; known: boolean }

/** The numbers of one cell: "040 123 4567 / 09 321 171". */
export function phonesIn(
  cell: string,
  kind: PhoneKind | null,
  callingCode = '',
): { good: FoundPhone[]; bad: string[] } {
  const one = readPhone(cell, kind, callingCode)
  if (one) return { good: [one], bad: [] }
  const good: FoundPhone[] = []
  const bad: string[] = []
  for (const part of cell.split(/ ::: |[;,/|\n]| (?:tai|ja|eller|or|och|and) /)) {
    const text = part.trim()
    if (text === '') continue
    const phone = readPhone(text, kind, callingCode)
    if (phone) good.push(phone)
    else bad.push(text)
  }
  return { good, bad }
}

function readPhone(text: string, kind: PhoneKind | null, callingCode: string): FoundPhone | null {
  const dialled = callingCode && !/^\s*(?:\+|00)/.test(text) ? `+${callingCode.replace(/\D/g, '')} ${text}` : text
  const phone = phoneNumber(dialled)
  return (
    phone && {
      number: phone.number,
      kind: phone.mobile ? 'mobile' : kind === 'switchboard' ? kind : 'work',
      raw: text,
      known: phone.known,
    }
  )
}

const NO_PHONE =
  /^(?:-+|ei|ei (?:puhelinta|ole|numeroa|tiedossa)|puuttuu|salainen|no|none|n\/?a|no phone|saknas|ingen|inget|finns (?:ej|inte)|ingen telefon|hemligt?|\?+)$/i

/** The cell says there is no number: nothing to correct. */
export const saysNoPhone = (cell: string) => NO_PHONE.test(cell.trim())
