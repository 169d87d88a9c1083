import type { Wording } from './letters.words.ts'

const art = (number: string) => `tietosuoja-asetuksen ${number}`

const OTHERS = {
  none: 'Emme ole antaneet tietojasi kenellekään, joten muutoksesta ei ole tarvinnut ilmoittaa muille.',
  some: 'Ilmoitamme muutoksesta niille, jotka ovat saaneet tietosi meiltä. Kerromme pyydettäessä, keitä he ovat.',
  all: 'Niille, jotka ovat saaneet tietosi meiltä, on ilmoitettu muutoksesta. Kerromme pyydettäessä, keitä he ovat.',
} as const

export const words: Wording = {
  greeting: (name) => (name ? `Hei ${name},` : 'Hei,'),
  closing: (controller, mailbox, own) => `${controller}\n${mailbox}\nOmat tietosi: ${own}`,
  late: 'Vastauksemme viipyi yli lain määräajan. Pahoittelemme sitä.',
  remedies: (mailbox) =>
    `Jos olet tyytymätön, kerro siitä meille: ${mailbox}. Voit myös tehdä valituksen valvontaviranomaiselle, joka on Suomessa tietosuojavaltuutettu (77 artikla):`,
  court: 'Sinulla on myös oikeus saattaa asia tuomioistuimen ratkaistavaksi (79 artikla).',
  post: 'Posti',
  phone: 'Puhelin',
  kinds: {
    access: 'nähdä tietosi',
    rectify: 'oikaista tietosi',
    erase: 'poistaa tietosi',
    restrict: 'rajoittaa tietojesi käyttöä',
    object: 'vastustaa tietojesi käyttöä',
    port: 'siirtää tietosi',
    other: 'muu asia',
  },
  grounds: {
    excessive: `pyyntö on kohtuuton (${art('12 artiklan 5 kohta')})`,
    unfounded: `pyyntö on ilmeisen perusteeton (${art('12 artiklan 5 kohta')})`,
    others_rights: `tiedon antaminen loukkaisi toisen oikeuksia (${art('15 artiklan 4 kohta')})`,
    secrecy: 'laki kieltää tiedon antamisen (tietosuojalain 34 §)',
    accurate: `tieto on oikea ja ajan tasalla (${art('16 artikla')})`,
    no_erasure_ground: `mikään poistamisen edellytyksistä ei täyty (${art('17 artiklan 1 kohta')})`,
    legal_duty: `laki velvoittaa säilyttämään tiedon (${art('17 artiklan 3 kohdan b alakohta')})`,
    legal_claims: `tietoa tarvitaan oikeudellista vaadetta varten (${art('17 artiklan 3 kohdan e alakohta')})`,
    not_portable: `tieto ei perustu suostumukseen eikä sopimukseen (${art('20 artiklan 1 kohta')})`,
    no_restriction_ground: `mikään rajoittamisen perusteista ei täyty (${art('18 artiklan 1 kohta')})`,
    compelling: `käyttöön on huomattavan tärkeä ja perusteltu syy (${art('21 artiklan 1 kohta')})`,
  },
  partly: ({ ground, reasons }) => [`Osaa pyynnöstä emme voi toteuttaa. Peruste: ${ground}.`, `Perustelut: ${reasons}`],
  letters: {
    received: {
      subject: ({ number }) => `Pyyntösi ${number} on vastaanotettu`,
      body: ({ number, kinds, received, due }) => [
        `olemme vastaanottaneet ${received} pyyntösi: ${kinds}. Pyyntösi numero on ${number}.`,
        `Vastaamme viimeistään ${due}. Vastaus ei maksa sinulle mitään, eikä sinun tarvitse perustella pyyntöäsi.`,
      ],
    },
    identity: {
      subject: ({ number }) => `Tarvitsemme varmistuksen pyyntöösi ${number}`,
      body: ({ received, number }) => [
        `saimme ${received} pyynnön ${number}, mutta emme ole varmoja siitä, että se on sinulta. Emme halua antaa tietojasi väärälle ihmiselle.`,
        'Vahvista pyyntö vastaamalla tähän viestiin siitä osoitteesta, josta olet aiemmin asioinut kanssamme, tai soittamalla meille numerosta, jonka olet meille antanut.',
        'Älä lähetä kopiota henkilötodistuksesta äläkä kerro henkilötunnustasi: emme tarvitse niitä. Vastausaikamme jatkuu, kun olemme saaneet varmistuksen.',
      ],
    },
    extension: {
      subject: ({ number }) => `Vastaus pyyntöösi ${number} viipyy`,
      body: ({ number, received, due, reasons }) => [
        `saimme pyyntösi ${number} ${received}. Tarvitsemme vastaamiseen lisää aikaa ja vastaamme viimeistään ${due} (tietosuoja-asetuksen 12 artiklan 3 kohta).`,
        `Syy: ${reasons}`,
      ],
    },
    report: {
      subject: ({ number }) => `Tietosi, pyyntö ${number}`,
      body: ({ number, received, named }) => [
        `tässä on vastauksemme ${received} tekemääsi pyyntöön ${number}. Henkilökohtainen tietoraporttisi kertoo, mitä tietoja meillä on sinusta, mistä ne ovat, mihin niitä käytetään, kuka niitä on saanut ja kuinka kauan ne säilytetään.`,
        'Saat raportin omalta sivultasi turvallisen linkin kautta tai erillisenä lähetyksenä. Tiedot ovat sellaisina kuin ne olivat, kun pyyntösi kirjattiin.',
        ...(named
          ? [
              `Tietojasi ovat katselleet nämä työntekijämme. Nimet kerrotaan, koska niitä tarvitaan oikeuksiesi käyttämiseen:\n${named}`,
            ]
          : []),
        'Voit milloin tahansa pyytää tietojen oikaisua, poistamista tai rajoittamista tai vastustaa niiden käyttöä.',
      ],
    },
    erased: {
      subject: ({ number }) => `Tietosi poistetaan, pyyntö ${number}`,
      body: ({ number, received, kept, partly }) => [
        `pyysit ${received} tietojesi poistamista (pyyntö ${number}). Tietosi poistetaan järjestelmistämme nyt, ja tarkistamme jälkikäteen, ettei niitä jäänyt. Varmuuskopioista ne häviävät kopioiden kierron mukana.`,
        ...(kept ? [`Laki velvoittaa meitä säilyttämään tämän:\n${kept}`] : []),
        ...(kept || partly
          ? []
          : ['Meille ei jää tietojasi. Säilytämme vain poiston todistuksen, jossa ei ole nimeäsi eikä osoitettasi.']),
        'Jos olet kieltänyt suoramarkkinoinnin osoitteeseesi, siitä jää tunniste, josta osoitetta ei voi lukea. Sen ansiosta emme ota sinuun uudelleen yhteyttä.',
      ],
    },
    done: {
      subject: ({ number }) => `Pyyntösi ${number} on toteutettu`,
      body: ({ number, received, kinds, reasons, partly, others }) => [
        `teit ${received} pyynnön ${number}: ${kinds}. ${partly ? 'Toteutimme pyynnön osittain.' : 'Pyyntö on toteutettu.'}`,
        ...(reasons && !partly ? [reasons] : []),
        ...(others ? [OTHERS[others]] : []),
      ],
    },
    refused: {
      subject: ({ number }) => `Päätös pyyntöösi ${number}`,
      body: ({ number, received, kinds, ground, reasons }) => [
        `teit ${received} pyynnön ${number}: ${kinds}. Emme voi toteuttaa pyyntöä.`,
        `Peruste: ${ground}.`,
        `Perustelut: ${reasons}`,
      ],
    },
    no_data: {
      subject: ({ number }) => `Meillä ei ole tietojasi, pyyntö ${number}`,
      body: ({ number, received }) => [
        `teit ${received} pyynnön ${number}. Etsimme tietojasi järjestelmistämme niillä tunnisteilla, jotka annoit, emmekä käsittele sinua koskevia henkilötietoja.`,
        'Säilytämme vain tämän pyynnön ja vastauksen. Jos olet asioinut kanssamme toisella osoitteella tai numerolla, kerro se meille, niin etsimme uudelleen.',
      ],
    },
    not_identified: {
      subject: ({ number }) => `Emme voi yhdistää pyyntöäsi ${number} tietoihin`,
      body: ({ number, received }) => [
        `saimme ${received} pyynnön ${number}, mutta emme pysty yhdistämään sitä kehenkään (tietosuoja-asetuksen 11 artikla ja 12 artiklan 2 kohta). Siksi emme voi antaa emmekä muuttaa tietoja.`,
        'Voit antaa lisätietoja, esimerkiksi sen sähköpostiosoitteen tai puhelinnumeron, jolla olet asioinut kanssamme. Silloin jatkamme heti.',
      ],
    },
  },
}
