import type { Language } from '#kernel/vocabulary.ts'
import type { Part } from '../balancing/proposals.ts'
import type { Approval } from './asked.ts'

/** What an outside approver reads: the page and the message that brings its address. */
export type Words = {
  language: string
  skip: string
  languages: string
  title: Readonly<Record<Approval['kind'], string>>
  /** Why this page was sent, and to whom. */
  lead: (name: string, asker: string, company: string) => string
  asks: {
    objection: (purpose: string) => string
    balancing: (purpose: string) => string
    exemption: (people: number) => string
    /** What was asked, as the register says it: all of it, or a part. */
    request: (kinds: string) => string
    partly: (kinds: string) => string
  }
  facts: Readonly<
    Record<
      | 'ground'
      | 'objected'
      | 'received'
      | 'due'
      | 'answer'
      | 'proposed'
      | 'outcome'
      | 'review'
      | 'people'
      | 'asked'
      | 'until'
      | 'link',
      string
    >
  >
  by: (name: string, date: string) => string
  reasons: string
  safeguards: string
  grounds: Readonly<Record<string, string>>
  outcomes: Readonly<Record<'positive' | 'negative', string>>
  parts: Readonly<Record<Part, string>>
  hidden: string
  approves: Readonly<Record<Approval['kind'], string>>
  rejects: Readonly<Record<Approval['kind'], string>>
  answer: string
  independence: string
  name: string
  nameHint: (name: string) => string
  reason: string
  reasonHint: string
  approve: string
  reject: string
  choose: string
  kept: string
  wrong: { name: string; reason: string; choose: string }
  done: Readonly<Record<'approved' | 'rejected', string>>
  receipt: string
  decided: string
  mail: {
    subject: (company: string) => string
    lines: (asker: string, company: string) => string[]
    until: (date: string) => string
  }
}

const fi: Words = {
  language: 'Suomi',
  skip: 'Siirry sisältöön',
  languages: 'Kieli',
  title: {
    objection: 'Hyväksytkö vastustuksen hylkäämisen?',
    balancing: 'Hyväksytkö tasapainotestin?',
    exemption: 'Hyväksytkö poikkeuksen informoinnista?',
    request: 'Hyväksytkö tietosuojapyynnön hylkäämisen?',
  },
  lead: (name, asker, company) =>
    `Hei ${name}. ${asker} (${company}) pyytää sinulta toista hyväksyntää, koska yrityksessä ei ole toista, joka voisi antaa sen. Sinulla ei ole velvollisuutta hyväksyä.`,
  asks: {
    objection: (purpose) =>
      `Henkilö on vastustanut tietojensa käyttöä tarkoitukseen ”${purpose}”. Vastustus ehdotetaan hylättäväksi.`,
    balancing: (purpose) =>
      `Käyttötarkoitus ”${purpose}” perustuu oikeutettuun etuun. Alla on punninta, joka allekirjoitetaan hyväksynnälläsi.`,
    exemption: (people) =>
      `Ehdotetaan, että ${people} henkilöä jätetään informoimatta tietosuoja-asetuksen 14 artiklan 5 kohdan nojalla.`,
    request: (kinds) => `Henkilö on tehnyt tietosuojapyynnön: ${kinds}. Pyyntö ehdotetaan hylättäväksi.`,
    partly: (kinds) => `Henkilö on tehnyt tietosuojapyynnön: ${kinds}. Osa pyynnöstä ehdotetaan hylättäväksi.`,
  },
  facts: {
    ground: 'Peruste laissa',
    objected: 'Vastustettu',
    received: 'Pyyntö saapunut',
    due: 'Ratkaistava viimeistään',
    answer: 'Vastattava viimeistään',
    proposed: 'Esittänyt',
    outcome: 'Punninnan tulos',
    review: 'Tarkistetaan viimeistään',
    people: 'Henkilöitä',
    asked: 'Hyväksyntää pyytänyt',
    until: 'Linkki vanhenee',
    link: 'Pyynnön tunnus',
  },
  by: (name, date) => `${name} ${date}`,
  reasons: 'Perustelut',
  safeguards: 'Suojatoimet',
  grounds: {
    compelling_grounds:
      'Huomattavan tärkeä ja perusteltu syy, joka syrjäyttää henkilön edut, oikeudet ja vapaudet (21 artiklan 1 kohta)',
    legal_claims: 'Oikeudellisen vaateen laatiminen, esittäminen tai puolustaminen (21 artiklan 1 kohta)',
    has_it: 'Henkilö on jo saanut tiedot (14 artiklan 5 kohdan a alakohta)',
    disproportionate: 'Informointi on mahdotonta tai vaatisi kohtuuttoman vaivan (14 artiklan 5 kohdan b alakohta)',
    by_law: 'Tietojen hankinnasta säädetään laissa (14 artiklan 5 kohdan c alakohta)',
    secrecy: 'Tiedot on pidettävä salassa lain mukaan (14 artiklan 5 kohdan d alakohta)',
    excessive: 'Pyyntö on kohtuuton, erityisesti toistuva (12 artiklan 5 kohta)',
    unfounded: 'Pyyntö on ilmeisen perusteeton (12 artiklan 5 kohta)',
  },
  outcomes: {
    positive: 'Myönteinen: käyttötarkoitus otetaan käyttöön',
    negative: 'Kielteinen: käyttötarkoitusta ei käytetä',
  },
  parts: {
    interest: 'Etu',
    necessity: 'Tarpeellisuus',
    impact: 'Vaikutus henkilöön',
    expectations: 'Mitä henkilö voi odottaa',
    safeguards: 'Suojatoimet',
    conclusion: 'Johtopäätös',
  },
  hidden: 'Henkilön nimeä ja muita tietoja ei näytetä: päätös tehdään perusteen ja perustelujen nojalla.',
  approves: {
    objection:
      'Jos hyväksyt, henkilölle lähtee kirje, jossa ovat peruste, perustelut ja valitusohje, ja hänen tietojaan voidaan taas käyttää tähän tarkoitukseen.',
    balancing: 'Jos hyväksyt, testi tulee voimaan ja nimesi jää siihen toisena hyväksyjänä.',
    exemption: 'Jos hyväksyt, näille henkilöille ei lähetetä tietosuojailmoitusta.',
    request: 'Jos hyväksyt, henkilölle vastataan kirjeellä, jossa ovat peruste, perustelut ja valitusohje.',
  },
  rejects: {
    objection: 'Jos hylkäät, henkilön vastustus pysyy voimassa.',
    balancing: 'Jos hylkäät, testi jää luonnokseksi.',
    exemption: 'Jos hylkäät, henkilöt informoidaan.',
    request: 'Jos hylkäät, pyyntöä ei voi hylätä tällä esityksellä: se toteutetaan tai hylkäystä esitetään uudelleen.',
  },
  answer: 'Vastauksesi',
  independence: 'Ratkaise oman harkintasi mukaan. Vastaus annetaan kerran.',
  name: 'Nimesi',
  nameHint: (name) => `Kirjoita nimi kuten pyynnössä: ${name}`,
  reason: 'Syy',
  reasonHint: 'Miksi hyväksyt tai hylkäät, vähintään 10 merkkiä. Älä kirjoita muiden henkilötietoja.',
  approve: 'Hyväksyn',
  reject: 'En hyväksy',
  choose: 'Päätös',
  kept: 'Nimesi, roolisi, vastauksesi, syy ja ajankohta jäävät näytöksi päätöksestä. Sähköpostiosoitteestasi jää vain verkkotunnus.',
  wrong: {
    name: 'Nimi ei vastaa pyyntöä.',
    reason: 'Kirjoita syy, vähintään 10 merkkiä.',
    choose: 'Valitse, hyväksytkö vai et.',
  },
  done: { approved: 'Kiitos, hyväksyntäsi on kirjattu', rejected: 'Kiitos, hylkäyksesi on kirjattu' },
  receipt: 'Tämä on kuittisi. Linkki ei toimi enää.',
  decided: 'Vastaus annettu',
  mail: {
    subject: (company) => `${company} pyytää hyväksyntääsi`,
    lines: (asker, company) => [
      `${asker} (${company}) on nimennyt sinut toiseksi hyväksyjäksi. Asia ja perustelut ovat tällä sivulla:`,
    ],
    until: (date) =>
      `Linkki toimii kerran ja on voimassa ${date} asti. Älä lähetä sitä eteenpäin. Jos et tunne asiaa, sinun ei tarvitse tehdä mitään.`,
  },
}

const sv: Words = {
  language: 'Svenska',
  skip: 'Till innehållet',
  languages: 'Språk',
  title: {
    objection: 'Godkänner du att en invändning avslås?',
    balancing: 'Godkänner du intresseavvägningen?',
    exemption: 'Godkänner du ett undantag från informationen?',
    request: 'Godkänner du att en dataskyddsbegäran avslås?',
  },
  lead: (name, asker, company) =>
    `Hej ${name}. ${asker} (${company}) ber dig om ett andra godkännande, eftersom ingen annan i företaget kan ge det. Du är inte skyldig att godkänna.`,
  asks: {
    objection: (purpose) =>
      `En person har invänt mot att uppgifterna används för ändamålet ”${purpose}”. Det föreslås att invändningen avslås.`,
    balancing: (purpose) =>
      `Ändamålet ”${purpose}” vilar på berättigat intresse. Nedan står avvägningen, som undertecknas med ditt godkännande.`,
    exemption: (people) =>
      `Det föreslås att ${people} personer inte informeras, med stöd av artikel 14.5 i dataskyddsförordningen.`,
    request: (kinds) => `En person har gjort en dataskyddsbegäran: ${kinds}. Det föreslås att begäran avslås.`,
    partly: (kinds) => `En person har gjort en dataskyddsbegäran: ${kinds}. Det föreslås att en del av begäran avslås.`,
  },
  facts: {
    ground: 'Laglig grund',
    objected: 'Invändningen gjord',
    received: 'Begäran inkom',
    due: 'Ska avgöras senast',
    answer: 'Ska besvaras senast',
    proposed: 'Föreslaget av',
    outcome: 'Avvägningens resultat',
    review: 'Ses över senast',
    people: 'Personer',
    asked: 'Godkännandet begärt av',
    until: 'Länken går ut',
    link: 'Begärans id',
  },
  by: (name, date) => `${name} ${date}`,
  reasons: 'Skäl',
  safeguards: 'Skyddsåtgärder',
  grounds: {
    compelling_grounds:
      'Tvingande berättigade skäl som väger tyngre än personens intressen, rättigheter och friheter (artikel 21.1)',
    legal_claims: 'Fastställande, utövande eller försvar av rättsliga anspråk (artikel 21.1)',
    has_it: 'Personen har redan informationen (artikel 14.5 a)',
    disproportionate: 'Att informera är omöjligt eller skulle kräva en oproportionell ansträngning (artikel 14.5 b)',
    by_law: 'Insamlingen föreskrivs i lag (artikel 14.5 c)',
    secrecy: 'Uppgifterna måste hållas hemliga enligt lag (artikel 14.5 d)',
    excessive: 'Begäran är orimlig, särskilt för att den upprepas (artikel 12.5)',
    unfounded: 'Begäran är uppenbart ogrundad (artikel 12.5)',
  },
  outcomes: { positive: 'Positivt: ändamålet tas i bruk', negative: 'Negativt: ändamålet används inte' },
  parts: {
    interest: 'Intresset',
    necessity: 'Nödvändighet',
    impact: 'Inverkan på personen',
    expectations: 'Vad personen kan vänta sig',
    safeguards: 'Skyddsåtgärder',
    conclusion: 'Slutsats',
  },
  hidden: 'Personens namn och övriga uppgifter visas inte: beslutet fattas utifrån grunden och skälen.',
  approves: {
    objection:
      'Om du godkänner får personen ett brev med grunden, skälen och anvisning om klagomål, och uppgifterna kan åter användas för ändamålet.',
    balancing: 'Om du godkänner träder avvägningen i kraft och ditt namn står i den som andra godkännare.',
    exemption: 'Om du godkänner skickas inget dataskyddsmeddelande till dessa personer.',
    request: 'Om du godkänner får personen ett brev med grunden, skälen och anvisning om klagomål.',
  },
  rejects: {
    objection: 'Om du inte godkänner förblir personens invändning i kraft.',
    balancing: 'Om du inte godkänner förblir avvägningen ett utkast.',
    exemption: 'Om du inte godkänner informeras personerna.',
    request:
      'Om du inte godkänner kan begäran inte avslås på det här förslaget: den uppfylls, eller så föreslås avslag på nytt.',
  },
  answer: 'Ditt svar',
  independence: 'Avgör enligt din egen bedömning. Svaret ges en gång.',
  name: 'Ditt namn',
  nameHint: (name) => `Skriv namnet som i begäran: ${name}`,
  reason: 'Skäl till svaret',
  reasonHint: 'Varför du godkänner eller inte, minst 10 tecken. Skriv inga uppgifter om andra personer.',
  approve: 'Jag godkänner',
  reject: 'Jag godkänner inte',
  choose: 'Beslut',
  kept: 'Ditt namn, din roll, ditt svar, skälet och tidpunkten bevaras som bevis på beslutet. Av din e-postadress bevaras bara domänen.',
  wrong: {
    name: 'Namnet motsvarar inte begäran.',
    reason: 'Skriv skälet, minst 10 tecken.',
    choose: 'Välj om du godkänner eller inte.',
  },
  done: { approved: 'Tack, ditt godkännande är antecknat', rejected: 'Tack, ditt nej är antecknat' },
  receipt: 'Detta är ditt kvitto. Länken fungerar inte längre.',
  decided: 'Svaret gavs',
  mail: {
    subject: (company) => `${company} ber om ditt godkännande`,
    lines: (asker, company) => [
      `${asker} (${company}) har utsett dig till andra godkännare. Ärendet och skälen finns på denna sida:`,
    ],
    until: (date) =>
      `Länken fungerar en gång och gäller till ${date}. Skicka den inte vidare. Om du inte känner till saken behöver du inte göra något.`,
  },
}

const en: Words = {
  language: 'English',
  skip: 'Skip to content',
  languages: 'Language',
  title: {
    objection: 'Do you approve refusing an objection?',
    balancing: 'Do you approve the balancing test?',
    exemption: 'Do you approve an exemption from informing?',
    request: 'Do you approve refusing a rights request?',
  },
  lead: (name, asker, company) =>
    `Hello ${name}. ${asker} (${company}) asks you for the second approval, because nobody else in the company can give it. You are under no duty to approve.`,
  asks: {
    objection: (purpose) =>
      `A person has objected to their data being used for “${purpose}”. It is proposed to refuse the objection.`,
    balancing: (purpose) =>
      `The purpose “${purpose}” rests on legitimate interest. Below is the balancing test that is signed with your approval.`,
    exemption: (people) => `It is proposed not to inform ${people} people, under Article 14(5) GDPR.`,
    request: (kinds) => `A person has made a request about their data: ${kinds}. It is proposed to refuse the request.`,
    partly: (kinds) =>
      `A person has made a request about their data: ${kinds}. It is proposed to refuse a part of the request.`,
  },
  facts: {
    ground: 'Ground in law',
    objected: 'Objected',
    received: 'Request received',
    due: 'To be decided by',
    answer: 'To be answered by',
    proposed: 'Proposed by',
    outcome: 'Outcome',
    review: 'Review at the latest',
    people: 'People',
    asked: 'Approval asked by',
    until: 'The link expires',
    link: 'Id of the request',
  },
  by: (name, date) => `${name}, ${date}`,
  reasons: 'Reasons',
  safeguards: 'Safeguards',
  grounds: {
    compelling_grounds:
      'Compelling legitimate grounds that override the person’s interests, rights and freedoms (Article 21(1))',
    legal_claims: 'Establishment, exercise or defence of legal claims (Article 21(1))',
    has_it: 'The person already has the information (Article 14(5)(a))',
    disproportionate: 'Informing is impossible or would take a disproportionate effort (Article 14(5)(b))',
    by_law: 'Obtaining the data is laid down by law (Article 14(5)(c))',
    secrecy: 'The data must stay confidential by law (Article 14(5)(d))',
    excessive: 'The request is excessive, in particular because it is repeated (Article 12(5))',
    unfounded: 'The request is manifestly unfounded (Article 12(5))',
  },
  outcomes: { positive: 'Positive: the purpose comes into use', negative: 'Negative: the purpose is not used' },
  parts: {
    interest: 'The interest',
    necessity: 'Necessity',
    impact: 'Impact on the person',
    expectations: 'Reasonable expectations',
    safeguards: 'Safeguards',
    conclusion: 'Conclusion',
  },
  hidden: 'The person’s name and other data are not shown: it is decided on the ground and the reasons.',
  approves: {
    objection:
      'If you approve, the person gets a letter with the ground, the reasons and how to complain, and their data may again be used for this purpose.',
    balancing: 'If you approve, the test comes into force and bears your name as the second approver.',
    exemption: 'If you approve, these people are not sent the privacy notice.',
    request: 'If you approve, the person gets a letter with the ground, the reasons and how to complain.',
  },
  rejects: {
    objection: 'If you reject, the person’s objection stands.',
    balancing: 'If you reject, the test stays a draft.',
    exemption: 'If you reject, the people are informed.',
    request:
      'If you reject, the request cannot be refused on this proposal: it is carried out, or a refusal is proposed anew.',
  },
  answer: 'Your answer',
  independence: 'Decide by your own judgement. The answer is given once.',
  name: 'Your name',
  nameHint: (name) => `Write the name as in the request: ${name}`,
  reason: 'Reason',
  reasonHint: 'Why you approve or reject, at least 10 characters. Write no data about other people.',
  approve: 'I approve',
  reject: 'I do not approve',
  choose: 'Decision',
  kept: 'Your name, role, answer, reason and its time are kept as proof of the decision. Of your e-mail address only the domain is kept.',
  wrong: {
    name: 'The name is not the one in the request.',
    reason: 'Write the reason, at least 10 characters.',
    choose: 'Choose whether you approve or not.',
  },
  done: { approved: 'Thank you, your approval is recorded', rejected: 'Thank you, your rejection is recorded' },
  receipt: 'This is your receipt. The link no longer works.',
  decided: 'Answered',
  mail: {
    subject: (company) => `${company} asks for your approval`,
    lines: (asker, company) => [
      `${asker} (${company}) has named you as the second approver. The matter and the reasons are on this page:`,
    ],
    until: (date) =>
      `The link works once and is valid until ${date}. Do not pass it on. If you do not know the matter, you need do nothing.`,
  },
}

export const words: Readonly<Record<Language, Words>> = { fi, sv, en }
