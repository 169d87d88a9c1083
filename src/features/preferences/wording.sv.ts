import type { Wording } from './wording.ts'

const MONTHS: Record<number, string> = { 1: 'En månad', 3: 'Tre månader', 6: 'Ett halvår', 12: 'Ett år' }

export const wording: Wording = {
  page: { language: 'Svenska', languages: 'Språk', skip: 'Till innehållet', notice: 'Läs dataskyddsbeskrivningen' },
  leave: {
    title: 'Avsluta eller pausa marknadsföringen',
    lead: (company) =>
      `Du kom hit från ett meddelande som ${company} har skickat. Du kan avsluta all marknadsföring eller ta en paus. Du behöver inte logga in och ingen frågar varför.`,
    stop: 'Avsluta all marknadsföring',
    stops: 'Gäller e-post, sms, samtal och brev. Börjar genast och gäller tills du själv kommer tillbaka.',
    pause: 'Ta 3 månaders paus',
    pauses: (day) => `Vi skickar ingen marknadsföring före den ${day}. Därefter gäller dina val som förut.`,
    goesOn: 'Meddelanden om beställningar, avtal och kundservice kommer som vanligt.',
  },
  fresh: {
    heading: 'Vill du byta ämnen?',
    why: 'Vi skickar en länk till adressen som meddelandet kom till. Där ser du alla dina val och kan ändra dem. De visas inte på den här sidan, eftersom även någon annan kan ha fått meddelandet.',
    send: 'Skicka mig en ny länk',
  },
  sent: {
    title: 'Titta i din e-post',
    says: 'Om vi har adressen kommer länken dit inom några minuter. Den gäller i ett dygn.',
    seldom: 'Till samma adress skickas högst tre länkar i timmen.',
  },
  left: {
    title: 'Marknadsföringen är avslutad',
    says: (company) =>
      `${company} skickar dig inte längre marknadsföring och ringer dig inte för att sälja. Ditt nej gäller redan nu, i alla kanaler.`,
    back: 'Om du ändrar dig kan du komma tillbaka med en ny länk.',
  },
  paused: {
    title: 'Pausen har börjat',
    says: (company, day) => `${company} skickar dig ingen marknadsföring före den ${day}.`,
    back: 'Be om en ny länk om du vill avsluta pausen tidigare.',
  },
  ask: {
    title: 'Välj vad vi skickar till dig',
    lead: 'Skriv din e-postadress. Vi skickar en länk dit, och med den ser du alla dina val och kan ändra dem.',
    field: 'E-postadress',
    send: 'Skicka länken',
    invalid: 'Kontrollera adressen: den ska se ut som namn@foretag.fi.',
  },
  refused: {
    wait: 'Från det här nätet har många ogiltiga länkar öppnats. Försök igen om en timme.',
  },
  choices: {
    title: 'Vad vi får skicka till dig',
    lead: (company, until) =>
      `Här bestämmer du vad ${company} får berätta för dig och hur. Länken är bara för dig och fungerar till ${until}.`,
    objected: (day) =>
      `Du har sagt nej till all marknadsföring${day ? ` den ${day}` : ''}. Om du svarar ja på något ämne och sparar upphör ditt nej, och du får bara det som du svarade ja på.`,
    paused: (day) => `Marknadsföringen är pausad till den ${day}.`,
    topics: 'Ämnen och kanaler',
    consent: (company) =>
      `Ja är ett samtycke: ${company} får kontakta mig i det här ämnet på det här sättet. Jag kan återkalla samtycket när som helst, på den här sidan eller med länken i meddelandet.`,
    unsaid:
      'Om du inte har svarat kontaktar vi dig bara när lagen tillåter det, för att du är kund eller på grund av dina arbetsuppgifter. Ett nej avslutar också det.',
    unnoticed: 'Samtycke kan ges först när dataskyddsbeskrivningen har publicerats. Du kan säga nej redan nu.',
    topic: 'Ämne',
    yes: 'Ja',
    no: 'Nej',
    measure: {
      heading: 'Mätning',
      consent: (company) =>
        `Ja är ett samtycke: ${company} får mäta om jag öppnar dess e-post och vilka länkar jag öppnar i den. Jag kan återkalla samtycket när som helst på den här sidan.`,
      without: 'Annars finns ingen spårning i meddelandena.',
    },
    pause: {
      heading: 'Paus',
      none: 'Ingen paus',
      end: 'Avsluta pausen nu',
      keep: (day) => `Pausen fortsätter till den ${day}`,
      until: (months, day) => `${MONTHS[months] ?? `${months} månader`}, till den ${day}`,
    },
    language: 'På vilket språk skriver vi till dig',
    save: 'Spara valen',
    stopHeading: 'Avsluta allt på en gång',
    numbers: {
      heading: 'Dina telefonnummer',
      lead: 'Du kan säga nej till säljsamtal till ett nummer i taget. I serviceärenden får vi ändå ringa dig.',
      calls: 'Säljsamtal',
      refuse: 'Säg nej till säljsamtal',
      open: 'Tillåt säljsamtal igen',
    },
  },
  saved: {
    title: 'Sparat',
    nothing: 'Dina val var redan så här. Ingenting ändrades.',
    notTaken:
      'De här svaren sparades inte, eftersom något ändrades efter att du öppnade sidan. Se läget nedan och spara på nytt.',
    left: 'All marknadsföring är avslutad',
    pauseEnded: 'Pausen upphörde',
    paused: (day) => `Paus till den ${day}`,
    language: 'Språk',
  },
  past: {
    heading: 'Vad du har sagt och vad vi har berättat',
    columns: ['Tid', 'Händelse', 'Hur'],
    nothing: 'Det finns inga anteckningar.',
    shown: 'Visa texten som du svarade på',
    kinds: {
      consent: (of) => `Du gav ditt samtycke: ${of}`,
      withdrawal: (of) => `Du återkallade ditt samtycke: ${of}`,
      not_revived: (of) => `Samtycket kom inte tillbaka när ditt nej upphörde: ${of}`,
      refusal: (of) => `Du sade nej: ${of}`,
      objection: (of) => `Du sade nej till användningen: ${of}`,
      objection_ended: (of) => `Ditt nej upphörde: ${of}`,
      objection_upheld: (of) => `Ditt nej godkändes: ${of}`,
      objection_refused: (of) => `Ditt nej avslogs: ${of}`,
      pause: (of) => `Paus till den ${of}`,
      pause_ended: () => 'Pausen upphörde',
      consent_ended: (of) => `Samtycket blev för gammalt: ${of}`,
      restriction: () => 'Behandlingen av dina uppgifter begränsades',
      restriction_told: () => 'Du fick veta att begränsningen upphör',
      restriction_ended: () => 'Begränsningen upphörde',
      suppression: () => 'Din adress var spärrad',
      number_refused: (of) => `Du sade nej till säljsamtal: ${of}`,
      number_opened: (of) => `Du tillät säljsamtal igen: ${of}`,
      noticed: (of) => `Du fick dataskyddsbeskrivningen${of && `, version ${of}`}`,
      noticed_change: (of) => `Vi berättade att dataskyddsbeskrivningen ändras${of && `, version ${of}`}`,
    },
    everything: 'all direktmarknadsföring',
    number: 'ett av dina nummer',
    measurement: 'Mätning av e-post',
    newsletter: 'nyhetsbrev',
    how: {
      here: 'av dig på den här sidan',
      mail: 'av dig med länken i ett meddelande',
      form: 'av dig på en blankett',
      oral: 'muntligen',
      phone: 'per telefon',
      letter: 'per brev',
      email: 'per e-post',
      meeting: 'vid ett möte',
      file: 'från ett annat system',
      time: 'tiden gick ut',
      us: 'antecknat av oss',
    },
  },
  mail: {
    subject: (company) => `Länk till dina val om marknadsföring: ${company}`,
    greeting: (name) => (name ? `Hej ${name}!` : 'Hej!'),
    lines: (company, link) => [
      'Du bad om en länk där du ser och kan ändra dina val om marknadsföring. Här är den:',
      link,
      'Länken fungerar i ett dygn. Den som har den kan se och ändra dina val, så skicka den inte vidare.',
      `Om du inte bad om länken behöver du inte göra något. ${company} har inte ändrat dina val.`,
    ],
  },
}
