import { accessErrors } from './errors.access.ts'
import { activityErrors } from './errors.activities.ts'
import { approvalErrors } from './errors.approvals.ts'
import { backupErrors } from './errors.backups.ts'
import { calendarErrors } from './errors.calendar.ts'
import { caseErrors } from './errors.cases.ts'
import { contractErrors } from './errors.contracts.ts'
import { dealErrors } from './errors.deals.ts'
import { deskErrors } from './errors.desk.ts'
import { dutyErrors } from './errors.duties.ts'
import { type Entry, e } from './errors.entry.ts'
import { erasureErrors } from './errors.erasure.ts'
import { fileErrors } from './errors.files.ts'
import { formErrors } from './errors.forms.ts'
import { groundErrors } from './errors.grounds.ts'
import { letterErrors } from './errors.letters.ts'
import { qualityErrors } from './errors.quality.ts'
import { quoteErrors } from './errors.quotes.ts'
import { registerErrors } from './errors.register.ts'
import { reportErrors } from './errors.report.ts'
import { requestErrors } from './errors.requests.ts'
import { sendingErrors } from './errors.sending.ts'
import { sensitiveErrors } from './errors.sensitive.ts'
import { storeErrors } from './errors.store.ts'
import { tradeErrors } from './errors.trade.ts'

/** Every error the product can give: code, HTTP status, what is wrong, what to do next. */
export const errorTable = {
  ...accessErrors,
  ...activityErrors,
  ...approvalErrors,
  ...backupErrors,
  ...calendarErrors,
  ...caseErrors,
  ...contractErrors,
  ...deskErrors,
  ...dealErrors,
  ...dutyErrors,
  ...erasureErrors,
  ...fileErrors,
  ...storeErrors,
  ...formErrors,
  ...groundErrors,
  ...letterErrors,
  ...qualityErrors,
  ...quoteErrors,
  ...registerErrors,
  ...reportErrors,
  ...requestErrors,
  ...sendingErrors,
  ...sensitiveErrors,
  ...tradeErrors,
  UNEXPECTED: e(
    500,
    [
      'Jokin meni vikaan meillä.',
      'Mitään ei muutettu. Yritä uudelleen; jos vika toistuu, kerro pääkäyttäjälle ajankohta.',
    ],
    [
      'Något gick fel hos oss.',
      'Inget ändrades. Försök igen; om felet upprepas, berätta tidpunkten för huvudanvändaren.',
    ],
    [
      'Something went wrong on our side.',
      'Nothing was changed. Try again; if it happens again, tell the administrator the time.',
    ],
  ),
  SIGN_IN_NEEDED: e(
    401,
    ['Kirjaudu ensin sisään.', 'Avaa kirjautumissivu tai lähetä voimassa oleva avain.'],
    ['Logga in först.', 'Öppna inloggningssidan eller skicka en giltig nyckel.'],
    ['Sign in first.', 'Open the sign-in page, or send a valid key.'],
  ),
  NOT_FOUND: e(
    404,
    ['Tällaista ei ole.', 'Tarkista osoite tai tunniste.'],
    ['Det finns inget sådant.', 'Kontrollera adressen eller beteckningen.'],
    ['There is nothing like that here.', 'Check the address or the identifier.'],
  ),
  PERSON_NOT_FOUND: e(
    404,
    ['Henkilöä ei ole tässä käyttötarkoituksessa.', 'Hae henkilö uudelleen tai luo uusi.'],
    ['Personen finns inte i detta ändamål.', 'Sök personen på nytt eller skapa en ny.'],
    ['No such person under this purpose.', 'Search again, or create a new person.'],
  ),
  PURPOSE_UNKNOWN: e(
    400,
    ['Käyttötarkoitusta ei ole luettelossa.', 'Valitse jokin rekisterin käyttötarkoituksista.'],
    ['Ändamålet finns inte i förteckningen.', 'Välj ett av registrets ändamål.'],
    ['That purpose is not in the catalogue.', 'Choose one of the purposes in the register.'],
  ),
  PURPOSE_MISMATCH: e(
    403,
    [
      'Tasosi tai tämä käyttötarkoitus ei kata tätä.',
      'Valitse toinen käyttötarkoitus tai pyydä pääkäyttäjältä oikeus.',
    ],
    ['Din nivå eller detta ändamål omfattar inte detta.', 'Välj ett annat ändamål eller be huvudanvändaren om rätten.'],
    [
      'Your level or this purpose does not cover that.',
      'Choose another purpose, or ask the administrator for the right.',
    ],
  ),
  PURPOSE_ASLEEP: e(
    403,
    ['Käyttötarkoitus ei ole käytössä.', 'Tietosuojavastuullinen voi ottaa sen käyttöön rekisterissä.'],
    ['Ändamålet är inte i bruk.', 'Den dataskyddsansvariga kan ta det i bruk i registret.'],
    ['That purpose is switched off.', 'The privacy owner can switch it on in the register.'],
  ),
  FIELD_WITHOUT_PURPOSE: e(
    422,
    [
      'Kentällä ei ole käyttötarkoitusta tai säilytysaikaa.',
      'Anna kentälle ainakin yksi käyttötarkoitus ja säilytyssääntö.',
    ],
    ['Fältet saknar ändamål eller lagringstid.', 'Ge fältet minst ett ändamål och en lagringsregel.'],
    ['The field has no purpose or no retention period.', 'Give it at least one purpose and a retention rule.'],
  ),
  RETENTION_RULE_MISSING: e(
    422,
    ['Säilytyssääntöä ei ole.', 'Valitse jokin rekisterin säilytyssäännöistä.'],
    ['Lagringsregeln finns inte.', 'Välj en av registrets lagringsregler.'],
    ['There is no such retention rule.', 'Choose one of the retention rules in the register.'],
  ),
  FIELD_UNKNOWN: e(
    400,
    ['Kenttää ei ole tässä käyttötarkoituksessa.', 'Katso kentät osoitteesta /api/openapi.json tai rekisteristä.'],
    ['Fältet finns inte i detta ändamål.', 'Se fälten i /api/openapi.json eller i registret.'],
    ['There is no such field under this purpose.', 'See /api/openapi.json or the register for the fields.'],
  ),
  FIELD_READ_ONLY: e(
    403,
    ['Kenttää ei voi muuttaa tässä käyttötarkoituksessa.', 'Muuta sitä käyttötarkoituksessa, joka saa kirjoittaa sen.'],
    ['Fältet kan inte ändras i detta ändamål.', 'Ändra det i ett ändamål som får skriva det.'],
    ['That field cannot be changed under this purpose.', 'Change it under a purpose that may write it.'],
  ),
  NOUN_UNKNOWN: e(
    404,
    ['Tätä tietoa ei pidetä tässä käyttötarkoituksessa.', 'Valitse toinen käyttötarkoitus.'],
    ['Denna uppgift förs inte för detta ändamål.', 'Välj ett annat ändamål.'],
    ['This is not held under this purpose.', 'Choose another purpose.'],
  ),
  REFERENCE_UNKNOWN: e(
    422,
    ['Viitattua tietoa ei ole.', 'Tarkista tunniste.'],
    ['Det som hänvisas till finns inte.', 'Kontrollera beteckningen.'],
    ['What it refers to does not exist.', 'Check the identifier.'],
  ),
  INPUT_INVALID: e(
    422,
    ['Syöte ei kelpaa.', 'Korjaa nimetty kenttä ja lähetä uudelleen.'],
    ['Inmatningen duger inte.', 'Rätta det nämnda fältet och skicka igen.'],
    ['The input cannot be used.', 'Correct the named field and send again.'],
  ),
  VALUE_NOT_ALLOWED: e(
    422,
    ['Arvo ei kelpaa.', 'Tarkista arvon muoto ja sallitut vaihtoehdot.'],
    ['Värdet duger inte.', 'Kontrollera värdets form och de tillåtna alternativen.'],
    ['That value is not allowed.', 'Check its form and the allowed options.'],
  ),
  VALUE_MISSING: e(
    422,
    ['Pakollinen arvo puuttuu.', 'Täytä nimetty kenttä.'],
    ['Ett obligatoriskt värde saknas.', 'Fyll i det nämnda fältet.'],
    ['A required value is missing.', 'Fill in the named field.'],
  ),
  VALUE_TOO_LONG: e(
    422,
    ['Arvo on liian pitkä.', 'Lyhennä sitä.'],
    ['Värdet är för långt.', 'Förkorta det.'],
    ['The value is too long.', 'Shorten it.'],
  ),
  EMAIL_INVALID: e(
    422,
    ['Sähköpostiosoite ei kelpaa.', 'Kirjoita osoite muodossa nimi@esimerkki.fi.'],
    ['E-postadressen duger inte.', 'Skriv adressen i formen namn@exempel.fi.'],
    ['The e-mail address cannot be used.', 'Write it as name@example.com.'],
  ),
  PHONE_INVALID: e(
    422,
    ['Puhelinnumero ei kelpaa.', 'Kirjoita numero esimerkiksi muodossa +358 40 123 4567.'],
    ['Telefonnumret duger inte.', 'Skriv numret till exempel i formen +358 40 123 4567.'],
    ['The phone number cannot be used.', 'Write it, for instance, as +358 40 123 4567.'],
  ),
  BUSINESS_ID_INVALID: e(
    422,
    ['Y-tunnuksen tarkistusmerkki ei täsmää.', 'Tarkista tunnus, esimerkiksi 0112038-9.'],
    ['FO-numrets kontrolltecken stämmer inte.', 'Kontrollera numret, till exempel 0112038-9.'],
    ['The check digit of the Business ID does not match.', 'Check the ID, for instance 0112038-9.'],
  ),
  IDENTITY_CODE_BLOCKED: e(
    422,
    ['Henkilötunnusta ei tallenneta tänne.', 'Poista henkilötunnus ja tallenna uudelleen.'],
    ['Personbeteckningar sparas inte här.', 'Ta bort personbeteckningen och spara igen.'],
    ['A personal identity code is never stored here.', 'Remove the code and save again.'],
  ),
  IF_MATCH_NEEDED: e(
    428,
    ['Muutoksesta puuttuu versio.', 'Lähetä If-Match-otsakkeessa tietueen ETag.'],
    ['Ändringen saknar version.', 'Skicka postens ETag i huvudet If-Match.'],
    ['The change names no version.', 'Send the record’s ETag in If-Match.'],
  ),
  EDIT_CONFLICT: e(
    412,
    ['Joku muutti tietoa samaan aikaan.', 'Lataa tuorein versio ja tee muutos siihen.'],
    ['Någon ändrade uppgiften samtidigt.', 'Ladda den senaste versionen och gör ändringen i den.'],
    ['Somebody changed this meanwhile.', 'Load the latest version and change that.'],
  ),
  IDEMPOTENCY_KEY_REUSED: e(
    422,
    ['Samaa Idempotency-Key-arvoa on käytetty toiselle pyynnölle.', 'Käytä uutta arvoa.'],
    ['Samma Idempotency-Key har använts för en annan begäran.', 'Använd ett nytt värde.'],
    ['That Idempotency-Key was used for another request.', 'Use a new one.'],
  ),
  TOO_LARGE: e(
    413,
    ['Lähetys on liian suuri.', 'Jaa se osiin.'],
    ['Försändelsen är för stor.', 'Dela upp den.'],
    ['That is too large.', 'Split it into parts.'],
  ),
  TOO_MANY_REQUESTS: e(
    429,
    ['Pyyntöjä tulee liian tiheään.', 'Odota hetki ja yritä uudelleen.'],
    ['Begärandena kommer för tätt.', 'Vänta en stund och försök igen.'],
    ['Too many requests.', 'Wait a moment and try again.'],
  ),
  TOOK_TOO_LONG: e(
    503,
    ['Haku kesti liian kauan.', 'Rajaa hakua.'],
    ['Sökningen tog för lång tid.', 'Begränsa sökningen.'],
    ['That took too long.', 'Narrow the search.'],
  ),
  BUSY: e(
    503,
    ['Palvelu on juuri nyt kiireinen.', 'Yritä hetken päästä uudelleen. Mitään ei muutettu.'],
    ['Tjänsten är upptagen just nu.', 'Försök igen om en stund. Inget ändrades.'],
    ['The service is busy just now.', 'Try again in a moment. Nothing was changed.'],
  ),
  DISK_FULL: e(
    507,
    ['Levy on täynnä.', 'Vapauta tilaa; mitään ei muutettu.'],
    ['Disken är full.', 'Frigör utrymme; inget ändrades.'],
    ['The disk is full.', 'Free some space; nothing was changed.'],
  ),
  DATABASE_UNREACHABLE: e(
    503,
    ['Tietokantaan ei saada yhteyttä.', 'Tarkista, että tietokanta on käynnissä.'],
    ['Databasen kan inte nås.', 'Kontrollera att databasen är i gång.'],
    ['The database cannot be reached.', 'Check that it is running.'],
  ),
  ORIGIN_REFUSED: e(
    403,
    ['Pyyntö tuli toiselta sivustolta.', 'Tee muutos Selosteen omilta sivuilta.'],
    ['Begäran kom från en annan webbplats.', 'Gör ändringen på Selostes egna sidor.'],
    ['The request came from another site.', 'Make the change from Seloste’s own pages.'],
  ),
  LEDGER_UNAVAILABLE: e(
    503,
    ['Käyttöä ei saatu kirjattua, joten tietoja ei näytetä.', 'Yritä hetken päästä uudelleen.'],
    ['Användningen kunde inte loggas, därför visas inga uppgifter.', 'Försök igen om en stund.'],
    ['The use could not be logged, so nothing is shown.', 'Try again in a moment.'],
  ),
  MERGE_NEEDS_TWO: e(
    422,
    ['Yhdistämiseen tarvitaan vähintään kaksi eri tietuetta.', 'Valitse toinenkin.'],
    ['För sammanslagning behövs minst två olika poster.', 'Välj en till.'],
    ['A merge needs at least two different records.', 'Choose another one.'],
  ),
  DM_OBJECTED: e(
    409,
    ['Henkilö on kieltänyt suoramarkkinoinnin.', 'Poista hänet jakelusta.'],
    ['Personen har förbjudit direktmarknadsföring.', 'Ta bort personen ur utskicket.'],
    ['This person has refused direct marketing.', 'Leave them out.'],
  ),
  MAIL_NOT_SET: e(
    503,
    ['Lähtevää postia ei ole asetettu.', 'Anna välityspalvelin SELOSTE_SMTP-asetuksessa.'],
    ['Utgående post är inte inställd.', 'Ange en e-postserver i SELOSTE_SMTP.'],
    ['Outgoing mail is not set up.', 'Name a relay in SELOSTE_SMTP.'],
  ),
  POSITION_MISMATCH: e(
    422,
    ['Tämä asema ei avaa käyttötarkoitusta, jossa työskentelet.', 'Valitse toinen asema tai toinen käyttötarkoitus.'],
    ['Ställningen öppnar inte det ändamål du arbetar för.', 'Välj en annan ställning eller ett annat ändamål.'],
    ['That position does not open the purpose you work under.', 'Choose another position or another purpose.'],
  ),
  COMPANY_IN_USE: e(
    409,
    ['Yritystä tarvitaan vielä.', 'Päätä sen edustukset, siirrä tytäryhtiöt, tai poista toiminimen haltija.'],
    ['Företaget behövs ännu.', 'Avsluta representationerna, flytta dotterbolagen, eller ta bort näringsidkaren.'],
    ['The company is still needed.', 'End its employments, move its subsidiaries, or delete the sole trader.'],
  ),
  COMPANY_NOT_FOUND: e(
    404,
    ['Yritystä ei ole tässä käyttötarkoituksessa.', 'Hae yritys uudelleen tai luo uusi.'],
    ['Företaget finns inte i detta ändamål.', 'Sök företaget på nytt eller skapa ett nytt.'],
    ['No such company under this purpose.', 'Search again, or create a new company.'],
  ),
  OBJECTION_NOT_OPEN: e(
    422,
    [
      'Tätä käyttötarkoitusta ei voi vastustaa.',
      'Valitse suoramarkkinointi tai muu oikeutettuun etuun perustuva käyttötarkoitus.',
    ],
    [
      'Detta ändamål kan inte invändas mot.',
      'Välj direktmarknadsföring eller ett annat ändamål som grundar sig på berättigat intresse.',
    ],
    ['There is no objection to that purpose.', 'Choose direct marketing, or a purpose resting on legitimate interest.'],
  ),
  LEDGER_APPEND_ONLY: e(
    403,
    ['Käyttölokia ei muuteta.', 'Korjaus kirjataan uutena merkintänä.'],
    ['Användningsloggen ändras inte.', 'En rättelse antecknas som en ny post.'],
    ['The ledger is not changed.', 'A correction is a new entry.'],
  ),
  GROUND_FROZEN: e(
    403,
    ['Perustetta ei muuteta jälkikäteen.', 'Kirjaa uusi tapahtuma.'],
    ['En grund ändras inte i efterhand.', 'Anteckna en ny händelse.'],
    ['A ground is never changed afterwards.', 'Record a new event.'],
  ),
  MASK_IS_DERIVED: e(
    403,
    ['Lupaa ei aseteta käsin.', 'Kirjaa peruste; lupa seuraa siitä.'],
    ['Tillståndet ställs inte in för hand.', 'Anteckna en grund; tillståndet följer av den.'],
    ['Permission is never set by hand.', 'Record a ground; permission follows from it.'],
  ),
  NOTHING_TO_CHANGE: e(
    422,
    ['Muutettavaa ei annettu.', 'Nimeä ainakin yksi kenttä.'],
    ['Inget att ändra angavs.', 'Ange minst ett fält.'],
    ['Nothing to change was given.', 'Name at least one field.'],
  ),
  NOTICE_UNCHANGED: e(
    409,
    ['Selosteen teksti ei ole muuttunut.', 'Uutta päiväystä ei anneta muuttumattomalle tekstille.'],
    ['Beskrivningens text har inte ändrats.', 'Oförändrad text får inget nytt datum.'],
    ['The text of the notice has not changed.', 'Unchanged text gets no new date.'],
  ),
  NOTICE_INCOMPLETE: e(
    409,
    ['Selosteesta puuttuu pakollinen kohta.', 'Täydennä kenttä rekisteriin ja julkaise sitten.'],
    ['En obligatorisk punkt saknas i beskrivningen.', 'Fyll i fältet i registret och publicera sedan.'],
    ['The notice lacks something it must say.', 'Fill in the field in the register, then publish.'],
  ),
  NOTICE_FROZEN: e(
    409,
    ['Julkaistua selostetta ei voi muuttaa.', 'Muuta rekisteriä ja julkaise uusi versio.'],
    ['En publicerad beskrivning kan inte ändras.', 'Ändra registret och publicera en ny version.'],
    ['A published notice cannot be changed.', 'Change the register and publish a new version.'],
  ),
} as const satisfies Record<string, Entry>
