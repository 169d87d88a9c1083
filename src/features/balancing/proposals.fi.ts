import type { Proposals } from './proposals.ts'

export const fi: Proposals = {
  contract: {
    necessity:
      'Yrityksen kanssa tehty sopimus hoidetaan ihmisten kautta: jonkun nimi on tilauksessa, joku ottaa vahvistuksen vastaan ja joku hyväksyy laskun. Tarvitsemme nimen, yhteystiedot ja aseman yrityksessä. Pelkkä yrityksen yleinen osoite ei riitä, koska emme sen perusteella tiedä, kuka saa tilata ja sitoa yrityksen.',
    impact:
      'Tiedot koskevat työtehtävää, eivät yksityiselämää. Pahin seuraus väärästä tiedosta on, että vahvistus tai lasku menee väärälle ihmiselle. Siitä aiheutuu vaivaa mutta harvoin vahinkoa.',
    expectations:
      'Se, joka tilaa yrityksensä puolesta tai on sopimuksessa yhteyshenkilönä, tietää, että käytämme tietoja sopimuksen hoitamiseen.',
    guard:
      'Sopimuksen osapuolen tietoja (toiminimi) käsitellään sopimuksen eikä tämän edun perusteella. Sopimuksen perustetta ei voi valita sille, joka vain edustaa yritystä.',
  },
  delivery: {
    necessity:
      'Toimitus ja käyttöoikeus on annettava nimetylle ihmiselle, jotta tavara menee oikeaan paikkaan ja palveluun pääsee vain se, jolle yritys on oikeuden antanut. Käsittelemme vain vastaanottajan nimeä, työyhteystietoja ja toimitusosoitetta.',
    impact:
      'Vaikutus on vähäinen: ihminen saa sen, minkä hänen työnantajansa on tilannut. Työmaan tai toimipaikan osoite voi kertoa, missä hän työskentelee, joten osoitetta ei käytetä muuhun.',
    expectations: 'Vastaanottajaksi tai käyttäjäksi ilmoitettu odottaa, että saa toimituksen ja viestit siitä.',
    guard: 'Vastaanottajan osoitetta ei näy myynnille eikä markkinoinnille tämän tarkoituksen kautta.',
  },
  relationship: {
    necessity:
      'Asiakassuhde yritykseen on suhde sen ihmisiin. Jotta yhteydenpito jatkuisi, kun meillä tai asiakkaalla vaihtuu henkilö, on tiedettävä, kuka hoitaa asioita ja mitä on sovittu. Vähemmillä tiedoilla jokainen yhteydenotto alkaisi alusta. Emme kerää tietoja vapaa-ajasta, perheestä tai mielipiteistä.',
    impact:
      'Tiedot ovat työhön liittyviä ja suureksi osaksi henkilön itsensä antamia. Haittaa voi syntyä, jos muistiinpano on asiaton tai vanhentunut. Siksi muistiinpanot näkyvät tietopyynnössä henkilölle itselleen ja poistuvat määräajassa.',
    expectations:
      'Asiakasyrityksen yhteyshenkilö odottaa, että toimittaja muistaa hänet ja sen, mitä on puhuttu. Hän ei odota, että tietoja käytettäisiin suhteen päätyttyä, joten käyttö loppuu tehtävän tai sopimuksen päättymiseen ja tiedot poistetaan vuoden kuluessa siitä.',
    guard:
      'Terveyttä ja muuta arkaluonteista koskeville tiedoille ei ole kenttiä. Työsuhteen päättyminen asiakkaalla sulkee tarkoituksen.',
  },
  sales: {
    necessity:
      'Tarjouspyyntöön vastataan sille, joka sen lähetti tai joka asiasta yrityksessä päättää. Neuvottelun aikana on muistettava, mitä on tarjottu ja kenelle. Käytämme nimeä, työyhteystietoja ja neuvottelun kulkua; muuta ei tarvita.',
    impact:
      'Vaikutus on vähäinen, sillä yhteydenpito perustuu yrityksen omaan pyyntöön tai kesken olevaan neuvotteluun. Liian tiheä yhteydenotto voi häiritä.',
    expectations:
      'Tarjousta pyytänyt odottaa vastausta ja jatkokysymyksiä. Kun neuvottelu on päättynyt, hän ei enää odota yhteydenottoja.',
    guard:
      'Hävityn kaupan yhteyshenkilöiden säilytysaika lasketaan viimeisestä yhteydenotosta. Neuvottelun kulku ei näy markkinoinnille.',
  },
  prospecting: {
    necessity:
      'Uuden yritysasiakkaan tavoittaa kysymällä siltä, jonka tehtäviin asia kuuluu. Yleisestä osoitteesta viesti harvoin päätyy oikealle ihmiselle. Käytämme vain nimeä, tehtävää, työyhteystietoja ja tietoa siitä, mistä ne on saatu.',
    impact:
      'Ihminen saa yhteydenoton, jota hän ei ole pyytänyt. Se voi häiritä, ja tiedot on yleensä saatu muualta kuin häneltä itseltään. Tämä painaa vaa’assa enemmän kuin olemassa olevassa asiakassuhteessa.',
    expectations:
      'Hankinnoista, johdosta tai omasta erityisalasta vastaava voi työssään odottaa toimittajien yhteydenottoja omaan alaansa kuuluvista asioista, muut eivät. Siksi tehtävän ja tuotteen yhteys pitää olla kirjattu.',
    guard:
      'Ensimmäisessä viestissä kerrotaan, mistä tiedot on saatu ja miten kieltäydytään. Ellei henkilölle ole kerrottu käsittelystä kuukaudessa, tiedot lukitaan. Puhelinmyynnin kiellot otetaan huomioon, ja lähetyksen esto tarkistaa jokaisen viestin erikseen.',
  },
  marketing: {
    necessity:
      'Omista tuotteista kerrotaan niille, joiden työhön ne liittyvät, ja asiakkaille samankaltaisista tuotteista. Emme tarvitse siihen muuta kuin nimen, työyhteystiedot, tehtävän ja kielletyt aiheet. Sähköinen suoramarkkinointi muille perustuu suostumukseen, ei tähän etuun.',
    impact:
      'Viesti voi olla turha tai häiritä. Profilointia ei tehdä, eikä viestien avaamista seurata ilman erillistä suostumusta.',
    expectations:
      'Asiakas voi odottaa satunnaista tietoa samankaltaisista tuotteista, kun hänelle on kerrottu siitä tietoja kerättäessä ja kieltäytyä voi jokaisessa viestissä. Yksityishenkilö ei odota sähköisiä viestejä ilman suostumusta.',
    guard:
      'Jokainen viesti kysyy luvan lähetyksen estolta lähtöhetkellä, jokaisessa viestissä on yhden painalluksen kieltäytyminen, ja kiellettyä osoitetta ei voi tuoda takaisin tiedostosta.',
  },
  support: {
    necessity:
      'Kysymykseen ei voi vastata tietämättä, kuka kysyy, mitä hän käyttää ja mitä asiassa on jo tehty. Nimettömänä kysyvää autamme niiltä osin kuin se on mahdollista.',
    impact:
      'Vaikutus on henkilölle pääosin hyödyksi: asia hoituu, eikä samaa tarvitse kertoa uudelleen. Viestissä voi olla tietoja, joita emme ole pyytäneet.',
    expectations: 'Asiakaspalveluun yhteyttä ottanut odottaa, että viesti luetaan, asia kirjataan ja siihen vastataan.',
    guard:
      'Viestin sisällön näkevät vain asiakaspalvelun käyttäjät; myynti ja markkinointi eivät näe sitä. Suljetun asian säilytysaika on kaksi vuotta.',
  },
  incidents: {
    necessity:
      'Häiriöstä tai tietoturvaloukkauksesta on kerrottava niille, joita se koskee, ja heidät on siksi tavoitettava. Tarvitsemme nimen, kanavan ja tiedon siitä, mitä palvelua he käyttävät.',
    impact:
      'Tiedote auttaa ihmistä varautumaan. Haittaa on lähinnä turhasta tiedotteesta, joka väärinymmärrettynä huolestuttaa.',
    expectations: 'Palvelun käyttäjä odottaa saavansa tiedon häiriöstä ja olisi yllättynyt, jos sitä ei kerrottaisi.',
    guard: 'Häiriötiedotteessa ei saa olla markkinointia. Tiedote menee vain niille, joilla palvelu on käytössä.',
  },
  development: {
    necessity:
      'Vikoja ja puutteita etsitään tietojoukosta, jossa nimi on korvattu tunnuksella tai joka on tiivistetty luvuiksi. Kehittäminen ei edellytä tietoa siitä, kuka ihminen on, joten suoria tunnisteita ei käytetä lainkaan.',
    impact:
      'Vaikutus yksittäiseen ihmiseen on hyvin vähäinen. Tunnuksella merkitty tieto on silti henkilötieto, ja pienestä joukosta ihmisen voisi päätellä.',
    expectations:
      'Palvelun käyttäjä voi odottaa, että palvelua parannetaan sen käytön perusteella. Hän ei odota, että joku katsoo juuri hänen toimintaansa.',
    guard:
      'Nimiä, osoitteita ja muistiinpanoja ei tässä tarkoituksessa ole: sen tietokantanäkymissä ei ole niitä sarakkeita. Kukaan ei kirjoita tämän tarkoituksen tietoihin.',
  },
  suppliers: {
    necessity:
      'Tilaus, reklamaatio ja lasku hoidetaan toimittajan nimetyn yhteyshenkilön kanssa. Tarvitsemme nimen, tehtävän ja työyhteystiedot.',
    impact: 'Vaikutus on vähäinen: tiedot ovat työyhteystietoja, joita henkilö itse jakaa kaupankäyntiä varten.',
    expectations: 'Myyjä tai kumppanin edustaja odottaa, että ostaja pitää yhteystiedot tallessa ja ottaa yhteyttä.',
    guard:
      'Toimittajien ihmiset pidetään erillään asiakkaista: heitä ei näy myynnille eikä markkinoinnille, eikä heille lähetetä markkinointia tällä perusteella.',
  },
  staff: {
    necessity:
      'Jokaisella asialla on oltava vastuuhenkilö ja jokaisella käyttäjällä vain hänen työnsä vaatimat oikeudet. Siihen tarvitaan työntekijän nimi, työosoite, tiimi ja vastuut.',
    impact:
      'Työntekijä on heikommassa asemassa työnantajaan nähden. Tiedoista voisi päätellä, kuinka paljon hän tekee. Siksi käytöstä kirjattua ei saa käyttää työsuorituksen mittaamiseen.',
    expectations:
      'Työntekijä odottaa, että työnantaja tietää, kuka hoitaa mitäkin. Hän ei odota, että jokaista avattua sivua verrataan työtovereihin.',
    guard:
      'Henkilöstölle kerrotaan käytön kirjaamisesta ennen kuin se alkaa. Kirjattua käyttöä ei saa käyttää suoritusten seurantaan, ja lähtevän työntekijän oikeudet päättyvät samalla minuutilla.',
  },
  security: {
    necessity:
      'Luvatonta käyttöä ei huomaa eikä selvitä, ellei tiedetä, kuka kirjautui, mistä ja mitä avattiin. Kirjaamme tunnisteet ja kenttien nimet, emme niiden sisältöä.',
    impact:
      'Kirjaus kertoo työntekijän tekemisistä ja siitä, kenen tietoja on katsottu. Kirjaukset suojaavat samalla niitä, joiden tietoja järjestelmässä on.',
    expectations:
      'Järjestelmän käyttäjälle kerrotaan kirjaamisesta etukäteen. Asiakas odottaa, että hänen tietojensa katselusta jää jälki.',
    guard:
      'Kirjauksia lukevat vain pääkäyttäjä, tietosuojasta vastaava ja tarkastaja. Kirjausta ei voi muuttaa jälkikäteen huomaamatta, ja sen säilytysaika on kaksi vuotta.',
  },
  claims: {
    necessity:
      'Riita tai saatava on voitava osoittaa niillä tiedoilla, jotka asiassa syntyivät. Säilytämme vain asiaan kuuluvat tiedot ja vain niin kauan kuin vaade voidaan esittää.',
    impact:
      'Tieto voi vaikuttaa ihmisen taloudelliseen asemaan, joten virheellisestä tiedosta voi olla haittaa. Tiedot ovat lukittuina, eikä niitä käytetä muuhun.',
    expectations: 'Sopimuskumppani tietää, että sopimusta ja maksuja koskevat tiedot säilytetään riidan varalta.',
    guard:
      'Tiedot ovat lukitussa kopiossa, jota kukaan käyttäjä ei muuta. Epäilyjä rikoksista ei kirjata ihmisen tietoihin. Tietosuoja-asetus sallii oikeudellisen vaateen vaatiman käsittelyn vastustuksesta huolimatta (21 artiklan 1 kohta).',
  },
  objections: {
    absolute:
      'Kielto pysäyttää käytön heti ja perusteluitta, eikä siitä voi kieltäytyä: järjestelmässä ei ole siihen painiketta.',
    reasoned:
      'Vastustus pysäyttää käytön heti harkinnan ajaksi. Jos päätöstä ei tehdä kuukaudessa, käyttö päättyy; jatkamiseen tarvitaan kirjattu peruste ja toisen ihmisen hyväksyntä.',
    none: 'Vastustus käsitellään tapauskohtaisesti, ja ratkaisu perustellaan henkilölle.',
  },
  shared:
    'Tarkoitus näkee vain ne kentät ja ihmiset, jotka rekisteri sille antaa, ja tietokanta estää muun. Jokainen muutos ja vienti kirjataan tekijän nimellä, samoin katselu sen jälkeen, kun henkilöstölle on kerrottu siitä. Tiedoille on säilytysajat, eikä niistä tehdä automaattisia päätöksiä. Henkilö voi vaatia käsittelyn rajoittamista, jolloin tiedot poistuvat listoilta ja hauista.',
}
