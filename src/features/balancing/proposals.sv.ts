import type { Proposals } from './proposals.ts'

export const sv: Proposals = {
  contract: {
    necessity:
      'Ett avtal med ett företag sköts genom människor: någons namn står på beställningen, någon tar emot bekräftelsen och någon godkänner fakturan. Vi behöver namn, kontaktuppgifter och ställning i företaget. En allmän adress räcker inte, för den säger inte vem som får beställa och binda företaget.',
    impact:
      'Uppgifterna gäller arbetet, inte privatlivet. I värsta fall går en bekräftelse eller faktura till fel person. Det ger besvär men sällan skada.',
    expectations:
      'Den som beställer för sitt företag eller är kontaktperson i avtalet vet att vi använder uppgifterna för att sköta avtalet.',
    guard:
      'Uppgifter om en avtalspart (enskild näringsidkare) behandlas på grund av avtalet och inte detta intresse. Avtal kan inte väljas som grund för den som bara företräder ett företag.',
  },
  delivery: {
    necessity:
      'En leverans och en användarrättighet måste ges till en namngiven person, så att varan kommer rätt och bara den som företaget har godkänt kommer in i tjänsten. Vi behandlar bara mottagarens namn, kontaktuppgifter i arbetet och leveransadress.',
    impact:
      'Inverkan är liten: personen får det som arbetsgivaren har beställt. Adressen till ett bygge eller ett kontor kan visa var personen arbetar, och därför används den inte till något annat.',
    expectations:
      'Den som har uppgetts som mottagare eller användare väntar sig att få leveransen och meddelanden om den.',
    guard: 'Mottagarens adress syns inte för försäljning eller marknadsföring genom detta ändamål.',
  },
  relationship: {
    necessity:
      'En kundrelation till ett företag är en relation till dess människor. För att kontakten ska hålla när någon byts ut hos oss eller hos kunden måste vi veta vem som sköter ärenden och vad som har avtalats. Med färre uppgifter skulle varje kontakt börja om från början. Vi samlar inte uppgifter om fritid, familj eller åsikter.',
    impact:
      'Uppgifterna hör till arbetet och har till stor del getts av personen själv. Skada kan uppstå om en anteckning är osaklig eller föråldrad. Därför visas anteckningarna för personen själv på begäran och raderas inom utsatt tid.',
    expectations:
      'En kontaktperson hos kunden väntar sig att leverantören minns henne och det som har sagts. Hon väntar sig inte att uppgifterna används när relationen är slut. Därför upphör användningen när uppdraget eller avtalet upphör, och uppgifterna raderas inom ett år.',
    guard: 'Det finns inga fält för hälsa eller annat känsligt. När anställningen hos kunden upphör stängs ändamålet.',
  },
  sales: {
    necessity:
      'En offertförfrågan besvaras till den som sände den eller som beslutar i saken. Under förhandlingen måste vi minnas vad som har erbjudits och till vem. Vi använder namn, kontaktuppgifter i arbetet och förhandlingens gång; mer behövs inte.',
    impact:
      'Inverkan är liten, för kontakten bygger på företagets egen begäran eller en pågående förhandling. Alltför täta kontakter kan störa.',
    expectations:
      'Den som har begärt en offert väntar sig svar och följdfrågor. När förhandlingen är slut väntar hon sig inga fler kontakter.',
    guard:
      'Förvaringstiden för kontaktpersonerna i en förlorad affär räknas från den senaste kontakten. Förhandlingens gång syns inte för marknadsföringen.',
  },
  prospecting: {
    necessity:
      'En ny företagskund når man genom att fråga den vars uppgifter saken hör till. Från en allmän adress kommer meddelandet sällan fram till rätt person. Vi använder bara namn, uppgift, kontaktuppgifter i arbetet och varifrån de kommer.',
    impact:
      'Personen får en kontakt som hon inte har bett om. Den kan störa, och uppgifterna kommer oftast inte från henne själv. Det väger tyngre än i en befintlig kundrelation.',
    expectations:
      'Den som ansvarar för inköp, ledning eller ett eget fackområde kan i arbetet vänta sig att leverantörer hör av sig om sådant som hör till området; andra kan det inte. Därför ska sambandet mellan uppgift och produkt vara antecknat.',
    guard:
      'Det första meddelandet säger varifrån uppgifterna kommer och hur man säger nej. Om personen inte har informerats inom en månad låses uppgifterna. Förbud mot telefonförsäljning beaktas, och sändningsspärren prövar varje meddelande för sig.',
  },
  marketing: {
    necessity:
      'Vi berättar om egna produkter för dem vars arbete de hör till, och för kunder om liknande produkter. Till det behövs bara namn, kontaktuppgifter i arbetet, uppgift och vilka ämnen som är förbjudna. Elektronisk direktmarknadsföring till andra bygger på samtycke, inte på detta intresse.',
    impact:
      'Ett meddelande kan vara onödigt eller störa. Ingen profilering görs, och om ett meddelande öppnas följs inte utan ett särskilt samtycke.',
    expectations:
      'En kund kan vänta sig en och annan upplysning om liknande produkter, när hon har fått veta det då uppgifterna samlades in och kan säga nej i varje meddelande. En privatperson väntar sig inga elektroniska meddelanden utan samtycke.',
    guard:
      'Varje meddelande frågar sändningsspärren om lov när det går i väg, i varje meddelande kan man säga nej med ett tryck, och en förbjuden adress kan inte komma tillbaka ur en fil.',
  },
  support: {
    necessity:
      'En fråga kan inte besvaras utan att veta vem som frågar, vad hon använder och vad som redan har gjorts. Den som frågar anonymt hjälper vi så långt det går.',
    impact:
      'Inverkan är mest till nytta för personen: ärendet blir skött och samma sak behöver inte berättas igen. Ett meddelande kan innehålla uppgifter som vi inte har bett om.',
    expectations:
      'Den som kontaktar kundtjänsten väntar sig att meddelandet läses, att ärendet antecknas och att det besvaras.',
    guard:
      'Meddelandets innehåll ser bara kundtjänstens användare; försäljning och marknadsföring ser det inte. Ett avslutat ärende förvaras i två år.',
  },
  incidents: {
    necessity:
      'En störning eller personuppgiftsincident måste berättas för dem den gäller, och därför måste de kunna nås. Vi behöver namn, kanal och vilken tjänst de använder.',
    impact:
      'Meddelandet hjälper personen att vidta åtgärder. Skada gör närmast ett onödigt meddelande som missförstås och oroar.',
    expectations:
      'Den som använder en tjänst väntar sig att få veta om en störning och skulle bli förvånad om ingen sade något.',
    guard: 'Ett störningsmeddelande får inte innehålla marknadsföring. Det går bara till dem som använder tjänsten.',
  },
  development: {
    necessity:
      'Fel och brister söks i material där namnet är ersatt med en kod eller som har sammanfattats till siffror. Utvecklingen kräver inte att vi vet vem personen är, och därför används inga direkta identifierare.',
    impact:
      'Inverkan på en enskild person är mycket liten. Kodade uppgifter är ändå personuppgifter, och ur en liten grupp kunde någon kännas igen.',
    expectations:
      'Den som använder en tjänst kan vänta sig att den förbättras utifrån hur den används. Hon väntar sig inte att någon ser på just hennes användning.',
    guard:
      'Namn, adresser och anteckningar finns inte för detta ändamål: dess databasvyer saknar de kolumnerna. Ingen skriver i ändamålets uppgifter.',
  },
  suppliers: {
    necessity:
      'Beställning, reklamation och faktura sköts med leverantörens namngivna kontaktperson. Vi behöver namn, uppgift och kontaktuppgifter i arbetet.',
    impact: 'Inverkan är liten: det är kontaktuppgifter i arbetet som personen själv delar ut för att göra affärer.',
    expectations:
      'En säljare eller företrädare för en partner väntar sig att köparen sparar uppgifterna och hör av sig.',
    guard:
      'Leverantörernas människor hålls åtskilda från kunderna: de syns inte för försäljning eller marknadsföring och får ingen marknadsföring på denna grund.',
  },
  staff: {
    necessity:
      'Varje ärende måste ha en ansvarig och varje användare bara de rättigheter som arbetet kräver. Till det behövs den anställdas namn, arbetsadress, team och ansvar.',
    impact:
      'En anställd är i svagare ställning än arbetsgivaren. Av uppgifterna kunde man sluta sig till hur mycket någon gör. Därför får användningsloggen inte användas för att mäta arbetsprestationer.',
    expectations:
      'En anställd väntar sig att arbetsgivaren vet vem som sköter vad. Hon väntar sig inte att varje öppnad sida jämförs med kollegornas.',
    guard:
      'Personalen informeras om loggningen innan den börjar. Loggen får inte användas för uppföljning av prestationer, och rättigheterna upphör samma minut som någon slutar.',
  },
  security: {
    necessity:
      'Obehörig användning upptäcks och utreds inte om man inte vet vem som loggade in, varifrån och vad som öppnades. Vi antecknar identifierare och fältens namn, inte innehållet.',
    impact:
      'Loggen berättar vad anställda gör och vems uppgifter som har setts. Samtidigt skyddar den dem vars uppgifter finns i systemet.',
    expectations:
      'Den som använder systemet får i förväg veta om loggningen. Kunden väntar sig att det lämnar spår när någon ser på hennes uppgifter.',
    guard:
      'Loggen läses bara av huvudanvändaren, den dataskyddsansvariga och granskaren. Den kan inte ändras i efterhand utan att det märks, och den förvaras i två år.',
  },
  claims: {
    necessity:
      'En tvist eller fordran måste kunna visas med de uppgifter som uppkom i saken. Vi bevarar bara det som hör till saken och bara så länge ett anspråk kan framföras.',
    impact:
      'Uppgiften kan inverka på personens ekonomi, så en felaktig uppgift kan skada. Uppgifterna är låsta och används inte till något annat.',
    expectations: 'En avtalspart vet att uppgifter om avtal och betalningar bevaras med tanke på en tvist.',
    guard:
      'Uppgifterna finns i en låst kopia som ingen användare ändrar. Misstankar om brott antecknas inte om någon. Dataskyddsförordningen tillåter den behandling som ett rättsligt anspråk kräver trots en invändning (artikel 21.1).',
  },
  objections: {
    absolute:
      'Ett förbud stoppar användningen genast och utan skäl, och det kan inte avslås: i systemet finns ingen knapp för det.',
    reasoned:
      'En invändning stoppar användningen genast medan den prövas. Fattas inget beslut inom en månad upphör användningen; för att fortsätta krävs ett antecknat skäl och en annan persons godkännande.',
    none: 'En invändning prövas från fall till fall, och avgörandet motiveras för personen.',
  },
  shared:
    'Ändamålet ser bara de fält och personer som registret ger det, och databasen hindrar resten. Varje ändring och export antecknas med namn, och likaså läsning efter att personalen har informerats om det. Uppgifterna har förvaringstider, och inga automatiska beslut fattas. Personen kan begära att behandlingen begränsas, och då försvinner uppgifterna ur listor och sökningar.',
}
