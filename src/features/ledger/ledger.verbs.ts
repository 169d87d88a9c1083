import type { Language } from '#kernel/vocabulary.ts'

/**
 * What an action orders → that it was done. Finnish says so without naming who, for then its object stays as it was:
 * "Poista yritys" → "Poistettiin yritys".
 */
export const VERBS: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  fi: read(`
    Aja ajettiin, Allekirjoita allekirjoitettiin, Aloita aloitettiin, Anna annettiin, Arvioi arvioitiin, Aseta asetettiin,
    Avaa avattiin, Esikatsele esikatseltiin, Esitä esitettiin, Etsi etsittiin, Hae haettiin, Hylkää hylättiin,
    Hyväksy hyväksyttiin, Irtisano irtisanottiin, Jatka jatkettiin, Julkaise julkaistiin, Järjestä järjestettiin,
    Kerro kerrottiin, Kirjaa kirjattiin, Kirjaudu kirjauduttiin, Kirjoita kirjoitettiin, Kokeile kokeiltiin, Kokoa koottiin,
    Kumoa kumottiin, Kysy kysyttiin, Kytke kytkettiin, Lakkauta lakkautettiin, Laske laskettiin, Lataa ladattiin,
    Liitä liitettiin, Lisää lisättiin, Listaa listattiin, Lopeta lopetettiin, Lue luettiin, Luo luotiin, Luovuta luovutettiin,
    Lähetä lähetettiin, Merkitse merkittiin, Monista monistettiin, Muunna muunnettiin, Muuta muutettiin, Myönnä myönnettiin,
    Nimeä nimettiin, Näytä näytettiin, Oikaise oikaistiin, Ota otettiin, Palauta palautettiin, Peitä peitettiin, Peru peruttiin,
    Perusta perustettiin, Perustele perusteltiin, Poista poistettiin, Pura purettiin, Pyydä pyydettiin, Pysäytä pysäytettiin,
    Päivitä päivitettiin, Päätä päätettiin, Rajoita rajoitettiin, Ratkaise ratkaistiin, Seuraa seurattiin, Siirrä siirrettiin,
    Säilytä säilytettiin, Tallenna tallennettiin, Tarkista tarkistettiin, Tee tehtiin, Totea todettiin, Tuo tuotiin,
    Vahvista vahvistettiin, Vaihda vaihdettiin, Vastaa vastattiin, Vertaa verrattiin, Vie vietiin, Yhdistä yhdistettiin`),
  sv: read(`
    Ange angav, Annullera annullerade, Anteckna antecknade, Avbryt avbröt, Avgör avgjorde, Avskaffa avskaffade, Avskriv avskrev,
    Avslå avslog, Avsluta avslutade, Be bad, Bedöm bedömde, Begränsa begränsade, Bekräfta bekräftade, Besluta beslutade,
    Bestäm bestämde, Bevaka bevakade, Bevara bevarade, Bevilja beviljade, Bifoga bifogade, Byt bytte, Börja började,
    Duplicera duplicerade, Exportera exporterade, Flytta flyttade, Fortsätt fortsatte, Fråga frågade, Föreslå föreslog,
    Förhandsgranska förhandsgranskade, Förläng förlängde, Förnya förnyade, Godkänn godkände, Granska granskade, Gör gjorde,
    Hämta hämtade, Häv hävde, Importera importerade, Jämför jämförde, Kasta kastade, Konstatera konstaterade,
    Kontrollera kontrollerade, Kör körde, Ladda laddade, Lista listade, Logga loggade, Lägg lade, Lämna lämnade, Läs läste,
    Markera markerade, Maskera maskerade, Meddela meddelade, Motivera motiverade, Märk märkte, Ordna ordnade, Prova provade,
    Pröva prövade, Publicera publicerade, Radera raderade, Rätta rättade, Räkna räknade, Sammanställ sammanställde, Se såg,
    Skapa skapade, Skicka skickade, Skjut sköt, Skriv skrev, Slå slog, Sluta slutade, Spara sparade, Stoppa stoppade,
    Ställ ställde, Svara svarade, Säg sade, Sänd sände, Sök sökte, Ta tog, Underrätta underrättade, Underteckna undertecknade,
    Visa visade, Ångra ångrade, Återkalla återkallade, Återställ återställde, Återta återtog, Ändra ändrade, Öppna öppnade,
    Överför överförde`),
  en: read(`
    Add added, Adopt adopted, Answer answered, Approve approved, Ask asked, Assess assessed, Attach attached, Bring brought,
    Cancel cancelled, Change changed, Check checked, Close closed, Confirm confirmed, Convert converted, Correct corrected,
    Count counted, Decide decided, Decline declined, Delete deleted, Discard discarded, Download downloaded, Drop dropped,
    Duplicate duplicated, End ended, Erase erased, Explain explained, Export exported, Extend extended, Fetch fetched,
    File filed, Find found, Follow followed, Give gave, Grant granted, Hand handed, Hide hid, Import imported, Keep kept,
    Lift lifted, List listed, Look looked, Make made, Mark marked, Merge merged, Move moved, Open opened, Order ordered,
    Preview previewed, Propose proposed, Publish published, Put put, Read read, Record recorded, Refuse refused,
    Remove removed, Rename renamed, Renew renewed, Reset reset, Restore restored, Restrict restricted, Resume resumed,
    Retire retired, Revert reverted, Review reviewed, Run ran, Save saved, Say said, Search searched, Send sent, Set set,
    Settle settled, Show showed, Sign signed, Start started, Stop stopped, Sum summed, Switch switched, Take took, Tell told,
    Try tried, Undo undid, Uphold upheld, Verify verified, Withdraw withdrew, Work worked, Write wrote`),
}

function read(pairs: string): Record<string, string> {
  return Object.fromEntries(
    pairs
      .trim()
      .split(/,\s+/)
      .map((pair) => pair.split(' ')),
  )
}
