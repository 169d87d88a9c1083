import { Link } from 'wouter'
import { t } from '#web/language.ts'
import type { Row } from '#web/record.ts'

/** The company of a contract or an order; not named where it is not seen. */
export function CompanyOf({ of, purpose }: { of: Row; purpose: string }) {
  if (!of.company_id) return null
  if (!of.company) return t('contact.hidden')
  return <Link href={`/companies/${of.company_id}?purpose=${purpose}`}>{of.company}</Link>
}
