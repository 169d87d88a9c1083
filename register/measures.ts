import type { Measure } from '../src/kernel/vocabulary.ts'

/**
 * Security measures as they stand, not as they might. A company sets `inUse` for what its own installation adds;
 * the notice prints both halves.
 */
export const measures = {
  purposes_apart: {
    label: { fi: 'Käyttötarkoitusten erottelu', sv: 'Åtskilda ändamål', en: 'Purposes kept apart' },
    inUse: true,
    wording: {
      fi: 'Tietokanta näyttää kuhunkin käyttötarkoitukseen vain ne ihmiset ja tiedot, jotka siihen kuuluvat.',
      sv: 'Databasen visar för varje ändamål bara de personer och uppgifter som hör till det.',
      en: 'For each purpose the database shows only the people and data that belong to it.',
    },
  },
  granted_access: {
    label: { fi: 'Myönnetyt käyttöoikeudet', sv: 'Beviljad åtkomst', en: 'Granted access' },
    inUse: true,
    wording: {
      fi: 'Käyttäjätunnuksen ja käyttöoikeustason antaa pääkäyttäjä. Tunnusta ei voi luoda itse.',
      sv: 'Huvudanvändaren ger användarkontot och åtkomstnivån. Man kan inte skapa ett konto själv.',
      en: 'The administrator grants the account and its level of access. Nobody can create an account alone.',
    },
  },
  personal_password: {
    label: { fi: 'Henkilökohtainen salasana', sv: 'Personligt lösenord', en: 'Personal password' },
    inUse: true,
    wording: {
      fi: 'Kirjautuminen vaatii henkilökohtaisen salasanan, josta tallennetaan vain tiiviste. Toistuvat väärät yritykset estetään.',
      sv: 'Inloggningen kräver ett personligt lösenord, av vilket bara ett hashvärde sparas. Upprepade felaktiga försök spärras.',
      en: 'Signing in takes a personal password, stored only as a hash. Repeated wrong attempts are blocked.',
    },
  },
  access_log: {
    label: { fi: 'Käyttöloki', sv: 'Användningslogg', en: 'Access log' },
    inUse: true,
    wording: {
      fi: 'Katselut, haut, viennit, muutokset ja kirjautumiset kirjataan ketjutettuun lokiin, josta jälkikäteinen muuttaminen näkyy.',
      sv: 'Läsningar, sökningar, exporter, ändringar och inloggningar antecknas i en kedjad logg där senare ändringar syns.',
      en: 'Views, searches, exports, changes and sign-ins are written to a chained log in which later tampering shows.',
    },
  },
  same_day_removal: {
    label: { fi: 'Pääsyn päättäminen', sv: 'Åtkomsten upphör', en: 'Ending access' },
    inUse: true,
    wording: {
      fi: 'Kun työntekijä lähtee, hänen pääsynsä päättyy samalla, kun hänen työnsä siirretään toiselle.',
      sv: 'När en anställd slutar upphör åtkomsten samtidigt som arbetet överförs till någon annan.',
      en: 'When an employee leaves, access ends in the same action that hands the work over.',
    },
  },
  sensitive_sweep: {
    label: { fi: 'Arkaluonteisen etsintä', sv: 'Sökning efter känsligt', en: 'Search for sensitive matter' },
    inUse: true,
    wording: {
      fi: 'Teksteistä ja tiedostoista etsitään joka yö omalla palvelimella arkaluonteista tietoa ja henkilötunnuksia. Henkilötunnus peitetään heti, muu löydös hävitetään viimeistään 14 päivässä, ellei sitä todeta aiheettomaksi.',
      sv: 'Varje natt söks på den egna servern efter känsliga uppgifter och personbeteckningar i texter och filer. En personbeteckning maskeras genast, övriga fynd förstörs inom 14 dagar om de inte konstateras vara obefogade.',
      en: 'Every night texts and files are searched, on our own server, for sensitive matter and personal identity codes. A code is masked at once; anything else is destroyed within 14 days unless it is found to be harmless.',
    },
  },
  automatic_tests: {
    label: { fi: 'Testaus', sv: 'Testning', en: 'Testing' },
    inUse: true,
    wording: {
      fi: 'Ohjelmiston jokaista versiota koetellaan automaattisilla testeillä, ja järjestelmä tarkastaa suojauksensa käynnistyessään.',
      sv: 'Varje version av programmet prövas med automatiska tester, och systemet granskar sina skydd när det startar.',
      en: 'Each version of the software is put through automatic tests, and the system checks its own fences when it starts.',
    },
  },
  second_factor: {
    label: { fi: 'Kaksivaiheinen tunnistautuminen', sv: 'Tvåstegsautentisering', en: 'Second factor' },
    inUse: false,
    wording: {
      fi: 'Kirjautuminen vaatii salasanan lisäksi toisen tunnisteen.',
      sv: 'Inloggningen kräver en andra faktor utöver lösenordet.',
      en: 'Signing in takes a second factor besides the password.',
    },
  },
  pseudonymisation: {
    label: { fi: 'Pseudonymisointi', sv: 'Pseudonymisering', en: 'Pseudonymisation' },
    inUse: false,
    wording: {
      fi: 'Kehittämisessä ja tilastoissa käytetään tietoja, joista tunnisteet on erotettu.',
      sv: 'I utveckling och statistik används uppgifter från vilka identifierarna har avskilts.',
      en: 'Development and statistics use data from which the identifiers have been separated.',
    },
  },
  encrypted_connections: {
    label: { fi: 'Salatut yhteydet', sv: 'Krypterade förbindelser', en: 'Encrypted connections' },
    inUse: false,
    wording: {
      fi: 'Tiedot kulkevat verkossa vain salattuina.',
      sv: 'Uppgifterna rör sig i nätet endast krypterade.',
      en: 'Data travels over the network only encrypted.',
    },
  },
  encrypted_storage: {
    label: { fi: 'Levyn salaus', sv: 'Krypterad lagring', en: 'Encrypted storage' },
    inUse: false,
    wording: {
      fi: 'Palvelimen levyt on salattu.',
      sv: 'Serverns diskar är krypterade.',
      en: 'The server’s disks are encrypted.',
    },
  },
  firewall: {
    label: { fi: 'Palomuuri', sv: 'Brandvägg', en: 'Firewall' },
    inUse: false,
    wording: {
      fi: 'Palvelimelle pääsee verkosta vain tarpeellisten porttien kautta.',
      sv: 'Servern nås från nätet bara genom nödvändiga portar.',
      en: 'The server can be reached from the network only through the ports it needs.',
    },
  },
  backups: {
    label: { fi: 'Varmuuskopiointi', sv: 'Säkerhetskopiering', en: 'Backups' },
    inUse: false,
    wording: {
      fi: 'Tiedoista otetaan varmuuskopiot, ja niiden palauttamista kokeillaan säännöllisesti.',
      sv: 'Uppgifterna säkerhetskopieras och återställningen prövas regelbundet.',
      en: 'Data is backed up, and restoring it is practised regularly.',
    },
  },
  resilience: {
    label: { fi: 'Vikasietoisuus', sv: 'Motståndskraft', en: 'Resilience' },
    inUse: false,
    wording: {
      fi: 'Palvelu jatkuu, vaikka yksi palvelin vikaantuu.',
      sv: 'Tjänsten fortsätter även om en server går sönder.',
      en: 'The service goes on even if one server fails.',
    },
  },
} as const satisfies Record<string, Measure>
