import { PATHS } from '#features/notice/notice.page.ts'
import { Html, html, linked } from '#kernel/html.ts'
import type { Language } from '#kernel/vocabulary.ts'
import { framed } from '#portal/frame.ts'
import type { Awaiting } from './confirm.ts'
import { formCss } from './form.css.ts'
import { formWords } from './form.text.ts'

type Around = { language: Language; owner: string }

/** What is asked, and the answer: nothing happens by looking. Yes and no weigh the same. */
export function confirmPage({ language, owner }: Around, token: string, awaiting: Awaiting): string {
  const words = text[language]
  const form = awaiting.heard
    ? html`<form class="ask" method="post" action="/confirm/${token}">
${awaiting.wishes.map(
  ({ proof }, at) =>
    html`<fieldset class="wish"><legend>${proof.wording}</legend><div class="answers">
<label><input type="radio" name="w${at}" value="yes" required>${words.yes}</label>
<label><input type="radio" name="w${at}" value="no" required>${words.no}</label></div></fieldset>`,
)}
<button name="answer" value="each">${words.answer}</button></form>`
    : html`<ul class="said">${awaiting.wishes.map(({ proof }) => html`<li>${proof.wording}</li>`)}</ul>
<form class="choice" method="post" action="/confirm/${token}">
<button name="answer" value="yes">${words.confirm}</button>
<button name="answer" value="no">${words.decline}</button></form>`
  return shell(
    { language, owner },
    words.title,
    html`<p class="lead">${awaiting.heard ? words.heard(owner) : words.lead(owner)}</p>
${form}<p class="back">${words.back} <a href="${PATHS[language]}">${formWords[language].notice}</a></p>`,
  )
}

/** Done. The way to every choice is shown only here, to whoever has just shown that the address is theirs. */
export function confirmedPage(around: Around, consents: number, preferences: string | null): string {
  const words = text[around.language]
  return shell(
    around,
    consents ? words.done : words.declined,
    html`<p class="lead">${consents ? words.doneSays : words.declinedSays}</p>
${preferences && html`<p class="back"><a href="${preferences}">${words.manage}</a><span class="hint">${words.manageSays}</span></p>`}`,
  )
}

export function invalidPage(around: Around): string {
  const words = text[around.language]
  return shell(around, words.invalid, html`<p class="lead">${linked(words.invalidSays)}</p>`)
}

function shell({ language, owner }: Around, title: string, body: Html): string {
  return framed({
    language,
    owner,
    title,
    skip: formWords[language].skip,
    languages: { label: formWords[language].languages, links: [] },
    head: new Html(`<meta name="robots" content="noindex"><style>${formCss}</style>`),
    body: html`<h1>${title}</h1>${body}`,
  })
}

type Words = Record<
  | 'title'
  | 'confirm'
  | 'decline'
  | 'yes'
  | 'no'
  | 'answer'
  | 'back'
  | 'done'
  | 'doneSays'
  | 'declined'
  | 'declinedSays'
  | 'manage'
  | 'manageSays'
  | 'invalid'
  | 'invalidSays',
  string
> & { lead(owner: string): string; heard(owner: string): string }

const text: Record<Language, Words> = {
  fi: {
    title: 'Vahvista valintasi',
    lead: (owner) => `${owner} pyytää vahvistamaan, että valitsit tämän itse:`,
    heard: (owner) => `${owner} on kirjannut, että olisit suostunut tähän. Vain oma vastauksesi ratkaisee:`,
    confirm: 'Vahvistan',
    decline: 'En vahvista',
    yes: 'Kyllä',
    no: 'Ei',
    answer: 'Lähetä vastaus',
    back: 'Voit perua milloin vain, yhtä helposti kuin vahvistat.',
    done: 'Kiitos, valintasi ovat voimassa',
    doneSays: 'Jokaisessa viestissä on linkki, josta lopetat ne yhdellä painalluksella.',
    declined: 'Selvä, mitään ei lähetetä',
    declinedSays: 'Vastauksesi on voimassa. Sinun ei tarvitse tehdä muuta.',
    manage: 'Näytä ja muuta valintojani',
    manageSays: 'Linkki on sinun; se toimii vuorokauden.',
    invalid: 'Linkki ei ole enää voimassa',
    invalidSays:
      'Se on jo käytetty, vanhentunut tai virheellinen. Jos valintasi jäi vahvistamatta, täytä lomake uudelleen, niin saat uuden linkin.',
  },
  sv: {
    title: 'Bekräfta dina val',
    lead: (owner) => `${owner} ber dig bekräfta att du själv valde detta:`,
    heard: (owner) => `${owner} har antecknat att du skulle ha samtyckt till detta. Bara ditt eget svar avgör:`,
    confirm: 'Jag bekräftar',
    decline: 'Jag bekräftar inte',
    yes: 'Ja',
    no: 'Nej',
    answer: 'Skicka svaret',
    back: 'Du kan ta tillbaka det när som helst, lika lätt som du bekräftar.',
    done: 'Tack, dina val gäller nu',
    doneSays: 'I varje meddelande finns en länk där du avslutar dem med ett tryck.',
    declined: 'Det är klart, ingenting skickas',
    declinedSays: 'Ditt svar gäller. Du behöver inte göra något mer.',
    manage: 'Visa och ändra mina val',
    manageSays: 'Länken är din; den fungerar i ett dygn.',
    invalid: 'Länken gäller inte längre',
    invalidSays:
      'Den är redan använd, för gammal eller felaktig. Om ditt val blev obekräftat, fyll i formuläret på nytt så får du en ny länk.',
  },
  en: {
    title: 'Confirm your choices',
    lead: (owner) => `${owner} asks you to confirm that you chose this yourself:`,
    heard: (owner) => `${owner} has noted that you agreed to this. Only your own answer counts:`,
    confirm: 'I confirm',
    decline: 'I do not confirm',
    yes: 'Yes',
    no: 'No',
    answer: 'Send the answer',
    back: 'You can take it back at any time, as easily as you confirm.',
    done: 'Thank you, your choices are in force',
    doneSays: 'Every message has a link that ends them in one press.',
    declined: 'Noted: nothing will be sent',
    declinedSays: 'Your answer stands. You need do nothing more.',
    manage: 'Show and change my choices',
    manageSays: 'The link is yours; it works for a day.',
    invalid: 'The link is no longer valid',
    invalidSays:
      'It has been used, is out of date or is wrong. If your choice was left unconfirmed, fill in the form again to get a new link.',
  },
}
