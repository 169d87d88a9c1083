import type { Language, Words } from '#kernel/vocabulary.ts'
import { type Channel, type Topic, topics } from '#register/sendings.ts'
import type { Consent } from './form.ts'

/** Number of these wordings; changes with them, since evidence names it. */
export const STANDARD = '1'

/** How a wish is worded unless somebody words it better: who, what about, by which way. */
export function standardWording(
  { topic, channel }: { topic: Topic; channel: Channel },
  controller: string,
  language: Language,
): string {
  return `${controller} ${HOW[channel][language]}: ${topics[topic].wording[language]}.`
}

export function standardConsent(topic: Topic, channel: Channel, controller: string): Consent {
  const wording = (language: Language) => standardWording({ topic, channel }, controller, language)
  return {
    topic,
    channel,
    wording: { fi: wording('fi'), sv: wording('sv'), en: wording('en') },
    ticked: false,
    required: false,
    answer: 'box',
    yes: { fi: '', sv: '', en: '' },
    no: { fi: '', sv: '', en: '' },
  }
}

const HOW: Record<Channel, Words> = {
  email: { fi: 'saa lähettää minulle sähköpostilla', sv: 'får skicka mig per e-post', en: 'may send me by e-mail' },
  text: { fi: 'saa lähettää minulle tekstiviestillä', sv: 'får skicka mig per sms', en: 'may send me by text message' },
  phone: { fi: 'saa soittaa minulle, aiheena', sv: 'får ringa mig, i ämnet', en: 'may call me, about' },
  post: { fi: 'saa lähettää minulle kirjeitse', sv: 'får skicka mig per brev', en: 'may send me by post' },
}
