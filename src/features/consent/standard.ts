import type { Language } from '#kernel/vocabulary.ts'
import { type Channel, channels, type Topic, topics } from '#register/sendings.ts'
import type { Consent } from './form.ts'

/** Number of these wordings; changes with them, since evidence names it. */
export const STANDARD = '1'

/** How a wish is worded unless somebody words it better: who, what about, by which way. */
export function standardWording(
  { topic, channel }: { topic: Topic; channel: Channel },
  controller: string,
  language: Language,
): string {
  const about = topics[topic].wording[language]
  return {
    fi: `${controller} saa lähettää minulle: ${about}. Tapa: ${HOW[channel].fi}.`,
    sv: `${controller} får skicka mig: ${about}. Sätt: ${HOW[channel].sv}.`,
    en: `${controller} may send me: ${about}. By: ${HOW[channel].en}.`,
  }[language]
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

const HOW = channels
