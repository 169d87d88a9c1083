import Big from 'big.js'
import { XMLBuilder } from 'fast-xml-parser'
import { lineNet, type Priced, sumsOf } from '#kernel/money.ts'

export type Party = {
  name: string
  businessId: string | null
  street: string | null
  postcode: string | null
  town: string | null
  country?: string | null
  /** E-invoice address and operator, where they are known. */
  address?: string | null
  operator?: string | null
}
export type Account = { iban: string; bic: string; days: number; address?: string; operator?: string }
export type Bill = {
  number: string
  currency: string
  language: string
  /** Days as YYYY-MM-DD. */
  date: string
  due: string
  orderedOn: string
  deliveredOn: string | null
  reference: string | null
  contract: string | null
  /** ISO 8601 with an offset. */
  stamp: string
  lines: readonly (Priced & { name: string; unit: string; code: string | null })[]
}

/**
 * A delivered order as a Finvoice 3.0 invoice: elements, their order and their lengths by Finvoice3.0.xsd of Finance
 * Finland. Amounts have a comma, days no dashes. The number and the reference are the order's: invoicing that numbers
 * by itself puts its own in their place.
 */
export function finvoice(seller: Party, buyer: Party, bill: Bill, account: Account): string {
  const sums = sumsOf(bill.lines)
  const money = (amount: string) => ({ '@AmountCurrencyIdentifier': bill.currency, '#text': comma(amount) })
  const document = {
    '?xml': { '@version': '1.0', '@encoding': 'UTF-8' },
    Finvoice: {
      '@Version': '3.0',
      ...transmission(buyer, bill, account),
      SellerPartyDetails: party('Seller', seller),
      ...(bill.language && { InvoiceRecipientLanguageCode: bill.language.toUpperCase() }),
      BuyerPartyDetails: party('Buyer', buyer),
      ...(bill.deliveredOn && { DeliveryDetails: { DeliveryDate: day(bill.deliveredOn) } }),
      InvoiceDetails: {
        InvoiceTypeCode: 'INV01',
        InvoiceTypeCodeUN: '380',
        InvoiceTypeText: { fi: 'LASKU', sv: 'FAKTURA', en: 'INVOICE' }[bill.language] ?? 'LASKU',
        OriginCode: 'Original',
        InvoiceNumber: cut(bill.number, 20),
        InvoiceDate: day(bill.date),
        OrderIdentifier: cut(bill.number, 70),
        OrderDate: day(bill.orderedOn),
        ...(bill.contract && { AgreementIdentifier: cut(bill.contract, 70) }),
        ...(bill.reference && { BuyerReferenceIdentifier: cut(bill.reference, 70) }),
        InvoiceTotalVatExcludedAmount: money(sums.net),
        InvoiceTotalVatAmount: money(sums.vat),
        InvoiceTotalVatIncludedAmount: money(sums.gross),
        VatSpecificationDetails: sums.rates.map((one) => ({
          VatBaseAmount: money(one.net),
          VatRatePercent: percent(one.rate),
          VatCode: Big(one.rate).eq(0) ? 'Z' : 'S',
          VatRateAmount: money(one.vat),
        })),
        PaymentTermsDetails: { InvoiceDueDate: day(bill.due) },
      },
      InvoiceRow: bill.lines.map((line, at) => ({
        ...(line.code && { ArticleIdentifier: cut(line.code, 70) }),
        ArticleName: cut(line.name, 100),
        DeliveredQuantity: quantity(line),
        InvoicedQuantity: quantity(line),
        UnitPriceAmount: { '@AmountCurrencyIdentifier': bill.currency, '#text': comma(places(line.price)) },
        RowPositionIdentifier: String(at + 1),
        ...(Big(line.discount).gt(0) && { RowDiscountPercent: percent(line.discount) }),
        RowVatRatePercent: percent(line.vat),
        RowVatCode: Big(line.vat).eq(0) ? 'Z' : 'S',
        RowVatExcludedAmount: money(lineNet(line)),
      })),
      EpiDetails: {
        EpiIdentificationDetails: {
          EpiDate: day(bill.date),
          EpiReference: cut(bill.number.replace(/[^\w.-]/g, ''), 35),
        },
        EpiPartyDetails: {
          EpiBfiPartyDetails: { EpiBfiIdentifier: { '@IdentificationSchemeName': 'BIC', '#text': account.bic } },
          EpiBeneficiaryPartyDetails: {
            EpiNameAddressDetails: named(seller.name, 35),
            EpiAccountID: { '@IdentificationSchemeName': 'IBAN', '#text': account.iban },
          },
        },
        EpiPaymentInstructionDetails: {
          EpiRemittanceInfoIdentifier: { '@IdentificationSchemeName': 'SPY', '#text': referenceOf(bill.number) },
          EpiInstructedAmount: money(sums.gross),
          EpiCharge: { '@ChargeOption': 'SHA', '#text': 'SHA' },
          EpiDateOptionDate: day(bill.due),
        },
      },
    },
  }
  return new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@', format: true }).build(document)
}

/** Only where both know their e-invoice address: the schema takes the whole of it or nothing, and no single character. */
function transmission(buyer: Party, bill: Bill, account: Account) {
  const ends = [account.address, account.operator, buyer.address, buyer.operator].map((end) => cut(end ?? '', 35))
  if (ends.some((end) => end.length < 2)) return {}
  const [from, fromOperator, to, toOperator] = ends
  return {
    MessageTransmissionDetails: {
      MessageSenderDetails: { FromIdentifier: from, FromIntermediator: fromOperator },
      MessageReceiverDetails: { ToIdentifier: to, ToIntermediator: toOperator },
      MessageDetails: { MessageIdentifier: cut(bill.number, 48), MessageTimeStamp: bill.stamp },
    },
  }
}

function party(role: 'Seller' | 'Buyer', { name, businessId, country, ...at }: Party) {
  const [street = '', postcode = '', town = ''] = [at.street, at.postcode, at.town].map((part) => cut(part ?? '', 35))
  const vat = businessId && /^\d{7}-\d$/.test(businessId) ? `FI${businessId.replace('-', '')}` : null
  return {
    ...(businessId && { [`${role}PartyIdentifier`]: cut(businessId, 35) }),
    [`${role}OrganisationName`]: named(name, 70),
    ...(vat && { [`${role}OrganisationTaxCode`]: vat }),
    ...([street, postcode, town].every((part) => part.length > 1) && {
      [`${role}PostalAddressDetails`]: {
        [`${role}StreetName`]: street,
        [`${role}TownName`]: town,
        [`${role}PostCodeIdentifier`]: postcode,
        CountryCode: country || 'FI',
      },
    }),
  }
}

/** Finnish reference number of a document's digits: weights 7, 3, 1 from the end, and the digit that makes it tens. */
export function referenceOf(number: string): string {
  const digits = (number.replace(/\D/g, '') || '0').slice(-19).padStart(3, '1')
  const sum = [...digits].reverse().reduce((all, digit, at) => all + Number(digit) * [7, 3, 1][at % 3]!, 0)
  return `${digits}${(10 - (sum % 10)) % 10}`
}

/** By characters, so that none is cut in two; what XML cannot carry is left out. */
const cut = (text: string, most: number): string => {
  const plain = text
    .toWellFormed()
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\ufffe\uffff]/gu, '')
  return [...plain.trim()].slice(0, most).join('').trim()
}
/** The name of a party has at least two characters. */
const named = (name: string, most: number): string => cut(name, most).padEnd(2, '.')
const comma = (amount: string): string => amount.replace('.', ',')
/** At least two places, as an amount has, and no needless noughts beyond. */
const places = (amount: string): string => {
  const plain = Big(amount).toFixed()
  return (plain.split('.')[1]?.length ?? 0) < 2 ? Big(amount).toFixed(2) : plain
}
const percent = (rate: string): string => comma(Big(rate).toFixed())
const day = (date: string) => ({ '@Format': 'CCYYMMDD', '#text': date.replaceAll('-', '') })
const quantity = ({ quantity, unit }: { quantity: string; unit: string }) => ({
  '@QuantityUnitCode': cut(unit, 14),
  '#text': comma(Big(quantity).toFixed()).slice(0, 14),
})
