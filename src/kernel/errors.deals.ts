import { type Entry, e } from './errors.entry.ts'

/** Refusals about leads, deals, their pipelines and rates. */
export const dealErrors = {
  DEAL_OF_NOBODY: e(
    422,
    ['Kaupalta puuttuu yritys ja yhteyshenkilö.', 'Valitse jompikumpi.'],
    ['Affären saknar både företag och kontaktperson.', 'Välj någondera.'],
    ['The deal has neither a company nor a contact.', 'Choose one of them.'],
  ),
  LOST_WHY_MISSING: e(
    422,
    ['Hävityltä kaupalta puuttuu syy.', 'Valitse, miksi kauppa hävittiin.'],
    ['Den förlorade affären saknar orsak.', 'Välj varför affären förlorades.'],
    ['A lost deal needs a reason.', 'Choose why the deal was lost.'],
  ),
  STAGE_ELSEWHERE: e(
    422,
    ['Vaihe kuuluu toiseen myyntiputkeen.', 'Valitse kaupan oman putken vaihe tai vaihda samalla putkea.'],
    ['Skedet hör till en annan tratt.', 'Välj ett skede i affärens egen tratt, eller byt tratt samtidigt.'],
    ['The stage belongs to another pipeline.', 'Choose a stage of the deal’s own, or change the pipeline too.'],
  ),
  STAGE_IN_USE: e(
    409,
    ['Vaiheessa on kauppoja.', 'Siirrä kaupat ensin toiseen vaiheeseen.'],
    ['Det finns affärer i skedet.', 'Flytta först affärerna till ett annat skede.'],
    ['There are deals in the stage.', 'Move them to another stage first.'],
  ),
  STAGE_LAST: e(
    409,
    ['Putkessa on oltava avoin, voitettu ja hävitty vaihe.', 'Lisää ensin toinen vaihe, jolla on sama lopputulos.'],
    ['En tratt behöver ett öppet, ett vunnet och ett förlorat skede.', 'Lägg först till ett skede med samma utfall.'],
    ['A pipeline needs an open, a won and a lost stage.', 'Add another stage of the same outcome first.'],
  ),
  PIPELINE_EMPTY: e(
    409,
    ['Myyntiputkea tai sen vaiheita ei ole.', 'Tee myyntiputki kohdassa Asetukset → Myyntiputket.'],
    ['Det finns ingen tratt eller inga skeden.', 'Skapa en tratt under Inställningar → Trattar.'],
    ['There is no pipeline, or it has no stages.', 'Make one in Settings → Pipelines.'],
  ),
  PIPELINE_ARCHIVED: e(
    409,
    ['Myyntiputki on poistettu käytöstä.', 'Valitse toinen putki tai ota tämä uudelleen käyttöön.'],
    ['Tratten är tagen ur bruk.', 'Välj en annan tratt, eller ta den här i bruk igen.'],
    ['The pipeline is archived.', 'Choose another one, or take this into use again.'],
  ),
  LEAD_CONVERTED: e(
    409,
    ['Liidistä on jo tehty kauppa.', 'Avaa kauppa, tai peru muunto ja tee se uudelleen.'],
    ['Leaden har redan blivit en affär.', 'Öppna affären, eller ångra och gör om.'],
    ['The lead is a deal already.', 'Open the deal, or undo the conversion and do it again.'],
  ),
  LEAD_WITHOUT_DEAL: e(
    422,
    ['Kaupaksi merkityltä liidiltä puuttuu kauppa.', 'Tee liidistä kauppa toiminnolla Muunna kaupaksi.'],
    ['Leaden saknar sin affär.', 'Gör en affär av leaden med Gör till affär.'],
    ['A converted lead needs its deal.', 'Convert the lead into a deal.'],
  ),
  RATE_EXISTS: e(
    409,
    ['Valuutalla on jo kurssi tälle päivälle.', 'Muuta olemassa olevaa kurssia.'],
    ['Valutan har redan en kurs för dagen.', 'Ändra den kurs som finns.'],
    ['The currency has a rate for that day already.', 'Change the one there is.'],
  ),
  RATES_NOT_READ: e(
    502,
    ['Valuuttakursseja ei saatu luettua.', 'Yritä myöhemmin uudelleen tai lisää kurssi käsin.'],
    ['Valutakurserna kunde inte läsas.', 'Försök senare, eller lägg in kursen för hand.'],
    ['The exchange rates could not be read.', 'Try again later, or add the rate by hand.'],
  ),
} as const satisfies Record<string, Entry>
