import type { Action } from '#kernel/action.ts'
import { auditJobs } from '#kernel/audit.jobs.ts'
import type { Job } from '#kernel/jobs.ts'
import { ledgerJobs } from '#kernel/ledger.jobs.ts'
import { jobs as accessJobs } from './access/access.jobs.ts'
import { actions as access } from './access/access.ts'
import { actions as activities } from './activities/activities.ts'
import { jobs as approvalsJobs } from './approvals/approvals.jobs.ts'
import { actions as approvals } from './approvals/approvals.ts'
import { jobs as backupsJobs } from './backups/backups.jobs.ts'
import { actions as backups } from './backups/backups.ts'
import { jobs as balancingJobs } from './balancing/balancing.jobs.ts'
import { actions as balancing } from './balancing/balancing.ts'
import { jobs as calendarJobs } from './calendar/calendar.jobs.ts'
import { actions as calendar } from './calendar/calendar.ts'
import { actions as cases } from './cases/cases.ts'
import { actions as companies } from './companies/companies.ts'
import { actions as consent } from './consent/consent.ts'
import { jobs as contractsJobs } from './contracts/contracts.jobs.ts'
import { actions as contracts } from './contracts/contracts.ts'
import { actions as dashboards } from './dashboards/dashboards.ts'
import { jobs as dealsJobs } from './deals/deals.jobs.ts'
import { actions as deals } from './deals/deals.ts'
import { actions as desk } from './desk/desk.ts'
import { actions as duties } from './duties/duties.ts'
import { jobs as erasureJobs } from './erasure/erasure.jobs.ts'
import { actions as erasure } from './erasure/erasure.ts'
import { jobs as filesJobs } from './files/files.jobs.ts'
import { actions as files } from './files/files.ts'
import { jobs as groundsJobs } from './grounds/grounds.jobs.ts'
import { actions as grounds } from './grounds/grounds.ts'
import { jobs as informingJobs } from './informing/informing.jobs.ts'
import { actions as informing } from './informing/informing.ts'
import { ledgerOf as ledger } from './ledger/ledger.ts'
import { actions as letters } from './letters/letters.ts'
import { actions as mydata } from './mydata/mydata.ts'
import { actions as authority } from './notice/authority.ts'
import { actions as notice } from './notice/notice.actions.ts'
import { jobs as peopleJobs } from './people/people.jobs.ts'
import { actions as people } from './people/people.ts'
import { actions as preferences } from './preferences/preferences.ts'
import { actions as products } from './products/products.ts'
import { jobs as qualityJobs } from './quality/quality.jobs.ts'
import { actions as quality } from './quality/quality.ts'
import { jobs as quotesJobs } from './quotes/quotes.jobs.ts'
import { actions as quotes } from './quotes/quotes.ts'
import { jobs as registerJobs } from './register/register.jobs.ts'
import { actions as register } from './register/register.ts'
import { jobs as reportJobs } from './report/report.jobs.ts'
import { actions as report } from './report/report.ts'
import { jobs as requestsJobs } from './requests/requests.jobs.ts'
import { actions as requests } from './requests/requests.ts'
import { jobs as retentionJobs } from './retention/retention.jobs.ts'
import { actions as retention } from './retention/retention.ts'
import { runsOf as runs } from './runs/runs.ts'
import { actions as search } from './search/search.ts'
import { actions as sending } from './sending/sending.ts'
import { jobs as sensitiveJobs } from './sensitive/sensitive.jobs.ts'
import { actions as sensitive } from './sensitive/sensitive.ts'
import { actions as setup } from './setup/setup.ts'
import { jobs as subscriptionsJobs } from './subscriptions/subscriptions.jobs.ts'
import { actions as subscriptions } from './subscriptions/subscriptions.ts'
import { jobs as tradeJobs } from './trade/trade.jobs.ts'
import { actions as trade } from './trade/trade.ts'
import { actions as verify } from './verify/verify.ts'
import { jobs as wishesJobs } from './wishes/wishes.jobs.ts'
import { actions as wishes } from './wishes/wishes.ts'

/** What repeats by itself, in every feature and in the kernel. */
export const jobs: readonly Job[] = [
  ...auditJobs,
  ...ledgerJobs,
  ...accessJobs,
  ...balancingJobs,
  ...groundsJobs,
  ...wishesJobs,
  ...informingJobs,
  ...subscriptionsJobs,
  ...approvalsJobs,
  ...peopleJobs,
  ...calendarJobs,
  ...filesJobs,
  ...qualityJobs,
  ...dealsJobs,
  ...quotesJobs,
  ...tradeJobs,
  ...contractsJobs,
  ...erasureJobs,
  ...registerJobs,
  ...reportJobs,
  ...requestsJobs,
  ...retentionJobs,
  ...sensitiveJobs,
  ...backupsJobs,
]

/** The features in order: each may know those before it. */
export const actions: readonly Action[] = [
  ...access,
  ...balancing,
  ...notice,
  ...authority,
  ...grounds,
  ...sending,
  ...wishes,
  ...preferences,
  ...consent,
  ...informing,
  ...subscriptions,
  ...approvals,
  ...duties,
  ...companies,
  ...people,
  ...files,
  ...activities,
  ...calendar,
  ...letters,
  ...products,
  ...deals,
  ...quotes,
  ...contracts,
  ...cases,
  ...trade,
  ...quality,
  ...desk,
  ...search,
  ...dashboards,
  ...setup,
  ...erasure,
  ...retention,
  ...sensitive,
  ...report,
  ...requests,
  ...mydata,
  ...backups,
  ...ledger(() => actions),
  ...register,
  ...verify,
  ...runs(jobs),
]
