import type { Wording } from './wording.ts'

export const wording: Wording = {
  title: 'Tietosuojaseloste',
  about: 'Asiakkuudenhallintajärjestelmä',
  lead: (company) =>
    `Tästä selosteesta näet, mitä tietoja ${company} pitää sinusta asiakkuudenhallintajärjestelmässään, miksi, kuinka kauan ja mitä voit itse päättää. Seloste koskee asiakkaita, mahdollisia asiakkaita, toimittajia ja kumppaneita, heidän yhteyshenkilöitään sekä omia työntekijöitämme järjestelmän käyttäjinä.`,
  controller: {
    heading: 'Kuka vastaa tiedoistasi',
    rows: {
      name: 'Rekisterinpitäjä',
      businessId: 'Y-tunnus',
      address: 'Postiosoite',
      mailbox: 'Tietosuoja-asiat',
      contact: 'Yhteyshenkilö',
      officer: 'Tietosuojavastaava',
    },
  },
  refuse: {
    heading: 'Voit kieltää suoramarkkinoinnin',
    paragraphs: (mailbox, purposes) => [
      'Voit milloin tahansa ja maksutta kieltää meitä käyttämästä tietojasi suoramarkkinointiin ja siihen liittyvään profilointiin. Perusteluja ei tarvita. Noudatamme kieltoa aina.',
      `Kirjoita osoitteeseen ${mailbox} tai kerro asia kenelle tahansa meistä, vaikka puhelimessa. Kielto koskee näitä käyttötarkoituksia: ${purposes}. Keskeneräiset tarjoukset, sopimukset ja asiakaspalvelu jatkuvat ennallaan.`,
    ],
  },
  sources: {
    heading: 'Milloin ja mistä saamme tietosi',
    list: [
      'Sinulta itseltäsi, kun otat meihin yhteyttä, pyydät tarjousta, tilaat, teet sopimuksen tai annat palautetta: kirjeellä, sähköpostilla, puhelimessa, verkkosivuillamme, sosiaalisessa mediassa tai tavatessamme.',
      'Yritykseltä, jota edustat, kun se nimeää sinut yhteyshenkilökseen.',
      'Kaupparekisteristä sekä yritys- ja yhteisötietojärjestelmästä (YTJ): yrityksen nimi, Y-tunnus ja muut perustiedot. Nämä rekisterit ovat julkisia.',
      'Aiemmasta asiakasrekisteristämme, josta tiedot on siirretty tähän järjestelmään.',
      'Muualta, kuten työnantajasi verkkosivuilta tai messujen järjestäjältä. Tällöin lähteen nimi on merkitty tietoihisi.',
    ],
    after: [
      'Jos saamme tietosi muualta kuin sinulta, kerromme siitä sinulle viimeistään kuukauden kuluessa tai jo silloin, kun ensimmäisen kerran otamme sinuun yhteyttä. Voit aina kysyä, mistä tietosi ovat peräisin.',
    ],
  },
  purposes: {
    heading: 'Mihin käytämme tietojasi ja millä perusteella',
    paragraphs: [
      'Käytämme tietoja vain seuraaviin tarkoituksiin. Jokaisella on oma oikeusperusteensa; merkinnät viittaavat EU:n yleisen tietosuoja-asetuksen (2016/679) 6 artiklaan. Sopimus on perusteena vain, jos olet itse osapuoli, esimerkiksi toiminimellä. Jos edustat yritystä, peruste on oikeutettu etu.',
      'Sähköpostilla ja tekstiviestillä tapahtuva markkinointi perustuu suostumukseesi aina, kun laki sähköisen viestinnän palveluista (917/2014) sitä edellyttää, muuten oikeutettuun etuun.',
    ],
    columns: ['Käyttötarkoitus', 'Kenen tietoja', 'Oikeusperuste', 'Mitä voit tehdä'],
    bases: {
      consent: 'Suostumuksesi, 6(1)(a).',
      contract: 'Sopimus, jonka osapuoli olet, tai sitä edeltävä pyyntösi, 6(1)(b).',
      legal_obligation: 'Lakisääteinen velvoite, 6(1)(c).',
      legitimate_interest: 'Oikeutettu etu, 6(1)(f).',
      employment: 'Työsopimus ja työlainsäädäntö, 6(1)(b) ja (c).',
    },
    interest: (interest) => `Etumme on ${interest}`,
    objections: {
      absolute: 'Voit kieltää käytön milloin tahansa ilman perustelua.',
      reasoned:
        'Voit vastustaa käyttöä omaan tilanteeseesi liittyvällä syyllä. Keskeytämme käytön, kunnes asia on ratkaistu.',
      withdrawal: 'Voit peruuttaa suostumuksesi milloin tahansa.',
      none: 'Käyttö perustuu lakiin, eikä sitä voi vastustaa.',
    },
    objectionByLaw:
      'Voit vastustaa oikeutettuun etuun perustuvaa käyttöä omaan tilanteeseesi liittyvällä syyllä. Ratkaisemme asian tietosuoja-asetuksen 21 artiklan mukaan.',
    asleep: 'Ei käytössä tällä hetkellä.',
    positions: {
      customer: 'asiakkaat',
      prospect: 'mahdolliset asiakkaat',
      supplier: 'toimittajat',
      partner: 'kumppanit',
      reseller: 'jälleenmyyjät',
      group_company: 'konserniyhtiöt',
      staff: 'oma henkilöstö',
    },
  },
  categories: {
    heading: 'Mitä tietoja käsittelemme',
    paragraphs: ['Luettelo on täydellinen: muita tietoja järjestelmässä ei ole.'],
    insensitive:
      'Arkaluonteisille tiedoille, kuten terveystiedoille, järjestelmässä ei ole kenttiä, eikä niitä saa kirjoittaa muistiinpanoihin.',
    columns: ['Tietoryhmä', 'Tiedot järjestelmässä', 'Missä käyttötarkoituksissa ne näkyvät'],
    nothing: 'Ei tällaisia tietoja tällä hetkellä.',
    nobody: 'Ei missään; vain järjestelmän sisäisissä tarkistuksissa.',
    beside: {
      sign_in: 'Omien käyttäjiemme kirjautumiset ja niiden yritykset: aika, tulos ja alkuperä.',
      users: 'Omat käyttäjämme: nimi, sähköpostiosoite, kieli, tiimi, käyttöoikeustaso ja sen myöntäjä.',
      ledger: 'Käyttöloki: käyttäjä, toimi, käyttötarkoitus, tietueiden tunnisteet, kentät ja aika.',
    },
  },
  necessity: {
    heading: 'Onko tiedot pakko antaa',
    paragraphs: [
      'Laki ei velvoita sinua antamaan tietojasi meille. Sopimusta, tilausta tai laskua varten tarvitsemme kuitenkin nimesi, tavan tavoittaa sinut ja tiedon yrityksestä, jota edustat. Ilman niitä emme voi tehdä sopimusta tai vastata pyyntöösi. Kaikki muu on vapaaehtoista, eikä siitä kieltäytyminen vaikuta palveluun.',
    ],
  },
  retention: {
    heading: 'Kuinka kauan tiedot säilyvät',
    paragraphs: ['Kun aika on kulunut, tietoja ei enää tarvita ja ne poistetaan, ellei taulukossa sanota toisin.'],
    columns: ['Tiedot', 'Säilytysaika', 'Miksi'],
    units: { D: ['päivä', 'päivää'], M: ['kuukausi', 'kuukautta'], Y: ['vuosi', 'vuotta'] },
    until: (length, from) => `${length} ${from}.`,
    sameDay: (from) => `Saman päivän loppuun, laskettuna ${from}.`,
    law: (act, chapter, section) => `Laki ${act}, ${chapter} luku ${section} §.`,
    anonymised: 'Sen jälkeen tiedoista poistetaan tunnisteet.',
    reviewed: 'Sen jälkeen tarve arvioidaan uudelleen.',
    notHeld: 'Tällaisia tietoja järjestelmässä ei vielä ole.',
    after: (backups, taken) => [
      `Poistetut tiedot lakkaavat näkymästä heti. Niistä voi silti jäädä jälkiä tietokannan tiedostoihin, kunnes tiedostot kirjoitetaan uudelleen, sekä varmuuskopioihin${taken ? '' : ', jos niitä otetaan'}: varmuuskopioita säilytetään enintään ${backups}. Tiedot ovat hävinneet lopullisesti, kun näistä kahdesta pidempi aika on kulunut.`,
      'Jos olet kieltänyt yhteydenotot ja tietosi poistetaan, säilytämme osoitteestasi salaisella avaimella lasketun tiivisteen. Siitä ei voi lukea osoitettasi, mutta sen avulla huomaamme, jos osoite tulee meille uudelleen, emmekä ota sinuun yhteyttä.',
    ],
  },
  recipients: {
    heading: 'Kenelle tietoja annetaan',
    none: 'Säännöllisiä vastaanottajia ei ole: tietojasi käsittelee vain oma henkilöstömme omassa järjestelmässämme.',
    some: 'Annamme tietoja seuraaville:',
    columns: ['Vastaanottaja', 'Asema ja maa', 'Käyttötarkoitukset'],
    roles: {
      processor: 'henkilötietojen käsittelijä puolestamme',
      controller: 'itsenäinen rekisterinpitäjä',
      joint: 'yhteisrekisterinpitäjä',
      authority: 'viranomainen',
    },
    always: [
      'Tietosi eivät ole kaupan: emme anna niitä kenellekään maksua tai vastapalvelusta vastaan.',
      'Viranomaiselle tai oikeudenkäyntiin annamme tietoja vain, jos laki sitä edellyttää tai oikeudellinen vaade sitä vaatii, ja silloinkin vain tarvittavat.',
    ],
    inside: 'Tietoja ei siirretä EU:n ja Euroopan talousalueen ulkopuolelle.',
    outside: (countries) => `Tietoja siirretään EU:n ja Euroopan talousalueen ulkopuolelle: ${countries}.`,
  },
  rights: {
    heading: 'Oikeutesi',
    paragraphs: ['Sinulla on oikeus'],
    list: [
      'saada tietää, mitä tietoja meillä on sinusta, ja saada niistä jäljennös (15 artikla)',
      'saada virheellinen tieto oikaistuksi ja puutteellinen täydennetyksi (16 artikla)',
      'saada tietosi poistetuiksi, kun niitä ei enää tarvita, perut suostumuksesi, vastustat käsittelyä perustellusti tai käsittely on lainvastaista (17 artikla)',
      'saada käsittely rajoitetuksi esimerkiksi siksi aikaa, kun tiedon oikeellisuutta selvitetään (18 artikla)',
      'saada itse antamasi tiedot koneluettavina itsellesi tai siirretyiksi toiselle, kun käsittely perustuu suostumukseen tai sopimukseen (20 artikla)',
      'vastustaa oikeutettuun etuun perustuvaa käsittelyä omaan tilanteeseesi liittyvällä syyllä. Jatkamme vain, jos osoitamme siihen huomattavan tärkeän ja perustellun syyn tai tarvitsemme tietoja oikeudelliseen vaateeseen (21 artikla)',
      'peruuttaa antamasi suostumus milloin tahansa; se ei vaikuta aiempaan käsittelyyn (7 artikla).',
    ],
    after: (mailbox) => [
      `Pyynnön voit tehdä osoitteeseen ${mailbox}, kirjeellä tai millä tahansa muulla tavalla. Vastaamme kuukauden kuluessa. Jos asia on mutkikas, voimme tarvita enintään kaksi kuukautta lisää ja kerromme siitä sinulle ajoissa. Pyyntö on maksuton. Jos emme voi toteuttaa pyyntöäsi, kerromme syyn.`,
      'Jos emme tunnista sinua, voimme pyytää lisätietoja varmistuaksemme siitä, ettemme anna tietojasi väärälle ihmiselle.',
    ],
  },
  complaint: {
    heading: 'Jos olet tyytymätön',
    paragraphs: [
      'Toivomme, että kerrot ensin meille. Voit kuitenkin aina valittaa valvontaviranomaiselle, jos katsot, että tietojasi käsitellään vastoin lakia. Suomessa valvontaviranomainen on tietosuojavaltuutettu.',
    ],
    authority: 'Viranomainen',
    reach: 'Yhteys',
    visit: 'Käyntiosoite',
    post: 'Postiosoite',
  },
  decisions: {
    heading: 'Automaattiset päätökset ja profilointi',
    paragraphs: ['Emme tee sinusta päätöksiä pelkästään automaattisesti emmekä pisteytä ihmisiä.'],
  },
  security: {
    heading: 'Miten tiedot suojataan',
    paragraphs: ['Nämä suojatoimet ovat käytössä:'],
  },
  log: {
    heading: 'Käyttöloki',
    paragraphs: [
      'Järjestelmään jää merkintä siitä, kuka on hakenut, katsonut, muuttanut tai vienyt tietoja, milloin ja missä käyttötarkoituksessa. Lokissa on tietueiden tunnisteita, ei niiden sisältöä. Lokin avulla valvomme, että tietoja käytetään oikein, ja selvitämme väärinkäytöksiä; peruste on oikeutettu etu.',
      'Voit kysyä meiltä, milloin ja mihin tarkoitukseen tietojasi on katsottu. Työntekijän nimen kerromme vain, jos se on välttämätöntä oikeuksiesi käyttämiseksi.',
    ],
  },
  changes: {
    heading: 'Kielet ja muutokset',
    paragraphs: [
      'Seloste on saatavana suomeksi, ruotsiksi ja englanniksi. Voit asioida kanssamme tietosuoja-asioissa millä tahansa näistä kielistä.',
      'Seloste tulostetaan samasta rekisteristä, jonka mukaan järjestelmä toimii. Kun teksti muuttuu, se saa uuden version ja päiväyksen, ja aiemmat versiot jäävät luettaviksi. Olennaisista muutoksista kerromme niille, joita ne koskevat; sinun ei tarvitse seurata tätä sivua.',
    ],
  },
  page: {
    language: 'Suomi',
    languages: 'Kielet',
    skip: 'Siirry sisältöön',
    own: 'Katso omat tietosi ja tee pyyntö',
    contents: 'Sisällys',
    updated: (date, version) => `Päivitetty ${date} · versio ${version}`,
    draft: 'Luonnos. Selostetta ei ole vielä vahvistettu, joten sillä ei ole päiväystä.',
    older: (date) => `Tämä on aiempi versio, päivätty ${date}.`,
    current: 'Lue voimassa oleva versio',
    versions: 'Versiot',
    version: (version, date) => `Versio ${version}, ${date}`,
    plain: 'Pelkkä teksti',
    missing: 'Tällaista versiota ei ole.',
    subscribe: {
      heading: 'Ilmoitus selosteen muutoksista',
      says: 'Voit tilata ilmoituksen jokaisesta tämän selosteen muutoksesta sähköpostiisi. Käytämme osoitetta vain siihen, ja tilauksen voi lopettaa jokaisesta viestistä. Olennaisista muutoksista kerromme muutenkin niille, joita ne koskevat.',
      field: 'Sähköpostiosoite',
      trap: 'Jätä tämä kenttä tyhjäksi',
      send: 'Tilaa ilmoitukset',
    },
  },
}
