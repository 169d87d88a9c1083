import type { Words } from '#kernel/vocabulary.ts'
import { nouns } from '#register/index.ts'

const words = (fi: string, sv: string, en: string): Words => ({ fi, sv, en })

/** What is on record beside the actions: done by a person on a public page, by a job, by the operator, by a trigger. */
export const beside: Readonly<Record<string, Words>> = {
  'approvals.answer': words('Ulkopuolinen ratkaisi pyynnön', 'En utomstående avgjorde begäran', 'An outsider decided'),
  'approvals.look': words(
    'Hyväksyntäpyyntö avattiin linkistä',
    'Begäran öppnades via länken',
    'A request for approval was opened by its link',
  ),
  'balancing.follow': words(
    'Käyttötarkoituksia avattiin tai suljettiin',
    'Ändamål öppnades eller stängdes',
    'Purposes were opened or closed',
  ),
  'database.url': words(
    'Tietokannan osoite annettiin komentorivillä',
    'Databasens adress gavs på kommandoraden',
    'The address of the database was given on the command line',
  ),
  'day.digest': words('Päivän kooste lähetettiin', 'Dagens sammandrag skickades', 'The digest of the day was sent'),
  'erasures.take': words(
    'Poistettavien erä aloitettiin',
    'En grupp raderingar påbörjades',
    'A batch of erasures was begun',
  ),
  'feed.read': words(
    'Kalenteri haettiin toiseen ohjelmaan',
    'Kalendern hämtades till ett annat program',
    'The calendar was fetched by another program',
  ),
  'grounds.seal': words('Perusteet sinetöitiin', 'Grunderna förseglades', 'Grounds were sealed'),
  'mydata.ask': words(
    'Henkilö teki tietosuojapyynnön',
    'Personen gjorde en dataskyddsbegäran',
    'The person made a rights request',
  ),
  'mydata.code': words(
    'Henkilö avasi omat tietonsa koodilla',
    'Personen öppnade sina uppgifter med kod',
    'The person opened their data with a code',
  ),
  'mydata.download': words(
    'Henkilö latasi omat tietonsa',
    'Personen laddade ner sina uppgifter',
    'The person downloaded their data',
  ),
  'mydata.language': words('Henkilö vaihtoi kielensä', 'Personen bytte språk', 'The person changed their language'),
  'mydata.link': words(
    'Linkki omiin tietoihin lähetettiin',
    'Länken till egna uppgifter skickades',
    'A link to their own data was sent',
  ),
  'mydata.object': words('Henkilö vastusti käsittelyä', 'Personen invände mot behandlingen', 'The person objected'),
  'mydata.read': words('Henkilö luki omat tietonsa', 'Personen läste sina uppgifter', 'The person read their data'),
  'orders.told': words(
    'Tilausvahvistus toimitettiin',
    'Beställningsbekräftelsen levererades',
    'The confirmation of an order was delivered',
  ),
  'preferences.change': words(
    'Henkilö muutti valintojaan',
    'Personen ändrade sina val',
    'The person changed their choices',
  ),
  'preferences.leave': words(
    'Henkilö poistui markkinoinnista',
    'Personen lämnade marknadsföringen',
    'The person left the marketing',
  ),
  'preferences.link': words(
    'Linkki omiin valintoihin lähetettiin',
    'Länken till egna val skickades',
    'A link to their own choices was sent',
  ),
  'preferences.pause': words(
    'Henkilö keskeytti markkinoinnin',
    'Personen pausade marknadsföringen',
    'The person paused the marketing',
  ),
  'preferences.read': words('Henkilö avasi valintansa', 'Personen öppnade sina val', 'The person opened their choices'),
  'quality.correct': words(
    'Henkilö korjasi tietojaan',
    'Personen rättade sina uppgifter',
    'The person corrected their details',
  ),
  'quality.end': words(
    'Vanhentuneita tietoja poistettiin',
    'Föråldrade uppgifter togs bort',
    'Outdated data were removed',
  ),
  'quality.look': words(
    'Henkilö avasi tietojensa tarkistuksen',
    'Personen öppnade kontrollen av sina uppgifter',
    'The person opened the check of their details',
  ),
  'quotes.look': words('Tarjous avattiin linkistä', 'Offerten öppnades via länken', 'A quote was opened by its link'),
  'register.erase': words(
    'Rekisteristä poistetun kentän tiedot tuhottiin',
    'Uppgifterna i ett borttaget fält förstördes',
    'The data of a field taken out of the register were destroyed',
  ),
  'reminders.mail': words(
    'Muistutus lähetettiin sähköpostilla',
    'En påminnelse skickades per e-post',
    'A reminder was sent by e-mail',
  ),
  'search.all': words(
    'Haettiin nimillä, numeroilla ja osoitteilla',
    'Sökte med namn, nummer och adresser',
    'Searched names, numbers and addresses',
  ),
  'session.failed': words('Kirjautuminen epäonnistui', 'Inloggningen misslyckades', 'Signing in failed'),
  'statements.keep': words(
    'Henkilön oikaisema tieto säilytettiin',
    'En uppgift som personen rättat bevarades',
    'A fact the person had corrected was kept',
  ),
  'subscriptions.confirm': words(
    'Selosteen muutosten tilaus vahvistettiin',
    'Besked om ändringar bekräftades',
    'Being told of changes was confirmed',
  ),
  'subscriptions.end': words(
    'Selosteen muutosten tilaus päätettiin',
    'Besked om ändringar avslutades',
    'Being told of changes was ended',
  ),
  'trade.refresh': words(
    'Kaupparekisterin tiedot päivitettiin',
    'Handelsregistrets uppgifter uppdaterades',
    'The trade register’s word was refreshed',
  ),
  'transfers.fetch': words(
    'Vastaanottaja haki siirretyt tiedot',
    'Mottagaren hämtade de flyttade uppgifterna',
    'The receiver fetched the data moved',
  ),
}

/** "deals.import": rows that a file brought in. */
export function brought(name: string): Words | undefined {
  const [noun = '', verb] = name.split('.')
  const plural = verb === 'import' ? (nouns as Record<string, { plural: Words }>)[noun]?.plural : undefined
  return (
    plural && {
      fi: `Tuotiin tiedostosta ${plural.fi.toLowerCase()}`,
      sv: `Importerade ur en fil ${plural.sv.toLowerCase()}`,
      en: `Brought in ${plural.en.toLowerCase()} from a file`,
    }
  )
}
