import { z } from 'zod'
import { refuse } from '#kernel/errors.ts'
import { businessId, oneLine } from '#kernel/values.ts'

/** What the register says of one field of ours, and since when (a day, or null where it does not say). */
export type Told = { value: any; since: string | null }
export type Situation = 'none' | 'bankruptcy' | 'liquidation' | 'restructuring' | 'ceased'
/** A company in the register's words under our names: name, city, website, visiting, postal, form, line, and registrations. */
export type Entry = {
  business_id: string
  name: string
  said: Record<string, Told>
  situation: Situation
  changed_on: string | null
}

const text = z.string().nullish()
const day = z.string().nullish()
const words = z.array(z.object({ languageCode: text, description: text })).nullish()
const dated = { registrationDate: day, endDate: day }
const Company = z.object({
  businessId: z.object({ value: z.string(), ...dated }),
  names: z
    .array(z.object({ name: z.string(), type: z.coerce.string(), version: z.number().nullish(), ...dated }))
    .nullish(),
  mainBusinessLine: z.object({ type: text, typeCodeSet: text, descriptions: words, ...dated }).nullish(),
  website: z.object({ url: text, ...dated }).nullish(),
  companyForms: z
    .array(z.object({ type: text, descriptions: words, version: z.number().nullish(), ...dated }))
    .nullish(),
  companySituations: z.array(z.object({ type: text, ...dated })).nullish(),
  registeredEntries: z.array(z.object({ type: text, register: text, ...dated })).nullish(),
  addresses: z
    .array(
      z.object({
        type: z.coerce.number(),
        street: text,
        postCode: text,
        postOffices: z.array(z.object({ city: text, languageCode: text })).nullish(),
        postOfficeBox: text,
        buildingNumber: text,
        entrance: text,
        apartmentNumber: text,
        apartmentIdSuffix: text,
        freeAddressLine: text,
        country: text,
        ...dated,
      }),
    )
    .nullish(),
  tradeRegisterStatus: text,
  endDate: day,
  lastModified: text,
})
const Answer = z.object({ companies: z.array(z.unknown()) })
type Company = z.infer<typeof Company>

/** The companies of an answer of the open data (v3); what cannot be read as a company is left out, an answer that is none is refused. */
export function readCompanies(answer: string): Entry[] {
  let json: unknown
  try {
    json = JSON.parse(answer)
  } catch {
    refuse('TRADE_NOT_READ', { detail: 'not JSON' })
  }
  const read = Answer.safeParse(json)
  if (!read.success) return refuse('TRADE_NOT_READ', { detail: 'no companies' })
  return read.data.companies.flatMap((one) => {
    const company = Company.safeParse(one)
    return company.success ? (entryOf(company.data) ?? []) : []
  })
}

function entryOf(company: Company): Entry | null {
  const id = businessId(company.businessId.value)
  const name = current(company.names?.filter((one) => one.type === '1'))
  if (!id || !name) return null
  const said: Record<string, Told> = { name: told(oneLine(name.name).slice(0, 300), name) }
  const { mainBusinessLine: line, website } = company
  const form = current(company.companyForms)
  if (form) said.form = told({ code: form.type ?? '', ...inLanguages(form.descriptions) }, form)
  if (line?.type)
    said.line = told({ code: line.type, set: line.typeCodeSet ?? '', ...inLanguages(line.descriptions) }, line)
  // A telephone number sometimes stands there.
  if (website?.url && /^[^\s@]+\.\p{L}{2,}/u.test(website.url)) said.website = told(website.url.slice(0, 300), website)
  for (const [kind, type] of [
    ['visiting', 1],
    ['postal', 2],
  ] as const) {
    const address = current(company.addresses?.filter((one) => one.type === type))
    const value = address && addressOf(address)
    if (value) said[kind] = told(value, address)
  }
  const home = said.visiting ?? said.postal
  if (home?.value.city) said.city = { value: home.value.city, since: home.since }
  // Registers by their codes: 5 prepayment, 6 VAT, 7 employers.
  for (const [field, register] of [
    ['prepayment', '5'],
    ['vat', '6'],
    ['employer', '7'],
  ] as const) {
    const entry = current(company.registeredEntries?.filter((one) => one.register === register))
    if (entry) said[field] = told(true, entry)
  }
  return {
    business_id: id,
    name: said.name!.value,
    said,
    situation: situationOf(company),
    changed_on: dayOf(company.lastModified),
  }
}

// `status` says next to nothing; what has ended says so by its day or by the trade register's own state.
function situationOf({ endDate, tradeRegisterStatus, companySituations }: Company): Situation {
  if (endDate || tradeRegisterStatus === '4') return 'ceased'
  const now = (companySituations ?? []).filter((one) => !one.endDate).map((one) => one.type)
  if (now.includes('KONK')) return 'bankruptcy'
  if (now.includes('SANE')) return 'restructuring'
  return now.includes('SELTILA') ? 'liquidation' : 'none'
}

type Dated = { registrationDate?: string | null | undefined; endDate?: string | null | undefined }

const current = <T extends Dated & { version?: number | null | undefined }>(
  list: readonly T[] | null | undefined,
): T | undefined => {
  const open = (list ?? []).filter((one) => !one.endDate)
  return open.find((one) => one.version === 1) ?? open[0]
}

const told = (value: unknown, { registrationDate }: Dated): Told => ({ value, since: dayOf(registrationDate) })
const dayOf = (text: string | null | undefined) => /^\d{4}-\d{2}-\d{2}/.exec(text ?? '')?.[0] ?? null

const LANGUAGES: Readonly<Record<string, string>> = { 1: 'fi', 2: 'sv', 3: 'en' }
const inLanguages = (descriptions: z.infer<typeof words>) =>
  Object.fromEntries(
    (descriptions ?? []).flatMap(({ languageCode, description }) =>
      description && LANGUAGES[languageCode ?? ''] ? [[LANGUAGES[languageCode ?? '']!, description]] : [],
    ),
  )

function addressOf(one: NonNullable<Company['addresses']>[number]) {
  const box = one.postOfficeBox ? `PL ${one.postOfficeBox}` : ''
  const door = [one.entrance, one.apartmentNumber, one.apartmentIdSuffix].filter(Boolean).join(' ')
  const street = [one.street, one.buildingNumber, door].filter(Boolean).join(' ')
  const offices = one.postOffices ?? []
  const city = (offices.find((office) => office.languageCode === '1') ?? offices[0])?.city
  const value = {
    street: oneLine([street, box].filter(Boolean).join(', ') || (one.freeAddressLine ?? '').replaceAll('_', ', ')),
    postcode: one.postCode ?? '',
    city: capitalised(city ?? ''),
    ...(one.country && { country: one.country }),
  }
  return value.street || value.postcode ? value : null
}

/** ETELÄ-SAVO → Etelä-Savo: the register shouts the names of towns. */
const capitalised = (text: string) =>
  oneLine(text)
    .toLocaleLowerCase('fi')
    .replace(/(^|[\s-])\p{L}/gu, (letter) => letter.toLocaleUpperCase('fi'))
