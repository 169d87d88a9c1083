import { type Entry, e } from './errors.entry.ts'

/** Backups and what is made from them again. */
export const backupErrors = {
  BACKUP_UNKNOWN: e(
    404,
    ['Tällaista varmuuskopiota ei ole.', 'Katso varmuuskopioiden luettelosta, mitkä ovat tallella.'],
    ['Det finns ingen sådan säkerhetskopia.', 'Se i förteckningen vilka säkerhetskopior som finns.'],
    ['There is no such backup.', 'See in the list of backups which there are.'],
  ),
  BACKUP_DAMAGED: e(
    422,
    ['Varmuuskopio on vioittunut tai katkennut, eikä siitä palauteta mitään.', 'Palauta edellinen varmuuskopio.'],
    ['Säkerhetskopian är skadad eller avbruten; inget återläses ur den.', 'Återläs den föregående säkerhetskopian.'],
    ['The backup is damaged or cut short; nothing is restored from it.', 'Restore the one before it.'],
  ),
  BACKUP_OTHER_KEY: e(
    422,
    [
      'Varmuuskopio on tehty toisella avaimella.',
      'Pane sen asennuksen instance.key datakansioon, tai anna avain: restore TIEDOSTO --key AVAIN.',
    ],
    [
      'Säkerhetskopian är gjord med en annan nyckel.',
      'Lägg den installationens instance.key i datamappen eller ge nyckeln: restore FIL --key NYCKEL.',
    ],
    [
      'The backup was made with another key.',
      'Put that installation’s instance.key into the data folder, or give the key: restore FILE --key KEY.',
    ],
  ),
  BACKUP_NEWER: e(
    409,
    ['Varmuuskopion on tehnyt uudempi tai toinen versio.', 'Aja versiota, joka sen teki.'],
    ['Säkerhetskopian är gjord av en nyare eller annan version.', 'Kör den version som gjorde den.'],
    ['The backup was made by a newer or another version.', 'Run the version that made it.'],
  ),
  BACKUP_RUNNING: e(
    409,
    ['Varmuuskopiointi on jo käynnissä.', 'Odota, että se päättyy.'],
    ['En säkerhetskopiering pågår redan.', 'Vänta tills den är klar.'],
    ['A backup is already under way.', 'Wait until it has ended.'],
  ),
  RESTORE_WHILE_RUNNING: e(
    409,
    ['Palautus korvaa tietokannan, jota käytetään parhaillaan.', 'Sammuta Seloste ja palauta sitten.'],
    ['Återläsningen ersätter databasen som används nu.', 'Stoppa Seloste och återläs sedan.'],
    ['A restore replaces the database that is in use.', 'Stop Seloste, then restore.'],
  ),
  RESTORE_TEST_OVERDUE: e(
    503,
    ['Varmuuskopion palautusta ei ole kokeiltu 90 päivään.', 'Kokeile palautusta: Varmuuskopiot, Kokeile palautusta.'],
    [
      'Återläsning av en säkerhetskopia har inte prövats på 90 dagar.',
      'Pröva återläsning: Säkerhetskopior, Pröva återläsning.',
    ],
    ['No restore of a backup has been tried for 90 days.', 'Try one: Backups, Try a restore.'],
  ),
} satisfies Record<string, Entry>
