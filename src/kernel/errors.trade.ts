import { type Entry, e } from './errors.entry.ts'

/** Refusals about the trade register of others. */
export const tradeErrors = {
  TRADE_OFF: e(
    409,
    [
      'Kaupparekisterin kyselyt on kytketty pois.',
      'Kirjoita tiedot itse, tai pyydä pääkäyttäjää kytkemään kyselyt kohdassa Asetukset → Ajot.',
    ],
    [
      'Frågorna till handelsregistret är avstängda.',
      'Skriv uppgifterna själv, eller be huvudanvändaren slå på frågorna under Inställningar → Körningar.',
    ],
    [
      'Asking the trade register is switched off.',
      'Type it in yourself, or ask the administrator to switch it on in Settings → Runs.',
    ],
  ),
  TRADE_UNREACHABLE: e(
    503,
    ['Kaupparekisteri ei vastaa.', 'Yritä hetken kuluttua uudelleen; mitään ei muutettu.'],
    ['Handelsregistret svarar inte.', 'Försök igen om en stund; inget ändrades.'],
    ['The trade register does not answer.', 'Try again in a moment; nothing was changed.'],
  ),
  TRADE_NOT_READ: e(
    502,
    ['Kaupparekisterin vastausta ei voi lukea.', 'Yritä myöhemmin uudelleen; mitään ei muutettu.'],
    ['Handelsregistrets svar går inte att läsa.', 'Försök igen senare; inget ändrades.'],
    ['The answer of the trade register cannot be read.', 'Try again later; nothing was changed.'],
  ),
  TRADE_NOT_THERE: e(
    404,
    [
      'Kaupparekisterissä ei ole tätä Y-tunnusta.',
      'Tarkista tunnus. Toiminimet eivät ole rekisterin avoimissa tiedoissa.',
    ],
    [
      'FO-numret finns inte i handelsregistret.',
      'Kontrollera numret. Firmor för enskilda näringsidkare finns inte i registrets öppna data.',
    ],
    [
      'The trade register has no such Business ID.',
      'Check the ID. Sole traders are not in the open data of the register.',
    ],
  ),
  TRADE_WITHOUT_ID: e(
    422,
    ['Yritykseltä puuttuu suomalainen Y-tunnus.', 'Lisää Y-tunnus yrityksen tietoihin.'],
    ['Företaget saknar ett finländskt FO-nummer.', 'Lägg till FO-numret bland företagets uppgifter.'],
    ['The company has no Finnish Business ID.', 'Add the Business ID to the company.'],
  ),
} as const satisfies Record<string, Entry>
