import { z } from 'zod'
import { noticeDrift } from '#features/notice/notice.editions.ts'
import { type Action, action } from '#kernel/action.ts'
import { servedAt } from '#kernel/address.ts'
import { examine } from '#kernel/audit.ts'
import { viewsHash } from '#kernel/audit.views.ts'
import { clock } from '#kernel/clock.ts'
import type { House } from '#kernel/database.ts'
import { readInstance } from '#kernel/instance.ts'
import { append, verifyLedger } from '#kernel/ledger.ts'
import { askerOf } from './ask.ts'
import {
  accountsGranted,
  everyUseHasPurpose,
  leaversOut,
  levelsGranted,
  nothingWithoutPassword,
  signInsLogged,
  useLogged,
} from './checks.access.ts'
import { backupsHold } from './checks.backups.ts'
import { interestsWeighed, personsMayOutweigh } from './checks.balancing.ts'
import { erasuresHold, lawKept, nobodyLeftOver } from './checks.erasure.ts'
import {
  companiesApart,
  emailsTyped,
  intakeNamed,
  listClosed,
  noCivility,
  noIdentityCodes,
  representationKnown,
  storesDeclared,
} from './checks.held.ts'
import { changesTold } from './checks.informing.ts'
import { catalogueClosed, complaintShown, noticeDated, noticeIsRegister } from './checks.notice.ts'
import { phonesTyped } from './checks.numbers.ts'
import { objectionsDecided, reasonsAsked, refusalsGrounded, restrictionsHold } from './checks.objections.ts'
import { faultsBounded } from './checks.page.ts'
import { deliveryApart, nobodyOutsideRights, partiesAlone, suppliersApart, threeApart } from './checks.purposes.ts'
import { relationEnds, updatedAtSetTimes, wrongCounted, wrongEnds } from './checks.quality.ts'
import { pageAlwaysThere } from './checks.reader.ts'
import { channelsKnown, contractLinked, namedTold, notesEnd, offersTraced } from './checks.relations.ts'
import { both, correctionsStand, portableHolds, reportWhole, transfersConfirmed } from './checks.report.ts'
import { correctionsAnswered, movesAnswered, reportsAnswered } from './checks.requests.ts'
import { deletedAtSetTimes, keptAsLongAsNeeded, needReviewed } from './checks.retention.ts'
import { ownersKnown } from './checks.sellers.ts'
import { marketingGrounded, newslettersEnd, noticeLinked, servicePasses, topicsApart } from './checks.sending.ts'
import { sensitiveGone } from './checks.sensitive.ts'
import {
  choicesChange,
  choicesOpen,
  consentsShown,
  formsAnswer,
  marketingAbsolute,
  objectionsHeard,
  withdrawalsHold,
} from './checks.wishes.ts'
import { deliveriesKnown, periodsKnown } from './checks.work.ts'
import { invariants } from './invariants.ts'
import { type PromiseId, promises } from './promises.ts'
import type { Check, LastAudit, Scene, Status, Verdict } from './verdict.ts'
import { waitFor } from './waits.ts'

/** The promises that something here can look at. Every other is open, and says what it waits for. */
const CHECKS: Readonly<Partial<Record<PromiseId, Check>>> = {
  P01: noticeDated,
  P03: noticeIsRegister,
  P04: storesDeclared,
  P05: everyUseHasPurpose,
  P06: changesTold,
  P07: pageAlwaysThere,
  P08: intakeNamed,
  P09: channelsKnown,
  P10: nobodyOutsideRights,
  P11: namedTold,
  P12: contractLinked,
  P13: deliveryApart,
  P14: threeApart,
  P15: suppliersApart,
  P16: catalogueClosed,
  P17: offersTraced,
  P19: notesEnd,
  P20: marketingGrounded,
  P21: topicsApart,
  P22: choicesOpen,
  P23: newslettersEnd,
  P24: noticeLinked,
  P28: servicePasses,
  P30: listClosed,
  P31: noIdentityCodes,
  P32: phonesTyped,
  P33: noCivility,
  P34: emailsTyped,
  P35: companiesApart,
  P40: periodsKnown,
  P41: deliveriesKnown,
  P42: ownersKnown,
  P46: representationKnown,
  P47: formsAnswer,
  P48: consentsShown,
  P49: partiesAlone,
  P50: interestsWeighed,
  P51: personsMayOutweigh,
  P52: keptAsLongAsNeeded,
  P53: relationEnds,
  P54: lawKept,
  P55: sensitiveGone,
  P56: needReviewed,
  P57: nobodyLeftOver,
  P58: wrongCounted,
  P59: wrongEnds,
  P60: both(reportsAnswered, reportWhole),
  P61: both(correctionsAnswered, correctionsStand),
  P62: erasuresHold,
  P63: withdrawalsHold,
  P64: choicesChange,
  P65: portableHolds,
  P66: both(movesAnswered, transfersConfirmed),
  P67: objectionsHeard,
  P68: restrictionsHold,
  P69: complaintShown,
  P70: objectionsDecided,
  P71: reasonsAsked,
  P72: refusalsGrounded,
  P73: marketingAbsolute,
  P96: faultsBounded,
  P97: backupsHold,
  P99: accountsGranted,
  P100: levelsGranted,
  P101: nothingWithoutPassword,
  P102: useLogged,
  P103: signInsLogged,
  P106: leaversOut,
  P107: updatedAtSetTimes,
  P108: deletedAtSetTimes,
}

export type Line = { id: PromiseId; status: Status; evidence: string }
export type Report = {
  at: string
  promises: Line[]
  invariants: { number: number; says: string; status: Status; evidence: string }[]
  /** What the operator of the database server must put right. */
  server: { status: Status; evidence: string }[]
  counts: Record<Status, number>
  /** Promises, invariants and server lines together: above 0, something must be done. */
  broken: number
}

/**
 * Walks the notice promise by promise and shows what can be seen now, on this installation. With the logins
 * of the house alone: it can see no more than they can, and change nothing.
 */
export async function runVerify(
  house: House,
  { url, dataFolder, by = 'operator' }: { url?: string; dataFolder?: string; by?: string } = {},
): Promise<Report> {
  await house.renew()
  const scene = await setScene(house, url ?? (dataFolder && readInstance(dataFolder)?.url), dataFolder)
  const at = timeOf(scene.now)
  try {
    const lines = await twoAtATime(promises, async (promise): Promise<Line> => {
      const check = CHECKS[promise.id]
      const { status, evidence } = check ? await safely(scene, check) : waitFor(promise)
      return { id: promise.id, status, evidence: check ? `checked ${at} by ${check.name}: ${evidence}` : evidence }
    })
    const grounds = await twoAtATime(invariants, async ({ number, says, look }) => ({
      number,
      says,
      ...(await safely(scene, look)),
    }))
    const server = scene.live.findings
      .filter((one) => one.severity === 'broken')
      .map((one) => ({ status: 'broken' as const, evidence: `${one.what} ${one.next}` }))
    const counts: Record<Status, number> = { kept: 0, broken: 0, open: 0, organisational: 0 }
    for (const { status } of lines) counts[status]++
    const broken = counts.broken + server.length + grounds.filter((one) => one.status === 'broken').length
    // It has searched through what people wrote, if only for codes: that is a use like any other.
    await append(house, [
      { actor: by, purpose: 'rights', action: 'verify.get', detail: { kept: counts.kept, broken, open: counts.open } },
    ])
    return { at, promises: lines, invariants: grounds, server, counts, broken }
  } finally {
    await scene.ask.close()
  }
}

async function setScene(house: House, url: string | undefined, dataFolder: string | undefined): Promise<Scene> {
  const { rows } = await house.jobs.query(
    'select at, findings, checks, views from register.audits order by number desc limit 1',
  )
  const last = rows[0] ? ({ ...rows[0], at: timeOf(new Date(rows[0].at)) } as LastAudit) : null
  return {
    house,
    register: house.register,
    now: clock.now(),
    live: await examine(house.jobs, house.register, { owner: false }),
    last,
    viewsUnchanged: last !== null && last.views === (await viewsHash(house.jobs)),
    drift: await noticeDrift(house.jobs, house.register),
    ledger: await verifyLedger(house, dataFolder),
    ask: await askerOf(house, url),
  }
}

/** In the order of the list, whichever ends first. More than two at a time would take the server from those who work. */
async function twoAtATime<T, R>(list: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const done: R[] = []
  const left = list.entries()
  const lane = async () => {
    for (const [i, one] of left) done[i] = await work(one)
  }
  await Promise.all([lane(), lane()])
  return done
}

/** A check that fails to look has not seen anything: the promise is broken until it can. */
async function safely(scene: Scene, look: Check): Promise<Verdict> {
  try {
    return await look(scene)
  } catch (error) {
    const { code, message } = error as { code?: string; message: string }
    return {
      status: 'broken',
      evidence: `The check could not be made: ${code ?? ''} ${message} Start again; if it stays, report it as a defect.`,
    }
  }
}

/** 2026-11-22 17:40, in the time of this machine. */
const timeOf = (date: Date): string =>
  new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short' }).format(date)

export const actions: Action[] = [
  action({
    name: 'verify.get',
    purposes: ['rights', 'security'],
    verb: 'ledger',
    // Writes its own entry, with what came of it.
    unlogged: true,
    http: { method: 'GET', path: '/verify' },
    says: { fi: 'Tarkista lupaukset', sv: 'Granska löftena', en: 'Verify the promises' },
    input: z.object({}),
    output: z.looseObject({
      promises: z.array(z.object({ id: z.string(), status: z.string(), evidence: z.string() })),
    }),
    // Served, it asks its own server as a stranger would: the public pages are there too.
    run({ house, actor }) {
      const url = servedAt()
      return runVerify(house, { by: actor.id, ...(url && { url }) })
    },
  }),
]

export { printReport } from './verify.print.ts'
