import type { Wording } from './wording.ts'

export const wording: Wording = {
  notice: 'Tietosuojaseloste',
  ask: {
    title: 'Ilmoitus selosteen muutoksista',
    says: 'Kirjoita sähköpostiosoitteesi. Lähetämme siihen linkin, jolla vahvistat tilauksen.',
  },
  invalid: 'Tämä ei ole sähköpostiosoite. Tarkista se ja lähetä uudelleen.',
  sent: {
    title: 'Katso sähköpostisi',
    says: 'Lähetimme osoitteeseen linkin, jolla tilaus vahvistetaan. Mitään muuta ei lähetetä ennen kuin vahvistat sen.',
    seldom: 'Jos viestiä ei näy muutamassa minuutissa, katso roskapostikansiosta ja tarkista, että osoite oli oikein.',
  },
  confirm: {
    title: 'Vahvista tilaus',
    says: 'Saat ilmoituksen, kun tietosuojaselosteeseen tulee muutos: mikä muuttui ja mistä alkaen. Muuta emme lähetä.',
    press: 'Vahvista tilaus',
    not: 'Jos et tilannut ilmoituksia, sulje sivu. Vahvistamaton pyyntö poistuu viikossa.',
  },
  confirmed: {
    title: 'Tilaus on voimassa',
    says: 'Kerromme seuraavasta muutoksesta tähän osoitteeseen. Voit lopettaa tilauksen jokaisen viestin linkistä.',
  },
  wrong: {
    title: 'Linkki ei kelpaa',
    says: 'Se on käytetty, vanhentunut tai vajaa. Voit pyytää uuden tästä.',
  },
  end: {
    title: 'Lopeta ilmoitukset',
    says: 'Tietosuojaselosteen muutoksista ei enää kerrota tähän osoitteeseen, ja osoite poistetaan tilauksista.',
    press: 'Lopeta tilaus',
  },
  ended: {
    title: 'Tilaus on lopetettu',
    says: 'Emme enää kerro muutoksista tähän osoitteeseen, ja se on poistettu tilauksista.',
  },
  wait: 'Pyyntöjä on tullut paljon lyhyessä ajassa. Yritä hetken kuluttua uudelleen.',
  noMail: 'Ilmoituksia ei juuri nyt voi tilata, koska sähköposti ei ole käytössä. Yritä myöhemmin uudelleen.',
  asking: {
    subject: () => 'Vahvista, että haluat ilmoitukset selosteen muutoksista',
    hello: 'Hei',
    lead: (company) =>
      `Tähän osoitteeseen pyydettiin ilmoitusta, kun tietosuojaseloste muuttuu. Rekisterinpitäjä: ${company}. Vahvista pyyntö tästä:`,
    ways: (days) =>
      `Linkki toimii kerran ja ${days} päivää. Jos et pyytänyt tätä, sinun ei tarvitse tehdä mitään: ilman vahvistusta emme lähetä muuta ja osoite poistetaan.`,
  },
  telling: {
    subject: (company) => `Tietosuojaseloste muuttui: ${company}`,
    hello: 'Hei',
    since: (company, day) =>
      `Tietosuojaseloste on muuttunut. Rekisterinpitäjä: ${company}. Uusi versio on voimassa ${day} alkaen.`,
    from: (company, day) =>
      `Tietosuojaseloste muuttuu. Rekisterinpitäjä: ${company}. Uusi versio tulee voimaan aikaisintaan ${day}.`,
    gone: 'Poistui',
    come: 'Uutta',
    heading: 'Otsikko on uusi.',
    more: (parts) => `Lisäksi muuttui ${parts === 1 ? 'yksi kohta' : `${parts} kohtaa`}. Lue ne selosteesta.`,
    read: 'Koko seloste',
    why: 'Saat tämän, koska tilasit ilmoitukset selosteen muutoksista.',
    leave: 'Lopeta tilaus',
  },
}
