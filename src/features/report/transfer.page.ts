import { type Html, html } from '#kernel/html.ts'
import { LANGUAGES, type Language, type Words } from '#kernel/vocabulary.ts'
import { framed } from '#portal/frame.ts'

const w = (fi: string, sv: string, en: string): Words => ({ fi, sv, en })
const words = {
  title: w('Siirretäänkö tietosi?', 'Ska dina uppgifter flyttas?', 'Shall your data be moved?'),
  to: w('Vastaanottaja', 'Mottagare', 'Receiver'),
  what: w(
    'Siirto koskee tietoja, jotka olet itse antanut tai jotka ovat syntyneet asioidessasi ja joiden käyttö perustuu suostumukseesi tai sopimukseen. Tietosi säilyvät myös meillä.',
    'Flytten gäller uppgifter som du har gett eller som uppstått i dina ärenden och som grundar sig på ditt samtycke eller ett avtal. Uppgifterna finns kvar också hos oss.',
    'It is about data that you gave, or that came about while you dealt with us, used on your consent or a contract. Your data stays with us as well.',
  ),
  until: w(
    'Vastaanottaja voi hakea tiedot kerran.',
    'Mottagaren kan hämta uppgifterna en gång.',
    'The receiver can fetch the data once.',
  ),
  yes: w('Kyllä, siirtäkää tietoni', 'Ja, flytta mina uppgifter', 'Yes, move my data'),
  done: w('Vahvistettu', 'Bekräftat', 'Confirmed'),
  next: w(
    'Vastaanottaja saa linkin meiltä ja hakee tiedot sillä.',
    'Mottagaren får en länk av oss och hämtar uppgifterna.',
    'The receiver gets a link from us and fetches the data by it.',
  ),
  skip: w('Siirry sisältöön', 'Gå till innehållet', 'Skip to content'),
  languages: w('Kielet', 'Språk', 'Languages'),
}
const NAMES: Readonly<Record<Language, string>> = { fi: 'Suomi', sv: 'Svenska', en: 'English' }

type Place = { language: Language; company: string; path: string }

export const confirmPage = (place: Place, receiver: string): string => {
  const { language } = place
  return shell(
    place,
    words.title[language],
    html`<dl><div><dt>${words.to[language]}</dt><dd>${receiver}</dd></div></dl>
<p>${words.what[language]}</p><p>${words.until[language]}</p>
<form method="post"><button type="submit">${words.yes[language]}</button></form>`,
  )
}

export const confirmedPage = (place: Place, receiver: string): string =>
  shell(place, words.done[place.language], html`<p class="lead">${receiver}</p><p>${words.next[place.language]}</p>`)

export const refusedPage = (place: Place, says: string, next: string, code: string): string =>
  shell(place, says.replace(/\.$/, ''), html`<p class="lead">${next}</p><p class="plain-note">${code}</p>`)

const shell = ({ language, company, path }: Place, title: string, body: Html): string =>
  framed({
    language,
    owner: company,
    title,
    skip: words.skip[language],
    form: true,
    languages: {
      label: words.languages[language],
      links: LANGUAGES.map((each) => ({ language: each, name: NAMES[each], href: `${path}?language=${each}` })),
    },
    body: html`<main id="content"><h1>${title}</h1>${body}</main>`,
  })
