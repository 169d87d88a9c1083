import type { Channel, Topic } from '#register/sendings.ts'

// Beginnings of words in the three languages we publish in, since Finnish bends its endings; `$`: that word alone.

/** A consent that speaks of these is tied to something else. */
export const TERMS =
  'ehto ehdot$ ehdoista$ ehdoin$ ehdoissa$ käyttöehto käyttöehdo toimitusehto toimitusehdo sopimusehto sopimusehdo villkor användarvillkor avtalsvillkor terms conditions'.split(
    ' ',
  )

/** Names of channels, as people write them. */
export const CHANNEL_WORDS: Readonly<Record<Channel, readonly string[]>> = {
  email: 'sähköposti e-post epost mejl e-mail email'.split(' '),
  text: 'tekstivies sms textmeddeland'.split(' ').concat('text message'),
  phone: 'puhelimitse puhelu soittaa soittamalla telefon ringa phone call'.split(' '),
  post: 'kirjeitse kirjepost postitse brevpost'.split(' ').concat('per brev', 'by post', 'by letter'),
}

/** What gives a topic away; the words of one topic in the box of another are two purposes in one box. */
export const TOPIC_WORDS: Readonly<Record<Topic, readonly string[]>> = {
  products: [],
  events: 'tapahtum koulutuksi evenemang utbildning event training'.split(' '),
  activities: 'kilpailu arvonta arvonto kysely tävling enkät contest survey'.split(' '),
  partners: 'kumppan yhteistyökumppan kolmansi samarbetspartner partner tredje third'.split(' '),
}

/** Sharing, profiling and measuring are purposes of their own. */
export const OTHER_PURPOSES =
  'luovuttaa luovutetaan profiloi kohdenta seurata mitata profilera rikta spåra share profile track measure'
    .split(' ')
    .concat('lämna ut', 'lämnas ut')

/** Ways out that cost more than the way in. */
export const HARD_WAYS =
  'kirjallisesti kirjeitse postitse soittamalla puhelimitse käymällä skriftligen skriftligt ringa besöka'
    .split(' ')
    .concat('per brev', 'per telefon', 'by letter', 'in writing', 'by phone', 'by calling', 'by post')

/** Ways out that are one press. */
export const EASY_WAYS = 'linki linkk länk link napi knapp button asetuks inställning preference'.split(' ')

/** Says that what was given can be taken back. */
export const TAKE_BACK =
  'perua$ perut$ peru$ peruut perumalla poistu kieltä återkall ångra avsluta withdraw unsubscribe leave cancel'
    .split(' ')
    .concat('dra tillbaka', 'tar tillbaka')

/** Words that make the refusal feel wrong. */
export const SHAMING =
  'valitettavasti menetän menettää huono jään harmi ikävä tyvärr förlorar missar dålig unfortunately miss lose bad rather'.split(
    ' ',
  )

export function speaksOf(text: string, words: readonly string[]): boolean {
  const folded = ` ${text.toLowerCase().replace(/[^\p{L}\d-]+/gu, ' ')} `
  return words.some((word) => folded.includes(word.endsWith('$') ? ` ${word.slice(0, -1)} ` : ` ${word}`))
}
