import { type Entry, e } from './errors.entry.ts'

/** Refusals about contracts, orders, deliveries, services and benefits; `detail` names what it is about. */
export const contractErrors = {
  CONTRACT_NEEDS_IT: e(
    409,
    ['Voimassa oleva sopimus, tilaus tai palvelu tarvitsee tätä.', 'Päätä tai siirrä ensin se, mikä on nimetty.'],
    ['Ett avtal, en beställning eller en tjänst i kraft behöver detta.', 'Avsluta eller flytta först det som nämns.'],
    ['A contract, order or service in force needs this.', 'End or move what is named first.'],
  ),
  CONTRACT_STATE: e(
    409,
    [
      'Sopimus ei voi siirtyä tähän tilaan.',
      'Luonnos tulee voimaan, voimassa oleva irtisanotaan tai päättyy; päättynyttä jatketaan uudella sopimuksella.',
    ],
    [
      'Avtalet kan inte få denna status.',
      'Ett utkast träder i kraft, ett gällande sägs upp eller upphör; ett avslutat fortsätter som ett nytt avtal.',
    ],
    [
      'The contract cannot go to that state.',
      'A draft comes into force, one in force is given notice or ends; one that has ended continues as a new contract.',
    ],
  ),
  CONTRACT_OWNER_MISSING: e(
    422,
    ['Voimassa olevalla sopimuksella on oltava vastuumyyjä.', 'Valitse, kuka sopimuksesta vastaa.'],
    ['Ett gällande avtal måste ha en ansvarig säljare.', 'Välj vem som ansvarar för avtalet.'],
    ['A contract in force needs its responsible seller.', 'Choose who answers for the contract.'],
  ),
  CONTRACT_NOT_RENEWABLE: e(
    409,
    ['Sopimusta ei voi jatkaa.', 'Jatkaa voi voimassa olevaa tai irtisanottua sopimusta, jolla on päättymispäivä.'],
    ['Avtalet kan inte förnyas.', 'Ett avtal i kraft eller uppsagt med slutdatum kan förnyas.'],
    ['The contract cannot be renewed.', 'One in force or under notice, with a last day, can be.'],
  ),
  DATES_CROSSED: e(
    422,
    ['Päättymispäivä on ennen alkamispäivää.', 'Tarkista päivät.'],
    ['Slutdatumet är före startdatumet.', 'Kontrollera datumen.'],
    ['The last day is before the first.', 'Check the dates.'],
  ),
  QUOTE_NOT_ACCEPTED: e(
    409,
    ['Tarjousta ei ole hyväksytty.', 'Odota hyväksyntää tai aloita ilman tarjousta.'],
    ['Offerten är inte godkänd.', 'Vänta på godkännande eller börja utan offert.'],
    ['The quote has not been accepted.', 'Wait until it is, or start without it.'],
  ),
  ORDER_STATE: e(
    409,
    ['Tilaus on muussa vaiheessa.', 'Avaa tilaus uudelleen ja katso sen tila.'],
    ['Beställningen är i ett annat skede.', 'Öppna beställningen på nytt och se dess status.'],
    ['The order is at another stage.', 'Open it again and look at its state.'],
  ),
  ORDER_EMPTY: e(
    422,
    ['Tilauksella ei ole rivejä.', 'Lisää ainakin yksi rivi ennen vahvistamista.'],
    ['Beställningen har inga rader.', 'Lägg till minst en rad före bekräftelsen.'],
    ['The order has no lines.', 'Add at least one before confirming.'],
  ),
  ORDER_CONFIRMED: e(
    409,
    ['Vahvistettua tilausta ei muuteta.', 'Peru tilaus, jos mitään ei ole toimitettu, tai tee uusi.'],
    ['En bekräftad beställning ändras inte.', 'Annullera den om inget har levererats, eller gör en ny.'],
    ['A confirmed order is not changed.', 'Cancel it if nothing was delivered, or make a new one.'],
  ),
  ORDER_NOT_OPEN: e(
    409,
    ['Tilauksesta ei voi toimittaa.', 'Vahvista tilaus ensin; laskutukseen luovutettua ei enää toimiteta.'],
    ['Beställningen kan inte levereras.', 'Bekräfta den först; det som lämnats till fakturering levereras inte mer.'],
    [
      'The order cannot be delivered from.',
      'Confirm it first; what was handed to invoicing is not delivered from any more.',
    ],
  ),
  ORDER_EXPORTED: e(
    409,
    ['Tilaus on luovutettu laskutukseen uudelleen.', 'Korjaa lasku laskutuksessa.'],
    ['Beställningen har lämnats till fakturering på nytt.', 'Rätta fakturan i faktureringen.'],
    ['The order was handed to invoicing again.', 'Correct the invoice in invoicing.'],
  ),
  DELIVERY_TOO_MUCH: e(
    409,
    ['Toimituksessa on enemmän kuin tilattiin.', 'Vähennä rivin määrää.'],
    ['Leveransen innehåller mer än vad som beställts.', 'Minska radens antal.'],
    ['The delivery holds more than was ordered.', 'Lower the quantity of the line.'],
  ),
  DELIVERY_EMPTY: e(
    409,
    ['Toimitettavaa ei ole.', 'Kaikki rivit on jo toimitettu tai suunniteltu toimitettaviksi.'],
    ['Det finns inget att leverera.', 'Alla rader är redan levererade eller planerade.'],
    ['There is nothing to deliver.', 'All lines are delivered or planned already.'],
  ),
  SERVICE_OVERLAPS: e(
    409,
    ['Lisenssi on jo käytössä samaan aikaan.', 'Päätä toinen palvelu ensin tai muuta päiviä.'],
    ['Licensen är redan i bruk samtidigt.', 'Avsluta den andra tjänsten först eller ändra datumen.'],
    ['The licence is in use at that time already.', 'End the other service first, or change the dates.'],
  ),
  SERVICE_NOT_DELIVERED: e(
    409,
    [
      'Tilauksessa ei ole toimitettua palvelua, jota ei olisi jo aloitettu.',
      'Merkitse toimitus vastaanotetuksi ensin.',
    ],
    ['I beställningen finns ingen levererad tjänst som inte redan börjat.', 'Märk leveransen som mottagen först.'],
    ['The order has no delivered service that has not begun already.', 'Mark the delivery received first.'],
  ),
  BENEFIT_SPENT: e(
    409,
    ['Etua on käytetty enemmän kuin sitä on myönnetty.', 'Pienennä määrää tai myönnä lisää.'],
    ['Mer av förmånen har använts än vad som beviljats.', 'Minska antalet eller bevilja mer.'],
    ['More of the benefit would be used than was granted.', 'Use less, or grant more.'],
  ),
  BENEFIT_NOT_VALID: e(
    409,
    ['Etu ei ole voimassa tuona päivänä.', 'Tarkista päivä tai edun voimassaolo.'],
    ['Förmånen gäller inte den dagen.', 'Kontrollera dagen eller förmånens giltighet.'],
    ['The benefit is not valid on that day.', 'Check the day, or how long the benefit is valid.'],
  ),
  INVOICING_NOT_SET: e(
    409,
    ['Laskutuksen tiedot puuttuvat.', 'Anna tilinumero ja maksuaika tilauksen sivulla kohdassa Laskutustiedot.'],
    ['Uppgifterna för fakturering saknas.', 'Ange kontonummer och betalningstid under Faktureringsuppgifter.'],
    ['The invoicing details are missing.', 'Give the account and the days to pay under Invoicing details.'],
  ),
} as const satisfies Record<string, Entry>
