import { createHash } from 'node:crypto'
import { refuse } from '#kernel/errors.ts'
import type { Allowed, Composed } from './decision.ts'
import { frames } from './words.ts'

/** Refuses what may not be sent as it is written. Pure: the decision and the message, nothing else. */
export function lint(decision: Allowed, composed: Composed): void {
  if (decision.content === 'service') refusePromotion(composed)
  if (decision.content === 'marketing') refuseUnframed(decision, composed)
  if (!decision.measure) refuseTracking(decision, composed)
}

// Wordings nobody needs in order to confirm an order, and links of campaigns. A discount on a row of an order, an
// offer somebody asked for and its last day are ordinary: single words like those are not looked for.
const PROMOTION =
  /\b(?:osta nyt|tilaa nyt|tilaa uutiskir\p{L}*|(?:alennus|kampanja|tarjous)kood\p{L}*|(?:erikois|kesä|syys|joulu)tarjou\p{L}*|hyödynnä (?:etu|tarjou|alennu)\p{L}*|tutustu uutuuksi\p{L}*|saatat pitää myös|(?:köp|beställ|handla) nu|(?:rabatt|kampanj)kod\p{L}*|specialerbjudand\p{L}*|prenumerera på vårt nyhetsbrev|du kanske också gillar|(?:buy|shop) now|(?:discount|promo|coupon) codes?|special offers?|limited[- ]time offers?|subscribe to our newsletter|you may also like)(?!\p{L})/iu
const CAMPAIGN_LINK = /https?:\/\/\S*[?&]utm_(?:campaign|medium|source)=/i

/** A service message holds no promotion. Cautious: an order confirmation must never be stopped by a word. */
function refusePromotion({ subject, text, html = '', kinds = [] }: Composed): void {
  if (kinds.includes('promotion')) refuse('PROMOTION_IN_SERVICE', { field: 'kinds', detail: 'promotion' })
  for (const [field, content] of Object.entries({ subject, text, html })) {
    const hit = PROMOTION.exec(content.replace(/\s+/g, ' ')) ?? CAMPAIGN_LINK.exec(content)
    if (hit) refuse('PROMOTION_IN_SERVICE', { field, detail: hit[0].slice(0, 80) })
  }
}

/** 917/2014 §§ 202–203 and Arts. 14, 21(4): in each form in which the message can be read. */
function refuseUnframed(decision: Allowed, { text, html }: Composed): void {
  const { language, links, sender, requires, source } = decision
  const words = frames[language]
  for (const [field, content] of Object.entries({ text, html: html === undefined ? undefined : plain(html) })) {
    if (content === undefined) continue
    const has = (part: string) => flat(content).includes(flat(part))
    if (!has(sender.name)) refuse('DM_TEMPLATE_INVALID', { field, detail: 'sender' })
    if (!content.includes(links.leave)) refuse('DM_TEMPLATE_INVALID', { field, detail: 'refusal' })
    if (!content.includes(links.notice)) refuse('DM_TEMPLATE_INVALID', { field, detail: 'notice' })
    if (!requires.includes('notice')) continue
    if (!source || (source.kind !== 'person' && source.kind !== 'company' && !source.name)) refuse('SOURCE_UNKNOWN')
    if (!has(words.source(source)) || !has(words.informing.title)) refuse('ART14_NOTICE_DUE', { field })
    // Apart from all else: under its own heading, with its own way to refuse.
    const at = flat(content).indexOf(flat(words.objection.title))
    if (at < 0 || !flat(content).slice(at).includes(flat(words.objection.body)))
      refuse('OBJECTION_BLOCK_MISSING', { field })
  }
}

const PIXEL =
  /<img\b(?=[^>]*\b(?:width|height)\s*[=:]\s*["']?\s*[01](?:px)?\b)|<img\b[^>]*display\s*:\s*none|<img\b[^>]*(?:\/open|\/pixel|\/track|\/beacon)\b/i
const URLS = /(?:https?:)?\/\/[^\s"'<>)]+/gi

/** Art. 5(3) of the e-privacy directive, EDPB 2/2023: neither an image that reports nor a link that tells who clicked. */
function refuseTracking(decision: Allowed, { text, html = '', kinds = [] }: Composed): void {
  if (kinds.includes('pixel')) refuse('PIXEL_WITHOUT_CONSENT', { field: 'kinds', detail: 'pixel' })
  const pixel = PIXEL.exec(html)
  if (pixel) refuse('PIXEL_WITHOUT_CONSENT', { field: 'html', detail: pixel[0].slice(0, 80) })
  const own: readonly string[] = Object.values(decision.links)
  const traces = tracesOf(decision)
  for (const [field, content] of Object.entries({ text, html: html.replaceAll('&amp;', '&') })) {
    for (const [url] of content.matchAll(URLS)) {
      if (own.some((link) => url.startsWith(link))) continue
      const told = safely(url)
      if (traces.some((trace) => told.includes(trace))) refuse('PIXEL_WITHOUT_CONSENT', { field, detail: 'link' })
    }
  }
}

/** Whatever in an address of the web would say who followed it. */
function tracesOf({ person, sending, address }: Allowed): string[] {
  const digests = ['md5', 'sha1', 'sha256'].map((name) => createHash(name).update(address).digest('hex'))
  const coded = (['base64', 'base64url'] as const).map((form) =>
    Buffer.from(address).toString(form).replace(/=+$/, '').toLowerCase(),
  )
  return [person, sending].flatMap((id) => [id, id.replaceAll('-', '')]).concat(address, digests, coded)
}

function safely(url: string): string {
  try {
    return decodeURIComponent(url).toLowerCase()
  } catch {
    return url.toLowerCase()
  }
}

/** Text of HTML with the targets of its links beside it. */
const plain = (markup: string): string =>
  markup
    .replace(/<(?:style|title|head)\b[\s\S]*?<\/(?:style|title|head)>/gi, ' ')
    .replace(/<a\b[^>]*\bhref="([^"]*)"[^>]*>/gi, ' $1 ')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&quot;', '"')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')

const flat = (text: string): string => text.replace(/\s+/g, ' ').toLowerCase()
