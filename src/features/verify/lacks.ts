import type { PromiseId } from './promises.ts'

/** What of these promises is built and what is not, sentence by sentence; nothing of them is claimed. */
export const LACKS: Readonly<Partial<Record<PromiseId, string>>> = {
  P36: 'a contract holds the day it was signed, who signed and by what authority, and an offer answered by link the name, the time and the hash of its document. Not built: a signature with its level and certificate, its validation, and a retention rule of its own.',
  P37: 'letters, calls, notes, meetings and cases belong to their person, are in the report and in the erasure, and third parties in them can be covered. Not built: mail that comes in and chat, which are not read yet.',
  P38: 'data on use and on visits to events is not collected. Not built: events, use of services, and their short retention.',
  P39: 'sign-ins of our own users are kept for security, by a rule of their own (sign_in_log). Not built: sign-ins of customers to an online service.',
  P43: 'passwords and links of our own users are kept as hashes beside the data, where no purpose reads them. Not built: how customers identify themselves to services.',
  P44: 'benefits granted and used are kept with the contract. Not built: use of services, and its detail giving way to a summary after a set time.',
  P45: 'what the trade register says stands apart with register, day and the time it was asked. Not built: data derived from it for targeting, with its rule and greatest age.',
}
