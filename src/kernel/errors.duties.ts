import { type Entry, e } from './errors.entry.ts'

/** Refusals about work duties and what we sell. */
export const dutyErrors = {
  DUTY_SOURCE_MISSING: e(
    422,
    [
      'Työtehtävältä puuttuu lähde.',
      'Kerro, mistä tehtävä tiedetään: henkilöltä, yritykseltä vai julkisesta tiedosta.',
    ],
    ['Arbetsuppgiften saknar källa.', 'Ange varifrån uppgiften är känd: personen, företaget eller en offentlig källa.'],
    [
      'The duty has no source.',
      'Say how the duty is known: from the person, the company or something it has published.',
    ],
  ),
  DUTY_STANDS: e(
    409,
    ['Tämä tehtävä ja tuoteryhmä on jo hyväksytty tai esitetty.', 'Jatka hyväksyntää, päätä se tai käsittele esitys.'],
    [
      'Denna uppgift och produktgrupp är redan godkänd eller föreslagen.',
      'Förnya eller avsluta godkännandet, eller behandla förslaget.',
    ],
    [
      'This duty and product group are approved or proposed already.',
      'Renew or end the approval, or settle the proposal.',
    ],
  ),
  DUTY_OWNER_NEEDED: e(
    403,
    ['Hyväksyjän on oltava nimetty henkilö.', 'Kirjaudu omilla tunnuksillasi ja hyväksy näkymässä Työtehtävät.'],
    ['Den som godkänner måste vara en namngiven person.', 'Logga in som dig själv och godkänn i vyn Arbetsuppgifter.'],
    ['Whoever approves must be a named person.', 'Sign in as yourself and approve on the screen Work duties.'],
  ),
  PRODUCT_GROUP_EXISTS: e(
    409,
    ['Samanniminen tuoteryhmä on jo olemassa.', 'Valitse toinen nimi tai käytä olemassa olevaa ryhmää.'],
    ['En produktgrupp med samma namn finns redan.', 'Välj ett annat namn eller använd den befintliga gruppen.'],
    ['A product group of this name is there already.', 'Choose another name, or use the one there is.'],
  ),
} as const satisfies Record<string, Entry>
