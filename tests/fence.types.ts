import type { Kysely } from 'kysely'
import type { House } from '#kernel/database.ts'
import type { DatabaseFor, PurposeId } from '#register/index.ts'

// The first fence. Never run: the type-check of `npm test` reads it. Each line that must not compile is
// expected to be an error, and is one itself when it is none.

type Columns<P extends PurposeId, N extends keyof DatabaseFor<P>> = keyof DatabaseFor<P>[N]
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false
const yes = <T extends true>(_: T | null = null): void => {}

export async function marketing(house: House): Promise<void> {
  const db = house.under('marketing')
  await db.selectFrom('people').select(['id', 'given_name', 'family_name', 'language', 'owner_id', 'source']).execute()
  await db.selectFrom('emails').select(['address', 'kind', 'person_id']).where('main', '=', true).execute()

  // @ts-expect-error there are no phone numbers under marketing
  await db.selectFrom('phones').selectAll().execute()
  // @ts-expect-error nor notes
  await db.selectFrom('notes').select('body').execute()
  // @ts-expect-error no such column for anyone
  await db.selectFrom('people').select('phone').execute()
  // @ts-expect-error the mask is nobody's column
  await db.selectFrom('people').select('permitted').execute()
  // @ts-expect-error not in a condition either
  await db.selectFrom('people').select('id').where('phone', '=', '+358').execute()
  // @ts-expect-error nor in an order
  await db.selectFrom('people').select('id').orderBy('shoe_size').execute()
  // @ts-expect-error nor by a join
  await db.selectFrom('people').innerJoin('phones', 'phones.person_id', 'people.id').select('people.id').execute()
  // @ts-expect-error what is read through doors alone has no table
  await db.selectFrom('suppressions').selectAll().execute()
  // @ts-expect-error our own users are not of the data
  await db.selectFrom('users').selectAll().execute()
}

export async function others(house: House): Promise<void> {
  await house.under('sales').selectFrom('phones').select(['number', 'kind', 'version']).execute()
  await house.under('rights').selectFrom('grounds').select(['slot', 'effect', 'at']).execute()
  // @ts-expect-error the ledger of grounds is read whole by rights alone
  await house.under('sales').selectFrom('grounds').selectAll().execute()
  // @ts-expect-error support sees a digest of notes, never their text
  await house.under('support').selectFrom('notes').selectAll().execute()
  // @ts-expect-error what a company is worth is not support's to write down twice
  await house.under('partner_offers').selectFrom('companies').select('class').execute()
  // @ts-expect-error staff sees no customers
  await house.under('staff').selectFrom('people').selectAll().execute()
  // @ts-expect-error there is no such purpose
  house.under('curiosity')
  // @ts-expect-error a value of another type
  await house.under('sales').updateTable('people').set({ given_name: 7 }).execute()
  // @ts-expect-error a required value is not taken away
  await house.under('sales').updateTable('emails').set({ address: null }).execute()

  // What works for one purpose is no substitute for what works for another.
  const wanted: Kysely<DatabaseFor<'sales'>> = house.under('sales')
  void wanted
  // @ts-expect-error
  const mixed: DatabaseFor<'sales'>['phones'] = {} as DatabaseFor<'marketing'>['people']
  void mixed
}

yes<
  Same<
    keyof DatabaseFor<'marketing'>,
    | 'people'
    | 'companies'
    | 'emails'
    | 'employments'
    | 'addresses'
    // What nobody is told by: what we sell and have running, and how each of us arranges the work.
    | 'products'
    | 'price_lists'
    | 'prices'
    | 'pipelines'
    | 'stages'
    | 'rates'
    | 'services'
    | 'deliveries'
    | 'delivery_lines'
    | 'benefits'
    | 'benefit_uses'
    | 'labels'
    | 'labellings'
    | 'trade_records'
    | 'views'
    | 'follows'
    | 'notifications'
    | 'templates'
  >
>()
yes<Same<keyof DatabaseFor<'security'>, never>>()
yes<Same<keyof DatabaseFor<'targeting'>, never>>()
yes<
  Same<
    Columns<'partner_offers', 'people'>,
    | 'id'
    | 'version'
    | 'created_at'
    | 'updated_at'
    | 'given_name'
    | 'family_name'
    | 'job_title'
    | 'language'
    | 'folded'
    | 'search'
  >
>()
// @ts-expect-error the comparison itself can fail
yes<Same<keyof DatabaseFor<'marketing'>, 'people'>>()
