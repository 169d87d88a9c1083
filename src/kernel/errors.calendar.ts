import { e } from './errors.entry.ts'

/** Of meetings and of the feed of one's own calendar. */
export const calendarErrors = {
  MEETING_ENDS_FIRST: e(
    422,
    ['Tapaaminen päättyisi ennen kuin se alkaa.', 'Tarkista alku- ja loppuaika.'],
    ['Mötet skulle sluta innan det börjar.', 'Kontrollera start- och sluttiden.'],
    ['The meeting would end before it starts.', 'Check when it starts and ends.'],
  ),
  MEETING_INVITED: e(
    409,
    ['Tapaamiseen on kutsuttu ihmisiä.', 'Peru tapaaminen ensin: kutsutut saavat siitä tiedon.'],
    ['Personer har bjudits in till mötet.', 'Ställ in mötet först, så får de inbjudna veta det.'],
    ['People have been invited to this meeting.', 'Cancel it first, so that they are told.'],
  ),
  MEETING_TOO_LONG: e(
    422,
    ['Kalenterista voi lukea kerralla enintään kolme kuukautta.', 'Pyydä lyhyempi aika.'],
    ['Högst tre månader av kalendern läses på en gång.', 'Be om en kortare tid.'],
    ['At most three months of a calendar are read at a time.', 'Ask for a shorter time.'],
  ),
  FEED_INVALID: e(
    404,
    ['Tämä kalenteriosoite ei ole voimassa.', 'Tee uusi osoite omissa asetuksissasi.'],
    ['Den här kalenderadressen gäller inte.', 'Gör en ny adress i dina inställningar.'],
    ['This calendar address is not valid.', 'Make a new one in your own settings.'],
  ),
}
