import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { config } from '#kernel/config.ts'
import nokia from './nokia.recorded.json' with { type: 'json' }

/** The trade register as it would answer: what was recorded, and made-up companies that a test changes as it goes. */
export type Office = {
  /** Every question that came: `businessId=…` or `name=…`. */
  asked: string[]
  companies: Map<string, Record<string, any>>
  /** Answers to come before the real ones: statuses. */
  failing: number[]
  close(): Promise<void>
}

export const NOKIA = '0112038-9'

export async function openOffice(): Promise<Office> {
  const asked: string[] = []
  const failing: number[] = []
  const companies = new Map<string, Record<string, any>>([[NOKIA, structuredClone(nokia.companies[0]!)]])
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url!, 'http://office')
    asked.push(decodeURIComponent(searchParams.toString()))
    const status = failing.shift() ?? (pathname === '/v3/companies' ? 200 : 404)
    if (status !== 200) return void response.writeHead(status, { 'retry-after': '0' }).end('Too many requests')
    const id = searchParams.get('businessId')
    const name = searchParams.get('name')?.toLowerCase()
    const found = [...companies.values()].filter((one) =>
      id ? one.businessId.value === id : one.names.some((each: any) => each.name.toLowerCase().includes(name)),
    )
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ totalResults: found.length, companies: found }))
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const before = config.tradeUrl
  config.tradeUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v3`
  return {
    asked,
    failing,
    companies,
    async close() {
      config.tradeUrl = before
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

/** A made-up company in the register's own shape. */
export const registered = (businessId: string, name: string, more: Record<string, unknown> = {}) => ({
  businessId: { value: businessId, registrationDate: '2001-01-02', source: '3' },
  names: [{ name, type: '1', registrationDate: '2001-01-02', version: 1, source: '1' }],
  companyForms: [{ type: '16', version: 1, descriptions: [{ languageCode: '1', description: 'Osakeyhtiö' }] }],
  registeredEntries: [],
  addresses: [
    {
      type: 1,
      street: 'Pajatie',
      buildingNumber: '3',
      entrance: 'B',
      apartmentNumber: '4',
      postCode: '33100',
      postOffices: [{ city: 'TAMPERE', languageCode: '1' }],
      registrationDate: '2010-05-05',
    },
  ],
  tradeRegisterStatus: '1',
  status: '2',
  lastModified: '2026-01-01T00:00:00',
  ...more,
})
