import { TODAY } from '#kernel/clock.ts'
import { once, saidIn, TRIED } from './proofs.ts'
import type { Scene } from './verdict.ts'

const BY_FORM = `kind = 'consent' and proof->>'how' = 'double_opt_in'`
/** An objection with its day, as long as nobody has decided it. */
const UNDECIDED = `slot like 'objection:%' and kind in ('objection', 'objection_reason', 'objection_refusal_proposed') and proof ? 'due'`
const CONSENTED = `slot like 'consent:%' and effect = 'allow'`
const BY_MAIL = `slot like 'consent:%:email' and effect = 'allow'`
const OWN_ACT = `in ('double_opt_in', 'preference_centre')`

// By how it came: the person's own act, a word heard, or a file that told when and where.
const PROVED = `case proof->>'how'
  when 'oral' then proof ?& array['script', 'said_at', 'heard_by']
  when 'double_opt_in' then proof ?& array['wording', 'wording_hash', 'version', 'language', 'notice']
  when 'preference_centre' then proof ?& array['wording', 'wording_hash', 'version', 'language', 'notice']
  else coalesce(proof->>'grade' in ('full', 'legacy'), false) end is true`

/** Everything that was ever said: how many events are so. */
const EVER = {
  byForm: BY_FORM,
  byFormBare: `${BY_FORM} and coalesce(proof->>'notice', '') = ''`,
  consents: `kind = 'consent'`,
  objections: `kind = 'objection'`,
  objectionsDue: `kind = 'objection' and proof ? 'due'`,
  marketingReasoned: `slot = 'objection:marketing' and kind = 'objection' and reason is not null`,
  refused: `kind = 'objection_refused'`,
  refusedBare: `kind = 'objection_refused' and not coalesce(proof->>'ground' in ('compelling_grounds', 'legal_claims') and length(reason) >= 20
    and proof ? 'proposed_by' and proof ? 'approved_by' and (proof->>'approved_by' <> proof->>'proposed_by' or proof ? 'alone'), false)`,
}

/** The latest word about each thing: how many are so. */
const NOW = {
  consentsBare: `${CONSENTED} and not (${PROVED})`,
  mailHeard: `${BY_MAIL} and coalesce(proof->>'how', '') not ${OWN_ACT}`,
  mailOwn: `${BY_MAIL} and proof->>'how' ${OWN_ACT}`,
  objectionsLate: `${UNDECIDED} and (proof->>'due')::date < ${TODAY}`,
  objectionsWaiting: UNDECIDED,
  objectionsUnasked: `${UNDECIDED} and reason is null and not proof ? 'asked_at' and at < now() - interval '7 days'`,
  restrictionsBare: `slot = 'restriction' and effect = 'block' and not coalesce(proof ?& array['ground', 'review_on'], false)`,
}

/** The latest word about each thing: of whom, some. */
const WHO = {
  refusedMarketing: `slot = 'objection:marketing' and effect = 'block'`,
  saidStop: `slot like 'consent:%' and kind in ('withdrawal', 'refusal') or slot = 'objection:marketing' and effect = 'block'`,
  agreed: `(slot like 'consent:%' or slot like 'contract:%') and effect = 'allow'`,
  restricted: `slot = 'restriction' and effect = 'block'`,
  parties: `slot like 'contract:%' and kind = 'contract' and effect = 'allow'`,
  removed: `slot = 'removal' and effect = 'block' and at < now() - interval '4 days'`,
}
const WITHDRAWN = `slot like 'consent:%:%:%' and kind = 'withdrawal' and slot not like '%:measurement:%'`
/** People named for each, at most. */
const MOST = 10_000

/** Events of all that was ever said that are so. */
export const everSaid = async (scene: Scene, what: keyof typeof EVER): Promise<number> => (await ever(scene))[what]

/** Words that stand and are so. */
export const standing = async (scene: Scene, what: keyof typeof NOW): Promise<number> => (await latest(scene))[what]

/** People whose word stands and is so: at most as many as are tried, or as asked for. */
export const whoSaid = async (scene: Scene, what: keyof typeof WHO, most = TRIED): Promise<string[]> =>
  ((await latest(scene))[what] ?? []).slice(0, most)

/** Consents taken back, a hundred at most: whose, and about what. */
export const withdrawn = async (scene: Scene): Promise<{ person: string; slot: string }[]> =>
  (await latest(scene)).withdrawn ?? []

// One pass counts for all who ask: of a million people, each pass through what they said takes a second.
const ever = (scene: Scene) =>
  once(scene, 'ever said', () => row<Record<keyof typeof EVER, number>>(scene, `${counts(EVER)} from ${saidIn(scene)}`))

const latest = (scene: Scene) =>
  once(scene, 'latest said', () =>
    row<
      Record<keyof typeof NOW, number> &
        Record<keyof typeof WHO, string[] | null> & { withdrawn: { person: string; slot: string }[] | null }
    >(
      scene,
      `${counts(NOW)}, ${Object.entries(WHO)
        .map(([what, where]) => `(array_agg(distinct person_id) filter (where ${where}))[1:${MOST}] as "${what}"`)
        .join(', ')},
       (array_agg(jsonb_build_object('person', person_id, 'slot', slot)) filter (where ${WITHDRAWN}))[1:100] as withdrawn
       from (select distinct on (person_id, slot) person_id, slot, kind, effect, reason, proof, at from ${saidIn(scene)}
         where slot like any (array['consent:%', 'contract:%', 'objection:%', 'restriction', 'removal']) order by person_id, slot, number desc) l`,
    ),
  )

const counts = (list: Readonly<Record<string, string>>): string =>
  Object.entries(list)
    .map(([what, where]) => `(count(*) filter (where ${where}))::int as "${what}"`)
    .join(', ')

async function row<T extends object>({ house }: Scene, columns: string): Promise<T> {
  return (await house.pool('rights').query<T>(`select ${columns}`)).rows[0]!
}
