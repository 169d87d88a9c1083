import type { Proposals } from './proposals.ts'

export const en: Proposals = {
  contract: {
    necessity:
      'A contract with a company is carried out through people: somebody’s name is on the order, somebody receives the confirmation, somebody approves the invoice. We need a name, contact details and the position in the company. A general address is not enough: it does not say who may order and bind the company.',
    impact:
      'The data concern work, not private life. At worst a confirmation or an invoice reaches the wrong person. That causes trouble but seldom harm.',
    expectations:
      'Whoever orders for their company, or is named as contact in the contract, knows that we use the data to carry it out.',
    guard:
      'Data about a party to the contract (a sole trader) are processed on the contract, not on this interest. Contract cannot be chosen as the basis for someone who only represents a company.',
  },
  delivery: {
    necessity:
      'A delivery and a right of access must be given to a named person, so that goods reach the right place and only those the company has approved can use the service. We process only the recipient’s name, work contact details and delivery address.',
    impact:
      'The impact is slight: people get what their employer ordered. The address of a site or office may show where somebody works, so it is used for nothing else.',
    expectations: 'Whoever was named as recipient or user expects the delivery and messages about it.',
    guard: 'The recipient’s address does not show to sales or marketing through this purpose.',
  },
  relationship: {
    necessity:
      'A relationship with a company is one with its people. To keep in touch when somebody changes, with us or with the customer, we must know who deals with us and what was agreed. With less, every contact would begin anew. We collect nothing about leisure, family or opinions.',
    impact:
      'The data belong to work and largely come from the person. Harm can come of a note that is improper or out of date. That is why notes are shown to the person on request and end in their time.',
    expectations:
      'A customer’s contact expects a supplier to remember them and what was said. They do not expect their data to be used once the relationship is over, so use ends with the role or the contract, and the data are erased within a year.',
    guard:
      'There are no fields for health or anything else sensitive. The end of the employment with the customer closes the purpose.',
  },
  sales: {
    necessity:
      'A request for an offer is answered to whoever sent it or decides on it. During a negotiation we must remember what was offered and to whom. We use the name, work contact details and the course of the negotiation; no more is needed.',
    impact:
      'The impact is slight, as contact rests on the company’s own request or a negotiation under way. Too frequent contact may disturb.',
    expectations:
      'Whoever asked for an offer expects an answer and further questions. Once the negotiation has ended they expect no more.',
    guard:
      'The retention period of the contacts of a lost deal is counted from the last contact. The course of a negotiation does not show to marketing.',
  },
  prospecting: {
    necessity:
      'A new business customer is reached by asking the person whose work it concerns. From a general address a message seldom finds them. We use only the name, the duties, work contact details and where they came from.',
    impact:
      'People are contacted without having asked. It may disturb, and the data usually do not come from them. This weighs more than in an existing relationship.',
    expectations:
      'Those in charge of purchasing, management or a field of their own may at work expect suppliers to write about matters of that field; others may not. That is why the link between duties and product must be on record.',
    guard:
      'The first message says where the data came from and how to refuse. A person not informed within a month is locked. Refusals of telephone selling are honoured, and the send gate decides on each message separately.',
  },
  marketing: {
    necessity:
      'We tell of our own products to those whose work they concern, and to customers of similar products. This needs only the name, work contact details, duties and the topics refused. Electronic direct marketing to others rests on consent, not on this interest.',
    impact:
      'A message may be useless or disturb. There is no profiling, and whether a message is opened is not followed without a separate consent.',
    expectations:
      'Customers may expect an occasional message about similar products when told so at collection and able to refuse in every message. Private persons expect no electronic messages without consent.',
    guard:
      'Each message asks the send gate as it leaves, each lets people refuse with one press, and a refused address cannot come back from a file.',
  },
  support: {
    necessity:
      'A question cannot be answered without knowing who asks, what they use and what was done already. Those who ask without a name we help as far as possible.',
    impact:
      'The impact is mostly to the person’s benefit: the matter is settled and need not be told twice. A message may contain data we did not ask for.',
    expectations: 'Whoever contacts support expects the message to be read, the matter noted and answered.',
    guard:
      'The content of messages shows to support users alone; sales and marketing do not see it. The retention period of a closed case is two years.',
  },
  incidents: {
    necessity:
      'Those concerned must be told of a disruption or a data breach, so we must be able to reach them. We need the name, the channel and which service they use.',
    impact:
      'The notice helps people to prepare. Harm comes mainly of a needless notice that is misunderstood and worries.',
    expectations: 'A user of a service expects to hear of a disruption and would be surprised if nobody told them.',
    guard: 'A notice of an incident may hold no marketing. It goes only to those who use the service.',
  },
  development: {
    necessity:
      'Faults and gaps are looked for in data where the name is replaced by a code, or which are summed up as figures. Development does not require knowing who somebody is, so no direct identifiers are used at all.',
    impact:
      'The impact on any one person is very slight. Coded data are still personal data, and in a small group somebody could be recognised.',
    expectations:
      'Users of a service may expect it to be improved by how it is used. They do not expect anyone to look at their own use in particular.',
    guard:
      'Names, addresses and notes are not there for this purpose: its database views lack those columns. Nobody writes under this purpose.',
  },
  suppliers: {
    necessity:
      'Orders, complaints and invoices are settled with the supplier’s named contact. We need a name, the duties and work contact details.',
    impact: 'The impact is slight: these are work contact details that people hand out themselves to do business.',
    expectations: 'A seller or a partner’s representative expects the buyer to keep the details and to get in touch.',
    guard:
      'Suppliers’ people are kept apart from customers: they do not show to sales or marketing, and get no marketing on this ground.',
  },
  staff: {
    necessity:
      'Every matter needs someone in charge, and every user only the rights their work requires. That takes the employee’s name, work address, team and responsibilities.',
    impact:
      'Employees are in a weaker position than their employer. The data could show how much somebody does. That is why the record of use may not serve to measure performance.',
    expectations:
      'Employees expect the employer to know who does what. They do not expect every page they open to be compared with their colleagues’.',
    guard:
      'Staff are told that use is logged before it begins. The log may not serve performance figures, and a leaver’s rights end the same minute.',
  },
  security: {
    necessity:
      'Misuse is neither noticed nor cleared up without knowing who signed in, from where, and what was opened. We record identifiers and names of fields, not their content.',
    impact:
      'The log tells what employees do and whose data were looked at. It also protects those whose data the system holds.',
    expectations:
      'Users of the system are told of the log beforehand. Customers expect that looking at their data leaves a trace.',
    guard:
      'Only the administrator, the privacy owner and the reviewer read the log. It cannot be changed afterwards unnoticed, and its retention period is two years.',
  },
  claims: {
    necessity:
      'A dispute or a debt must be shown by the data that arose in the matter. We keep only what belongs to it, and only while a claim can be made.',
    impact:
      'The data may affect someone’s finances, so an error may do harm. They are locked and used for nothing else.',
    expectations: 'A contracting party knows that data on the contract and payments are kept in case of a dispute.',
    guard:
      'The data are in a locked copy that no user changes. Suspicions of crime are not recorded about people. The GDPR allows what a legal claim requires in spite of an objection (Art. 21(1)).',
  },
  objections: {
    absolute:
      'A refusal stops the use at once and without reasons, and cannot be turned down: the system has no button for that.',
    reasoned:
      'An objection stops the use at once while it is considered. With no decision in a month the use ends; going on takes a recorded ground and a second person’s approval.',
    none: 'An objection is considered case by case, and the decision is explained to the person.',
  },
  shared:
    'The purpose sees only the fields and people that the register gives it, and the database stops the rest. Every change and export is recorded by name, and so is reading once staff have been told of it. The data have retention periods, and no automated decisions are made. People may ask for restriction, and then their data leave lists and searches.',
}
