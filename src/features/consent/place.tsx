import { languages } from '#register/people.ts'
import { topics } from '#register/sendings.ts'
import { t, tMaybe } from '#web/language.ts'
import { inWords } from '#web/register.ts'
import type { Body } from './form.ts'

/** `consents.0.wording.fi` as people say it: Products and services, wording, Finnish. */
export function place(field: string, body: Body): string {
  const parts = field.split('.')
  const named = parts.map((part, at) => {
    if (parts[0] === 'consents' && at === 1) return consentName(body, Number(part))
    if (parts[0] === 'origins' && at === 1) return body.kind === 'form' ? body.origins[Number(part)] : part
    if (part in languages) return inWords(languages[part as keyof typeof languages])
    return tMaybe(`forms.part.${part}`, part)
  })
  return (parts[0] === 'consents' && named.length > 1 ? named.slice(1) : named).filter(Boolean).join(' · ')
}

function consentName(body: Body, at: number): string {
  const topic = body.kind === 'form' ? body.consents[at]?.topic : undefined
  return typeof topic === 'string' ? inWords(topics[topic].label) : t('forms.consent', { n: at + 1 })
}
