import { z } from 'zod'
import { PATHS } from '#features/notice/notice.page.ts'
import { action } from '#kernel/action.ts'
import { addressOf } from '#kernel/address.ts'
import { refuse } from '#kernel/errors.ts'
import { makeStamp } from '#kernel/stamp.ts'
import { languageIn } from './answer.ts'
import { one } from './form.ts'
import { isForm, openVersion, versionsOf } from './forms.ts'
import { refuseOrigin } from './origin.ts'
import { challenge } from './work.ts'

const wish = z.object({
  topic: z.string(),
  channel: z.string(),
  wording: z.string(),
  answer: z.enum(['box', 'yes_no']),
  yes: z.string(),
  no: z.string(),
})

/** A form for a site that draws it itself: every word that is part of the evidence, the stamp and the work to prove. */
export const showAction = action({
  name: 'forms.show',
  purposes: ['rights'],
  verb: 'read',
  public: true,
  foreign: true,
  unlogged: true,
  http: { method: 'GET', path: '/forms/{id}' },
  says: { fi: 'Näytä lomake', sv: 'Visa ett formulär', en: 'Show a form' },
  input: z.object({ id: z.string().max(61), language: z.enum(['fi', 'sv', 'en']).optional() }),
  output: z.object({
    form: z.string(),
    version: z.int(),
    language: z.enum(['fi', 'sv', 'en']),
    languages: z.array(z.string()),
    controller: z.string(),
    /** contact: a message and a phone number are asked for too. */
    service: z.string(),
    title: z.string(),
    intro: z.string(),
    withdrawal: z.string(),
    privacy: z.string(),
    notice: z.string(),
    fields: z.record(z.string(), z.string()),
    consents: z.array(wish),
    stamp: z.string(),
    challenge: z.looseObject({}),
  }),
  async run({ house, request, language: wished }, { id, language: named }) {
    const open = await openVersion(house.jobs, id)
    if (!isForm(open)) {
      if ((await versionsOf(house.jobs, id)).some((each) => each.published_at)) refuse('FORM_CLOSED')
      refuse('NOT_FOUND')
    }
    const { body, version } = open
    refuseOrigin(request, body.origins)
    const language = languageIn(body, named ?? wished)
    return {
      form: id,
      version,
      language,
      languages: body.languages,
      controller: house.register.controller.name,
      service: body.service,
      title: body.title[language],
      intro: body.intro[language],
      withdrawal: body.withdrawal[language],
      privacy: body.privacy[language],
      notice: addressOf() + PATHS[language],
      fields: body.fields,
      consents: body.consents.map((consent) => ({
        topic: one(consent.topic),
        channel: one(consent.channel),
        wording: consent.wording[language],
        answer: consent.answer,
        yes: consent.yes[language],
        no: consent.no[language],
      })),
      stamp: makeStamp(house.connection.key, { form: id, version }),
      challenge: { ...(await challenge(id)) },
    }
  },
})
