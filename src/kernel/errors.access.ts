import { type Entry, e } from './errors.entry.ts'

/** Who comes in, and what they may. */
export const accessErrors = {
  SIGN_IN_WRONG: e(
    401,
    ['Sähköpostiosoite tai salasana on väärin.', 'Tarkista molemmat tai pyydä uusi salasanalinkki.'],
    ['E-postadressen eller lösenordet är fel.', 'Kontrollera båda eller be om en ny lösenordslänk.'],
    ['The e-mail address or the password is wrong.', 'Check both, or ask for a new password link.'],
  ),
  SIGN_IN_WAIT: e(
    429,
    ['Liian monta väärää yritystä peräkkäin.', 'Odota ilmoitettu aika ennen seuraavaa yritystä.'],
    ['För många felaktiga försök i rad.', 'Vänta den angivna tiden före nästa försök.'],
    ['Too many wrong attempts in a row.', 'Wait the time given before the next one.'],
  ),
  LOCKED_OUT: e(
    429,
    [
      'Kirjautuminen on lukittu liian monen väärän yrityksen takia.',
      'Odota ilmoitettu aika tai pyydä pääkäyttäjältä uusi salasanalinkki.',
    ],
    [
      'Inloggningen är låst på grund av för många felaktiga försök.',
      'Vänta den angivna tiden eller be huvudanvändaren om en ny lösenordslänk.',
    ],
    [
      'Sign-in is locked after too many wrong attempts.',
      'Wait the time given, or ask the administrator for a new password link.',
    ],
  ),
  LINK_INVALID: e(
    410,
    ['Linkki on käytetty, vanhentunut tai väärä.', 'Pyydä uusi linkki.'],
    ['Länken är använd, föråldrad eller felaktig.', 'Be om en ny länk.'],
    ['The link has been used, has expired or is wrong.', 'Ask for a new one.'],
  ),
  PASSWORD_TOO_SHORT: e(
    422,
    ['Salasana on liian lyhyt.', 'Käytä vähintään 12 merkkiä; lause on hyvä salasana.'],
    ['Lösenordet är för kort.', 'Använd minst 12 tecken; en mening är ett bra lösenord.'],
    ['The password is too short.', 'Use at least 12 characters; a sentence makes a good one.'],
  ),
  PASSWORD_TOO_LONG: e(
    422,
    ['Salasana on liian pitkä.', 'Käytä enintään 200 merkkiä.'],
    ['Lösenordet är för långt.', 'Använd högst 200 tecken.'],
    ['The password is too long.', 'Use 200 characters at most.'],
  ),
  PASSWORD_COMMON: e(
    422,
    ['Salasana on helppo arvata.', 'Valitse muutama sana, jotka eivät kuulu yhteen eivätkä kerro sinusta.'],
    ['Lösenordet är lätt att gissa.', 'Välj några ord som inte hör ihop och inte berättar om dig.'],
    ['The password is easy to guess.', 'Choose a few words that do not belong together and do not tell about you.'],
  ),
  OWN_LEVEL: e(
    403,
    ['Omia oikeuksiaan ei voi muuttaa.', 'Pyydä toista pääkäyttäjää tekemään muutos.'],
    ['De egna rättigheterna kan inte ändras.', 'Be en annan huvudanvändare göra ändringen.'],
    ['Nobody can change their own rights.', 'Ask another administrator to do it.'],
  ),
  LAST_ADMINISTRATOR: e(
    409,
    [
      'Viimeinen pääkäyttäjä ei voi lähteä.',
      'Myönnä ensin toiselle pääkäyttäjän taso ja odota, että hän on asettanut salasanansa.',
    ],
    [
      'Den sista huvudanvändaren kan inte sluta.',
      'Ge först nivån huvudanvändare åt någon annan och vänta tills denne har valt sitt lösenord.',
    ],
    [
      'The last administrator cannot leave.',
      'First grant the administrator level to somebody else, and wait until they have set a password.',
    ],
  ),
  EMAIL_TAKEN: e(
    409,
    ['Osoitteella on jo käyttäjätunnus.', 'Avaa olemassa oleva käyttäjä tai anna toinen osoite.'],
    ['Adressen har redan ett användarkonto.', 'Öppna den befintliga användaren eller ange en annan adress.'],
    ['That address already has an account.', 'Open the existing user, or give another address.'],
  ),
  USER_NOT_FOUND: e(
    404,
    ['Käyttäjää ei ole.', 'Valitse käyttäjä luettelosta.'],
    ['Användaren finns inte.', 'Välj användaren i förteckningen.'],
    ['There is no such user.', 'Choose one from the list.'],
  ),
  USER_LEFT: e(
    409,
    ['Käyttäjän pääsy on päättynyt.', 'Valitse toinen käyttäjä tai myönnä tunnus uudelleen samalla osoitteella.'],
    ['Användarens åtkomst har upphört.', 'Välj en annan användare eller bevilja kontot på nytt med samma adress.'],
    ['This user’s access has ended.', 'Choose another user, or grant the account again with the same address.'],
  ),
  TEAM_UNKNOWN: e(
    422,
    ['Tiimiä ei ole.', 'Valitse jokin tiimeistä tai perusta se ensin.'],
    ['Teamet finns inte.', 'Välj ett av teamen eller skapa det först.'],
    ['There is no such team.', 'Choose one of the teams, or make it first.'],
  ),
  TEAM_TAKEN: e(
    409,
    ['Samanniminen tiimi on jo olemassa.', 'Anna toinen nimi.'],
    ['Det finns redan ett team med samma namn.', 'Ange ett annat namn.'],
    ['There is already a team of that name.', 'Give another name.'],
  ),
  TEAM_IN_USE: e(
    409,
    ['Tiimissä on vielä käyttäjiä.', 'Siirrä käyttäjät ensin toiseen tiimiin.'],
    ['Det finns ännu användare i teamet.', 'Flytta först användarna till ett annat team.'],
    ['There are still users in the team.', 'Move them to another team first.'],
  ),
} as const satisfies Record<string, Entry>
