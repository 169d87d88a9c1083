import type { Wording } from './wording.ts'

export const wording: Wording = {
  title: 'Dataskyddsbeskrivning',
  about: 'System för kundrelationshantering',
  lead: (company) =>
    `Här ser du vilka uppgifter ${company} har om dig i sitt system för kundrelationshantering, varför, hur länge och vad du själv kan bestämma. Beskrivningen gäller kunder, möjliga kunder, leverantörer och partner, deras kontaktpersoner samt våra egna anställda som användare av systemet.`,
  controller: {
    heading: 'Vem ansvarar för dina uppgifter',
    rows: {
      name: 'Personuppgiftsansvarig',
      businessId: 'FO-nummer',
      address: 'Postadress',
      mailbox: 'Dataskyddsfrågor',
      contact: 'Kontaktperson',
      officer: 'Dataskyddsombud',
    },
  },
  refuse: {
    heading: 'Du kan förbjuda direktmarknadsföring',
    paragraphs: (mailbox, purposes) => [
      'Du kan när som helst och avgiftsfritt förbjuda oss att använda dina uppgifter för direktmarknadsföring och profilering som hör till den. Du behöver inte motivera det. Vi följer alltid förbudet.',
      `Skriv till ${mailbox} eller säg till vem som helst av oss, till exempel i telefon. Förbudet gäller dessa ändamål: ${purposes}. Pågående offerter, avtal och kundtjänstärenden fortsätter som vanligt.`,
    ],
  },
  sources: {
    heading: 'När och varifrån vi får dina uppgifter',
    list: [
      'Av dig själv när du kontaktar oss, begär en offert, beställer, ingår avtal eller ger respons: per brev, e-post eller telefon, på vår webbplats, i sociala medier eller när vi träffas.',
      'Av företaget du företräder, när det anger dig som sin kontaktperson.',
      'Ur handelsregistret samt företags- och organisationsdatasystemet (FODS): företagets namn, FO-nummer och andra basuppgifter. Registren är offentliga.',
      'Ur vårt tidigare kundregister, varifrån uppgifterna har flyttats till detta system.',
      'Från annat håll, till exempel din arbetsgivares webbplats eller en mässarrangör. Då är källans namn antecknat i dina uppgifter.',
    ],
    after: [
      'Om vi får dina uppgifter från någon annan än dig berättar vi det för dig senast inom en månad, eller redan när vi första gången kontaktar dig. Du kan alltid fråga varifrån dina uppgifter kommer.',
    ],
  },
  purposes: {
    heading: 'Vad vi använder uppgifterna till och med vilken rätt',
    paragraphs: [
      'Vi använder uppgifterna endast för följande ändamål. Vart och ett har sin egen rättsliga grund; hänvisningarna gäller artikel 6 i EU:s allmänna dataskyddsförordning (2016/679). Avtal är grund endast om du själv är part, till exempel som enskild näringsidkare. Om du företräder ett företag är grunden berättigat intresse.',
      'Marknadsföring per e-post och textmeddelande grundar sig på ditt samtycke alltid när lagen om tjänster inom elektronisk kommunikation (917/2014) kräver det, annars på berättigat intresse.',
    ],
    columns: ['Ändamål', 'Vems uppgifter', 'Rättslig grund', 'Vad du kan göra'],
    bases: {
      consent: 'Ditt samtycke, 6.1 a.',
      contract: 'Avtal där du är part, eller din begäran innan avtalet ingås, 6.1 b.',
      legal_obligation: 'Rättslig förpliktelse, 6.1 c.',
      legitimate_interest: 'Berättigat intresse, 6.1 f.',
      employment: 'Arbetsavtal och arbetslagstiftning, 6.1 b och c.',
    },
    interest: (interest) => `Vårt intresse är ${interest}`,
    objections: {
      absolute: 'Du kan förbjuda användningen när som helst utan motivering.',
      reasoned:
        'Du kan invända av skäl som hänför sig till din egen situation. Vi avbryter användningen tills saken är avgjord.',
      withdrawal: 'Du kan återkalla ditt samtycke när som helst.',
      none: 'Användningen grundar sig på lag och du kan inte invända mot den.',
    },
    objectionByLaw:
      'Du kan invända mot användning som grundar sig på berättigat intresse av skäl som hänför sig till din egen situation. Vi avgör saken enligt artikel 21 i dataskyddsförordningen.',
    asleep: 'Inte i bruk för närvarande.',
    positions: {
      customer: 'kunder',
      prospect: 'möjliga kunder',
      supplier: 'leverantörer',
      partner: 'partner',
      reseller: 'återförsäljare',
      group_company: 'koncernbolag',
      staff: 'egen personal',
    },
  },
  categories: {
    heading: 'Vilka uppgifter vi behandlar',
    paragraphs: ['Förteckningen är fullständig: andra uppgifter finns inte i systemet.'],
    insensitive:
      'Systemet har inga fält för känsliga uppgifter, till exempel om hälsa, och sådana får inte skrivas i anteckningar.',
    columns: ['Uppgiftsgrupp', 'Uppgifter i systemet', 'Ändamål där de syns'],
    nothing: 'Inga sådana uppgifter för närvarande.',
    nobody: 'Inga; endast systemets interna kontroller.',
    beside: {
      sign_in: 'Våra användares inloggningar och inloggningsförsök: tid, resultat och ursprung.',
      users: 'Våra användare: namn, e-postadress, språk, team, åtkomstnivå och vem som beviljade den.',
      ledger: 'Användningslogg: användare, åtgärd, ändamål, posternas beteckningar, fält och tid.',
    },
  },
  necessity: {
    heading: 'Måste du ge uppgifterna',
    paragraphs: [
      'Ingen lag kräver att du ger oss dina uppgifter. För ett avtal, en beställning eller en faktura behöver vi ändå ditt namn, ett sätt att nå dig och uppgift om företaget du företräder. Utan dem kan vi inte ingå avtal eller svara på din begäran. Allt annat är frivilligt, och att låta bli påverkar inte tjänsten.',
    ],
  },
  retention: {
    heading: 'Hur länge uppgifterna bevaras',
    paragraphs: ['När tiden har gått behövs uppgifterna inte längre och de raderas, om inget annat sägs i tabellen.'],
    columns: ['Uppgifter', 'Lagringstid', 'Varför'],
    units: { D: ['dag', 'dagar'], M: ['månad', 'månader'], Y: ['år', 'år'] },
    until: (length, from) => `${length} från ${from}.`,
    sameDay: (from) => `Till slutet av samma dag, räknat från ${from}.`,
    law: (act, chapter, section) => `Lag ${act}, ${chapter} kap. ${section} §.`,
    anonymised: 'Därefter tas identifierarna bort.',
    reviewed: 'Därefter bedöms behovet på nytt.',
    notHeld: 'Sådana uppgifter finns ännu inte i systemet.',
    after: (backups, taken) => [
      `Raderade uppgifter slutar synas genast. Spår av dem kan ändå finnas kvar i databasens filer tills filerna skrivs om, och i säkerhetskopior${taken ? '' : ', om sådana tas'}: en säkerhetskopia förstörs senast när den är ${backups} gammal. Uppgifterna är slutligt borta när den längre av dessa två tider har gått.`,
      'Om du har förbjudit kontakter och dina uppgifter raderas, bevarar vi ett hashvärde som beräknats av din adress med en hemlig nyckel. Adressen kan inte läsas ur det, men med det märker vi om adressen kommer till oss på nytt, och vi kontaktar dig inte.',
    ],
  },
  recipients: {
    heading: 'Vem uppgifterna lämnas till',
    none: 'Vi har inga regelbundna mottagare: dina uppgifter behandlas endast av vår egen personal i vårt eget system.',
    some: 'Vi lämnar uppgifter till följande:',
    columns: ['Mottagare', 'Ställning och land', 'Ändamål'],
    roles: {
      processor: 'personuppgiftsbiträde för vår räkning',
      controller: 'självständigt personuppgiftsansvarig',
      joint: 'gemensamt personuppgiftsansvarig',
      authority: 'myndighet',
    },
    always: [
      'Dina uppgifter är inte till salu: vi ger dem inte till någon mot betalning eller gentjänst.',
      'Till en myndighet eller domstol lämnar vi uppgifter endast om lagen kräver det eller ett rättsligt anspråk förutsätter det, och även då bara det som behövs.',
    ],
    inside: 'Uppgifter överförs inte utanför EU och Europeiska ekonomiska samarbetsområdet.',
    outside: (countries) => `Uppgifter överförs utanför EU och Europeiska ekonomiska samarbetsområdet: ${countries}.`,
  },
  rights: {
    heading: 'Dina rättigheter',
    paragraphs: ['Du har rätt att'],
    list: [
      'få veta vilka uppgifter vi har om dig och få en kopia av dem (artikel 15)',
      'få felaktiga uppgifter rättade och bristfälliga kompletterade (artikel 16)',
      'få dina uppgifter raderade när de inte längre behövs, du återkallar ditt samtycke, du med fog invänder mot behandlingen eller behandlingen är olaglig (artikel 17)',
      'få behandlingen begränsad, till exempel medan det utreds om en uppgift stämmer (artikel 18)',
      'få uppgifter som du själv har gett i maskinläsbar form eller överförda till någon annan, när behandlingen grundar sig på samtycke eller avtal (artikel 20)',
      'invända mot behandling som grundar sig på berättigat intresse av skäl som hänför sig till din egen situation. Vi fortsätter endast om vi visar tvingande berättigade skäl eller behöver uppgifterna för ett rättsligt anspråk (artikel 21)',
      'återkalla ditt samtycke när som helst; det påverkar inte tidigare behandling (artikel 7).',
    ],
    after: (mailbox) => [
      `Du kan skicka din begäran till ${mailbox}, per brev eller framföra den på vilket annat sätt som helst. Vi svarar inom en månad. Om ärendet är komplicerat kan vi behöva högst två månader till, och då meddelar vi dig i god tid. Begäran är avgiftsfri. Om vi inte kan uppfylla den berättar vi varför.`,
      'Om vi inte känner igen dig kan vi be om ytterligare uppgifter för att inte lämna ut dina uppgifter till fel person.',
    ],
  },
  complaint: {
    heading: 'Om du är missnöjd',
    paragraphs: [
      'Vi hoppas att du först berättar det för oss. Du kan ändå alltid lämna klagomål till tillsynsmyndigheten om du anser att dina uppgifter behandlas i strid med lagen. I Finland är dataombudsmannen tillsynsmyndighet.',
    ],
    authority: 'Myndighet',
    reach: 'Kontakt',
    visit: 'Besöksadress',
    post: 'Postadress',
  },
  decisions: {
    heading: 'Automatiserade beslut och profilering',
    paragraphs: ['Vi fattar inga beslut om dig enbart automatiskt och vi poängsätter inte människor.'],
  },
  security: {
    heading: 'Hur uppgifterna skyddas',
    paragraphs: ['Dessa skyddsåtgärder är i bruk:'],
  },
  log: {
    heading: 'Användningslogg',
    paragraphs: [
      'Systemet antecknar vem som har sökt, läst, ändrat eller exporterat uppgifter, när och för vilket ändamål. Loggen innehåller posternas beteckningar, inte deras innehåll. Med den övervakar vi att uppgifterna används rätt och utreder missbruk; grunden är berättigat intresse.',
      'Du kan fråga oss när och för vilket ändamål dina uppgifter har lästs. En anställds namn uppger vi endast om det är nödvändigt för att du ska kunna utöva dina rättigheter.',
    ],
  },
  changes: {
    heading: 'Språk och ändringar',
    paragraphs: [
      'Beskrivningen finns på finska, svenska och engelska. Du kan sköta dataskyddsärenden med oss på vilket som helst av dessa språk.',
      'Beskrivningen skrivs ut ur samma register som styr systemet. När texten ändras får den en ny version och ett nytt datum, och tidigare versioner förblir läsbara. Om väsentliga ändringar berättar vi för dem som berörs; du behöver inte bevaka den här sidan.',
    ],
  },
  page: {
    language: 'Svenska',
    languages: 'Språk',
    skip: 'Hoppa till innehållet',
    own: 'Se dina uppgifter och gör en begäran',
    contents: 'Innehåll',
    updated: (date, version) => `Uppdaterad ${date} · version ${version}`,
    draft: 'Utkast. Beskrivningen är ännu inte fastställd och har därför inget datum.',
    older: (date) => `Detta är en tidigare version, daterad ${date}.`,
    current: 'Läs den gällande versionen',
    versions: 'Versioner',
    version: (version, date) => `Version ${version}, ${date}`,
    plain: 'Endast text',
    missing: 'Det finns ingen sådan version.',
    subscribe: {
      heading: 'Besked om ändringar i beskrivningen',
      says: 'Du kan få besked per e-post om varje ändring i den här beskrivningen. Vi använder adressen bara till det, och du kan avsluta i varje meddelande. Om väsentliga ändringar berättar vi ändå för dem som berörs.',
      field: 'E-postadress',
      trap: 'Lämna det här fältet tomt',
      send: 'Få besked om ändringar',
    },
  },
}
