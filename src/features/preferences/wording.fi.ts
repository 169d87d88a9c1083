import type { Wording } from './wording.ts'

const MONTHS: Record<number, string> = { 1: 'Kuukausi', 3: 'Kolme kuukautta', 6: 'Puoli vuotta', 12: 'Vuosi' }

export const wording: Wording = {
  page: { language: 'Suomi', languages: 'Kieli', skip: 'Siirry sisältöön', notice: 'Lue tietosuojaseloste' },
  leave: {
    title: 'Lopeta tai keskeytä markkinointi',
    lead: (company) =>
      `Tulit tänne viestistä, jonka lähetti ${company}. Voit lopettaa kaiken markkinoinnin tai pitää siitä tauon. Kirjautua ei tarvitse, eikä syytä kysytä.`,
    stop: 'Lopeta kaikki markkinointi',
    stops: 'Koskee sähköpostia, tekstiviestejä, puheluita ja kirjeitä. Alkaa heti ja on voimassa, kunnes itse palaat.',
    pause: 'Pidä 3 kuukauden tauko',
    pauses: (day) => `Emme lähetä markkinointia ennen päivää ${day}. Sen jälkeen valintasi ovat voimassa kuten ennen.`,
    goesOn: 'Tilauksia, sopimuksia ja asiakaspalvelua koskevat viestit tulevat edelleen.',
  },
  fresh: {
    heading: 'Haluatko vaihtaa aiheita?',
    why: 'Lähetämme linkin siihen osoitteeseen, johon viesti tuli. Siitä näet kaikki valintasi ja voit muuttaa niitä. Tällä sivulla niitä ei näytetä, koska viestin on voinut saada joku muukin.',
    send: 'Lähetä minulle uusi linkki',
  },
  sent: {
    title: 'Tarkista sähköpostisi',
    says: 'Jos osoite on meillä, linkki tulee siihen muutamassa minuutissa. Se on voimassa vuorokauden.',
    seldom: 'Samaan osoitteeseen lähtee enintään kolme linkkiä tunnissa.',
  },
  left: {
    title: 'Markkinointi on lopetettu',
    says: (company) =>
      `${company} ei enää lähetä sinulle markkinointia eikä soita sinulle myydäkseen. Kielto on jo voimassa kaikissa kanavissa.`,
    back: 'Jos muutat mielesi, voit palata uudella linkillä.',
  },
  paused: {
    title: 'Tauko on alkanut',
    says: (company, day) => `${company} ei lähetä sinulle markkinointia ennen päivää ${day}.`,
    back: 'Jos haluat lopettaa tauon aiemmin, pyydä uusi linkki.',
  },
  ask: {
    title: 'Valitse, mitä lähetämme sinulle',
    lead: 'Kirjoita sähköpostiosoitteesi. Lähetämme siihen linkin, josta näet kaikki valintasi ja voit muuttaa niitä.',
    field: 'Sähköpostiosoite',
    send: 'Lähetä linkki',
    invalid: 'Tarkista osoite: sen pitäisi olla muotoa nimi@yritys.fi.',
  },
  refused: {
    wait: 'Tästä verkosta on avattu monta linkkiä, jotka eivät kelpaa. Yritä uudelleen tunnin kuluttua.',
  },
  choices: {
    title: 'Mitä saamme lähettää sinulle',
    lead: (company, until) =>
      `Tällä sivulla päätät, mistä ${company} saa kertoa sinulle ja millä tavalla. Linkki on vain sinulle ja toimii ${until} asti.`,
    objected: (day) =>
      `Olet kieltänyt kaiken markkinoinnin${day ? ` ${day}` : ''}. Jos vastaat johonkin aiheeseen kyllä ja tallennat, kielto päättyy ja saat vain sen, mihin vastasit kyllä.`,
    paused: (day) => `Markkinointi on tauolla ${day} asti.`,
    topics: 'Aiheet ja kanavat',
    consent: (company) =>
      `Kyllä on suostumus: ${company} saa ottaa minuun yhteyttä tästä aiheesta tällä tavalla. Voin perua suostumuksen milloin tahansa, tällä sivulla tai viestin omasta linkistä.`,
    unsaid:
      'Jos et ole vastannut, otamme yhteyttä vain, kun laki sallii sen asiakkuutesi tai työtehtäviesi perusteella. Ei lopettaa senkin.',
    unnoticed: 'Suostumuksen voi antaa vasta, kun tietosuojaseloste on julkaistu. Kieltää voit jo nyt.',
    topic: 'Aihe',
    yes: 'Kyllä',
    no: 'Ei',
    measure: {
      heading: 'Mittaaminen',
      consent: (company) =>
        `Kyllä on suostumus: ${company} saa mitata, avaanko sen sähköpostit ja mitä linkkejä niissä avaan. Voin perua suostumuksen milloin tahansa tällä sivulla.`,
      without: 'Muuten viesteissä ei ole seurantaa.',
    },
    pause: {
      heading: 'Tauko',
      none: 'Ei taukoa',
      end: 'Lopeta tauko nyt',
      keep: (day) => `Tauko jatkuu ${day} asti`,
      until: (months, day) => `${MONTHS[months] ?? `${months} kuukautta`}, ${day} asti`,
    },
    language: 'Millä kielellä kirjoitamme sinulle',
    save: 'Tallenna valinnat',
    stopHeading: 'Lopeta kaikki kerralla',
    numbers: {
      heading: 'Puhelinnumerosi',
      lead: 'Voit kieltää myyntipuhelut yhteen numeroon kerrallaan. Palveluasioissa sinulle saa silti soittaa.',
      calls: 'Myyntipuhelut',
      refuse: 'Kiellä myyntipuhelut',
      open: 'Salli taas myyntipuhelut',
    },
  },
  saved: {
    title: 'Tallennettu',
    nothing: 'Valintasi olivat jo näin. Mikään ei muuttunut.',
    notTaken:
      'Näitä vastauksia ei tallennettu, koska tieto muuttui sen jälkeen, kun avasit sivun. Katso nykyinen tilanne alta ja tallenna uudelleen.',
    left: 'Kaikki markkinointi on lopetettu',
    pauseEnded: 'Tauko päättyi',
    paused: (day) => `Tauko ${day} asti`,
    language: 'Kieli',
  },
  past: {
    heading: 'Mitä olet sanonut ja mitä olemme kertoneet',
    columns: ['Aika', 'Tapahtuma', 'Miten'],
    nothing: 'Merkintöjä ei ole.',
    shown: 'Näytä teksti, johon vastasit',
    kinds: {
      consent: (of) => `Annoit suostumuksen: ${of}`,
      withdrawal: (of) => `Peruit suostumuksen: ${of}`,
      not_revived: (of) => `Suostumus ei palannut, kun kielto päättyi: ${of}`,
      refusal: (of) => `Kielsit: ${of}`,
      objection: (of) => `Kielsit: ${of}`,
      objection_ended: (of) => `Kielto päättyi: ${of}`,
      objection_upheld: (of) => `Kieltosi hyväksyttiin: ${of}`,
      objection_refused: (of) => `Kieltosi hylättiin: ${of}`,
      pause: (of) => `Tauko ${of} asti`,
      pause_ended: () => 'Tauko päättyi',
      consent_ended: (of) => `Suostumus vanheni: ${of}`,
      restriction: () => 'Tietojesi käsittelyä rajoitettiin',
      restriction_told: () => 'Sinulle kerrottiin, että rajoitus päättyy',
      restriction_ended: () => 'Käsittelyn rajoitus päättyi',
      suppression: () => 'Osoitteesi oli estettyjen luettelossa',
      number_refused: (of) => `Kielsit myyntipuhelut: ${of}`,
      number_opened: (of) => `Sallit taas myyntipuhelut: ${of}`,
      noticed: (of) => `Sait tietosuojaselosteen${of && `, versio ${of}`}`,
      noticed_change: (of) => `Kerroimme, että tietosuojaseloste muuttuu${of && `, versio ${of}`}`,
    },
    everything: 'kaikki suoramarkkinointi',
    number: 'yksi puhelinnumerosi',
    measurement: 'Sähköpostien mittaaminen',
    newsletter: 'uutiskirje',
    how: {
      here: 'itse tällä sivulla',
      mail: 'itse viestin linkistä',
      form: 'itse lomakkeella',
      oral: 'suullisesti',
      phone: 'puhelimessa',
      letter: 'kirjeellä',
      email: 'sähköpostilla',
      meeting: 'tapaamisessa',
      file: 'toisesta järjestelmästä',
      time: 'määräaika täyttyi',
      us: 'kirjasimme sen',
    },
  },
  mail: {
    subject: (company) => `Linkki markkinointivalintoihisi: ${company}`,
    greeting: (name) => (name ? `Hei ${name},` : 'Hei,'),
    lines: (company, link) => [
      'pyysit linkin, josta näet ja voit muuttaa markkinointivalintojasi. Tässä se on:',
      link,
      'Linkki toimii vuorokauden, ja sillä pääsee näkemään ja muuttamaan valintojasi. Älä siis lähetä sitä eteenpäin.',
      `Jos et pyytänyt linkkiä, sinun ei tarvitse tehdä mitään. ${company} ei ole muuttanut valintojasi.`,
    ],
  },
}
