import { XMLParser, XMLValidator } from 'fast-xml-parser'

type Simple = { least?: number; most?: number; like?: RegExp; with?: Readonly<Record<string, RegExp>> }
/** An element among its siblings: what it holds, and how many times it stands there; once, unless said otherwise. */
type Child = readonly [name: string, holds: Simple | readonly Child[], least?: number, most?: number]

const text = (least: number, most: number): Simple => ({ least, most })
const like = (pattern: RegExp, attributes?: Simple['with']): Simple => ({
  like: pattern,
  ...(attributes && { with: attributes }),
})
const MANY = Number.POSITIVE_INFINITY

// Of a token and a name token, as XML Schema has them.
const NAME_TOKEN = /^[\p{L}\p{N}._:·-]*$/u
const currency = { AmountCurrencyIdentifier: /^[\p{L}\p{N}._:-]{3}$/u }
const amount = like(/^-?\d{1,15}(,\d{2,5})?$/, currency)
const date = like(/^\d{8}$/, { Format: /^CCYYMMDD$/ })
const percentage = like(/^[1-9]?\d{1,2}(,\d{1,4})?$/)
const quantity: Simple = { ...text(0, 14), with: { QuantityUnitCode: /^(?! )[^\n\t]{0,14}(?<! )$/ } }
const codeOfUn = like(/^[A-Z0-9]{1,3}$/)

const address = (role: string): Child[] => [
  [`${role}StreetName`, text(2, 35), 1, 3],
  [`${role}TownName`, text(2, 35)],
  [`${role}PostCodeIdentifier`, text(2, 35)],
  ['CountryCode', like(/^[\p{L}\p{N}._:-]{2}$/u), 0],
]
const party = (role: string): Child[] => [
  [`${role}PartyIdentifier`, text(0, 35), 0],
  [`${role}OrganisationName`, text(2, 70), 1, MANY],
  [`${role}OrganisationTaxCode`, text(0, 35), 0],
  [`${role}PostalAddressDetails`, address(role), 0],
]

/**
 * What the schema Finvoice3.0.xsd of Finance Finland (as of 30.11.2020) says of the elements we write: their order, how
 * many of each, their lengths, code lists and attributes. The schema itself is not ours to hand on. What we do not write
 * is not here, so that a new element is refused until it is looked up.
 */
const FINVOICE: readonly Child[] = [
  [
    'MessageTransmissionDetails',
    [
      [
        'MessageSenderDetails',
        [
          ['FromIdentifier', text(2, 35)],
          ['FromIntermediator', text(2, 35)],
        ],
      ],
      [
        'MessageReceiverDetails',
        [
          ['ToIdentifier', text(2, 35)],
          ['ToIntermediator', text(2, 35)],
        ],
      ],
      [
        'MessageDetails',
        [
          ['MessageIdentifier', text(2, 48)],
          ['MessageTimeStamp', like(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/)],
        ],
      ],
    ],
    0,
  ],
  ['SellerPartyDetails', party('Seller')],
  ['InvoiceRecipientLanguageCode', like(/^[\p{L}\p{N}._:-]{2}$/u), 0],
  ['BuyerPartyDetails', party('Buyer')],
  ['DeliveryDetails', [['DeliveryDate', date, 0]], 0],
  [
    'InvoiceDetails',
    [
      ['InvoiceTypeCode', like(/^(REQ|QUO|ORD|ORC|INV|DEV|TES|INF|PRI|DEN|SEI|REC|RES|SDD)\d\d$/)],
      ['InvoiceTypeCodeUN', codeOfUn, 0],
      ['InvoiceTypeText', text(1, 35)],
      ['OriginCode', like(/^(Original|Copy|Cancel)$/)],
      ['InvoiceNumber', text(1, 20)],
      ['InvoiceDate', date],
      ['OrderIdentifier', text(0, 70), 0],
      ['OrderDate', date, 0],
      ['AgreementIdentifier', text(0, 70), 0],
      ['BuyerReferenceIdentifier', text(0, 70), 0],
      ['InvoiceTotalVatExcludedAmount', amount, 0],
      ['InvoiceTotalVatAmount', amount, 0],
      ['InvoiceTotalVatIncludedAmount', amount],
      [
        'VatSpecificationDetails',
        [
          ['VatBaseAmount', amount, 0],
          ['VatRatePercent', percentage, 0],
          ['VatCode', codeOfUn, 0],
          ['VatRateAmount', amount, 0],
        ],
        0,
        MANY,
      ],
      ['PaymentTermsDetails', [['InvoiceDueDate', date, 0]], 0, MANY],
    ],
  ],
  [
    'InvoiceRow',
    [
      ['ArticleIdentifier', text(0, 70), 0],
      ['ArticleName', text(0, 100), 0],
      ['DeliveredQuantity', quantity, 0, MANY],
      ['InvoicedQuantity', quantity, 0, MANY],
      ['UnitPriceAmount', amount, 0],
      ['RowPositionIdentifier', text(0, 35), 0],
      ['RowDiscountPercent', percentage, 0],
      ['RowVatRatePercent', percentage, 0],
      ['RowVatCode', codeOfUn, 0],
      ['RowVatExcludedAmount', amount, 0],
    ],
    1,
    MANY,
  ],
  [
    'EpiDetails',
    [
      [
        'EpiIdentificationDetails',
        [
          ['EpiDate', date],
          ['EpiReference', { ...text(0, 35), like: NAME_TOKEN }],
        ],
      ],
      [
        'EpiPartyDetails',
        [
          [
            'EpiBfiPartyDetails',
            [
              [
                'EpiBfiIdentifier',
                { ...text(8, 11), like: NAME_TOKEN, with: { IdentificationSchemeName: /^BIC$/ } },
                0,
              ],
            ],
          ],
          [
            'EpiBeneficiaryPartyDetails',
            [
              ['EpiNameAddressDetails', text(2, 35), 0],
              [
                'EpiAccountID',
                { ...text(1, 34), like: NAME_TOKEN, with: { IdentificationSchemeName: /^(IBAN|BBAN)$/ } },
              ],
            ],
          ],
        ],
      ],
      [
        'EpiPaymentInstructionDetails',
        [
          [
            'EpiRemittanceInfoIdentifier',
            like(/^(\d{2,20}|RF\d\d[0-9A-Za-z]{1,21})$/, { IdentificationSchemeName: /^(SPY|ISO)$/ }),
            0,
          ],
          ['EpiInstructedAmount', like(/^-?\d{1,15},\d{2}$/, currency)],
          ['EpiCharge', { with: { ChargeOption: /^(SHA|OUR|BEN|SLEV)$/ } }],
          ['EpiDateOptionDate', date],
        ],
      ],
    ],
  ],
]

type Node = { name: string; children: Node[]; text: string; attributes: Record<string, string> }

/** Where a document departs from the schema, each by the path of its element; empty when nowhere. */
export function departures(xml: string): string[] {
  const valid = XMLValidator.validate(xml)
  if (valid !== true) return [`not XML: ${valid.err.msg}`]
  // XML 1.0, Char: what no document may carry, whether written out or not.
  if (/(?![\t\n\r\u007f-\u009f])[\p{Cc}\ufffe\uffff]/u.test(xml) || !xml.isWellFormed())
    return ['not XML: a character that XML cannot carry']
  const [root, ...more] = treeOf(xml)
  if (root?.name !== 'Finvoice' || more.length > 0) return ['the root is not Finvoice']
  const version = ['1.3', '2.0', '2.01', '3.0'].includes(root.attributes.Version ?? '') ? [] : ['Finvoice: Version']
  return [...version, ...among(root, FINVOICE, 'Finvoice')]
}

function among({ children }: Node, wanted: readonly Child[], path: string): string[] {
  const found: string[] = []
  const places = children.map(({ name }) => wanted.findIndex(([one]) => one === name))
  for (const [at, place] of places.entries()) {
    const here = `${path}/${children[at]!.name}`
    if (place < 0) found.push(`${here}: unknown`)
    else if (place < (places[at - 1] ?? 0)) found.push(`${here}: out of order`)
  }
  for (const [name, holds, least = 1, most = Math.max(1, least)] of wanted) {
    const here = children.filter((one) => one.name === name)
    if (here.length < least || here.length > most) found.push(`${path}/${name}: ${here.length} of them`)
    for (const one of here)
      found.push(...(Array.isArray(holds) ? among(one, holds, `${path}/${name}`) : simple(one, holds as Simple, path)))
  }
  return found
}

function simple({ name, text, children, attributes }: Node, holds: Simple, path: string): string[] {
  const at = `${path}/${name}`
  const length = [...text].length
  const found = children.length > 0 ? [`${at}: has elements`] : []
  if (length < (holds.least ?? 0) || length > (holds.most ?? MANY)) found.push(`${at}: ${length} characters`)
  if (holds.like && !holds.like.test(text)) found.push(`${at}: ${text}`)
  for (const [key, pattern] of Object.entries(holds.with ?? {}))
    if (!pattern.test(attributes[key] ?? '\n')) found.push(`${at}@${key}: ${attributes[key]}`)
  for (const key of Object.keys(attributes)) if (!holds.with?.[key]) found.push(`${at}@${key}: unknown`)
  return found
}

function treeOf(xml: string): Node[] {
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseTagValue: false,
    parseAttributeValue: false,
    trimValues: false,
    ignoreDeclaration: true,
  })
  const nodes = (list: any[]): Node[] =>
    list.flatMap((one) => {
      const name = Object.keys(one).find((key) => key !== ':@')!
      if (name === '#text') return []
      const inner: any[] = one[name]
      return [
        {
          name,
          children: nodes(inner),
          text: inner.flatMap((each) => each['#text'] ?? []).join(''),
          attributes: one[':@'] ?? {},
        },
      ]
    })
  return nodes(parser.parse(xml))
}
