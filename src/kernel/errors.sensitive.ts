import { type Entry, e } from './errors.entry.ts'

/** Refusals of what may not be kept at all; `field` names where it stands. */
export const sensitiveErrors = {
  SENSITIVE_DATA_BLOCKED: e(
    422,
    [
      'Tekstissä on yhä arkaluonteinen tieto: terveydestä, ammattiliitosta, vakaumuksesta, alkuperästä tai seksuaalisuudesta.',
      'Poista kohta tekstistä, tai hävitä koko teksti.',
    ],
    [
      'Texten innehåller fortfarande en känslig uppgift: om hälsa, fackförening, övertygelse, ursprung eller sexualitet.',
      'Ta bort stället ur texten, eller förstör hela texten.',
    ],
    [
      'The text still says something sensitive: of health, a trade union, belief, origin or sexual life.',
      'Take the passage out, or destroy the text.',
    ],
  ),
  OFFENCE_DATA_BLOCKED: e(
    422,
    [
      'Tekstissä on yhä rikosepäily: se kuuluu oikeudellisten vaateiden aineistoon, ei asiakastietoihin.',
      'Poista kohta tekstistä, tai hävitä koko teksti.',
    ],
    [
      'Texten innehåller fortfarande en brottsmisstanke: den hör till materialet om rättsliga anspråk, inte till kunduppgifterna.',
      'Ta bort stället ur texten, eller förstör hela texten.',
    ],
    [
      'The text still speaks of a suspected offence: that belongs to the file of legal claims, not to customer data.',
      'Take the passage out, or destroy the text.',
    ],
  ),
} satisfies Record<string, Entry>
