import type { Wording } from './wording.ts'

export const wording: Wording = {
  notice: 'Dataskyddsbeskrivning',
  ask: {
    title: 'Besked om ändringar i beskrivningen',
    says: 'Skriv din e-postadress. Vi skickar en länk dit, och med den bekräftar du att du vill ha besked.',
  },
  invalid: 'Det här är ingen e-postadress. Kontrollera den och skicka på nytt.',
  sent: {
    title: 'Se din e-post',
    says: 'Vi skickade en länk till adressen. Ingenting annat skickas innan du har bekräftat med den.',
    seldom: 'Om meddelandet inte syns inom några minuter, titta i skräpposten och kontrollera att adressen var rätt.',
  },
  confirm: {
    title: 'Bekräfta',
    says: 'Du får besked när dataskyddsbeskrivningen ändras: vad som ändrades och från när. Annat skickar vi inte.',
    press: 'Ja, jag vill ha besked',
    not: 'Om du inte har bett om besked, stäng sidan. Det som inte bekräftas raderas inom en vecka.',
  },
  confirmed: {
    title: 'Du får besked om ändringar',
    says: 'Vi berättar om nästa ändring till den här adressen. Du kan avsluta med länken i varje meddelande.',
  },
  wrong: {
    title: 'Länken duger inte',
    says: 'Den är använd, för gammal eller ofullständig. Du kan be om en ny här.',
  },
  end: {
    title: 'Sluta få besked',
    says: 'Om ändringar i dataskyddsbeskrivningen berättas inte längre till den här adressen, och adressen raderas.',
    press: 'Sluta få besked',
  },
  ended: {
    title: 'Du får inte längre besked',
    says: 'Vi berättar inte längre om ändringar till den här adressen, och den är raderad.',
  },
  wait: 'Det har kommit många förfrågningar på kort tid. Försök igen om en stund.',
  noMail: 'Just nu kan du inte be om besked, eftersom e-posten inte är i bruk. Försök igen senare.',
  asking: {
    subject: () => 'Bekräfta att du vill ha besked om ändringar i beskrivningen',
    hello: 'Hej',
    lead: (company) =>
      `För den här adressen begärdes besked när dataskyddsbeskrivningen ändras. Personuppgiftsansvarig: ${company}. Bekräfta här:`,
    ways: (days) =>
      `Länken fungerar en gång och gäller i ${days} dagar. Om du inte bad om detta behöver du inte göra något: utan bekräftelse skickar vi inget mer, och adressen raderas.`,
  },
  telling: {
    subject: (company) => `Dataskyddsbeskrivningen ändrades: ${company}`,
    hello: 'Hej',
    since: (company, day) =>
      `Dataskyddsbeskrivningen har ändrats. Personuppgiftsansvarig: ${company}. Den nya versionen gäller från ${day}.`,
    from: (company, day) =>
      `Dataskyddsbeskrivningen ändras. Personuppgiftsansvarig: ${company}. Den nya versionen börjar gälla tidigast ${day}.`,
    gone: 'Borttaget',
    come: 'Nytt',
    heading: 'Rubriken är ny.',
    more: (parts) => `Dessutom ändrades ${parts === 1 ? 'en del' : `${parts} delar`}. Läs dem i beskrivningen.`,
    read: 'Hela beskrivningen',
    why: 'Du får det här eftersom du bad om besked om ändringar i beskrivningen.',
    leave: 'Sluta få besked',
  },
}
