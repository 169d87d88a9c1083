import { z } from 'zod'
import { type Action, action } from '#kernel/action.ts'
import { effective, readAdditions } from '#kernel/additions.ts'
import { LANGUAGES } from '#kernel/vocabulary.ts'
import { editionsOf, noticeDrift, publishNotice } from './notice.editions.ts'

const languages = z.array(z.enum(['fi', 'sv', 'en']))

export const actions: Action[] = [
  action({
    name: 'notice.publish',
    purposes: ['rights'],
    verb: 'register',
    unlogged: true,
    says: {
      fi: 'Julkaise tietosuojaseloste',
      sv: 'Publicera dataskyddsbeskrivningen',
      en: 'Publish the privacy notice',
    },
    input: z.object({}),
    output: z.object({ version: z.int(), languages }),
    async run({ house, actor }) {
      const register = effective(await readAdditions(house.jobs))
      return publishNotice(house.jobs, { register, approvedBy: actor.id })
    },
  }),
  action({
    name: 'notice.state',
    purposes: ['rights'],
    verb: 'read',
    unlogged: true,
    says: { fi: 'Selosteen tila', sv: 'Beskrivningens status', en: 'State of the notice' },
    input: z.object({}),
    output: z.object({
      drift: languages,
      editions: z.array(z.object({ language: z.string(), version: z.int(), hash: z.string(), validFrom: z.string() })),
    }),
    async run({ house }) {
      const register = effective(await readAdditions(house.jobs))
      const editions = await Promise.all(
        LANGUAGES.map(async (language) =>
          (await editionsOf(house.jobs, language)).map((edition) => ({ language, ...edition })),
        ),
      )
      return { drift: await noticeDrift(house.jobs, register), editions: editions.flat() }
    },
  }),
]
