import type { Language, Words } from '#kernel/vocabulary.ts'

const w = (fi: string, sv: string, en: string): Words => ({ fi, sv, en })

/** Codes that stand in columns of text, by the name of the column, in words; what is not listed there is plain text. */
export const CODES: Readonly<Record<string, Readonly<Record<string, Words>>>> = {
  channel: {
    email: w('sähköposti', 'e-post', 'e-mail'),
    mail: w('sähköposti', 'e-post', 'e-mail'),
    text: w('tekstiviesti', 'sms', 'text message'),
    phone: w('puhelu', 'telefon', 'phone'),
    post: w('kirje', 'brev', 'letter'),
    letter: w('kirje', 'brev', 'letter'),
    web: w('verkkosivu', 'webbsida', 'web page'),
    portal: w('oma sivu', 'egen sida', 'own page'),
    form: w('lomake', 'formulär', 'form'),
    link: w('linkki viestissä', 'länk i meddelandet', 'link in a message'),
    visit: w('käynti', 'besök', 'visit'),
    meeting: w('tapaaminen', 'möte', 'meeting'),
    contract: w('sopimus', 'avtal', 'contract'),
    import: w('tuotu tiedosto', 'importerad fil', 'imported file'),
    reply: w('vastausviesti', 'svarsmeddelande', 'reply'),
    none: w('ei kanavaa', 'ingen kanal', 'none'),
    other: w('muu tapa', 'annat sätt', 'another way'),
  },
  source: {
    intake: w('tallennettu henkilön mukana', 'sparad med personen', 'stored along with a person'),
    form: w('kirjattu käsin', 'inskrivet för hand', 'entered by hand'),
    import: w('tuotu tiedosto', 'importerad fil', 'imported file'),
    register: w('kaupparekisteri', 'handelsregistret', 'trade register'),
  },
  outcome: {
    created: w('otettu käyttöön', 'togs i bruk', 'taken in'),
    matched: w('tunnettiin ennestään', 'fanns redan', 'known before'),
    rejected: w('ei otettu käyttöön', 'togs inte i bruk', 'not taken in'),
    company: w('yritys', 'företag', 'company'),
    noted: w('merkitty', 'antecknad', 'noted'),
    added: w('lisätty', 'tillagd', 'added'),
    changed: w('muutettu', 'ändrad', 'changed'),
  },
  state: {
    draft: w('luonnos', 'utkast', 'draft'),
    running: w('kesken', 'pågår', 'under way'),
    stopped: w('keskeytetty', 'avbruten', 'stopped'),
    done: w('valmis', 'klar', 'done'),
    failed: w('epäonnistui', 'misslyckades', 'failed'),
    reverting: w('perutaan', 'återtas', 'being undone'),
    reverted: w('peruttu', 'återtagen', 'undone'),
  },
  purpose: {
    super: w('järjestelmän ylläpito', 'underhåll av systemet', 'upkeep of the system'),
  },
  slot: {
    consent: w('suostumus', 'samtycke', 'consent'),
    objection: w('vastustus', 'invändning', 'objection'),
    restriction: w('käsittelyn rajoitus', 'begränsning av behandling', 'restriction'),
    suppression: w('osoitteen esto', 'spärrad adress', 'suppressed address'),
    employment: w('yrityksen edustaminen', 'företrädande av företag', 'representing a company'),
    position: w('asema', 'ställning', 'position'),
    interest: w('asema', 'ställning', 'position'),
    contract: w('sopimus', 'avtal', 'contract'),
    sale: w('osoite saatu myynnissä', 'adress från köp', 'address from a sale'),
    hold: w('lakisääteinen säilytys', 'lagstadgad lagring', 'statutory hold'),
    informing: w('tietojen käytöstä kertominen', 'information om användningen', 'telling about the use'),
    pause: w('tauko', 'paus', 'pause'),
    removal: w('poisto', 'radering', 'erasure'),
    refusal: w('kielto aiheesta', 'nej till ämnet', 'topic refused'),
    topic: w('aihe', 'ämne', 'topic'),
    approver: w('hyväksyjä', 'godkännare', 'approver'),
  },
  ground: {
    consent: w('suostumus', 'samtycke', 'consent'),
    existing_customer: w('olemassa oleva asiakassuhde', 'befintligt kundförhållande', 'existing customer'),
    legitimate_interest: w('oikeutettu etu', 'berättigat intresse', 'legitimate interest'),
    legal_obligation: w('lakisääteinen velvollisuus', 'rättslig förpliktelse', 'legal obligation'),
    company_address: w('yrityksen yleinen osoite', 'företagets allmänna adress', 'address of the company'),
    work_duties: w('tarjous liittyy työtehtäviin', 'erbjudandet gäller arbetet', 'offer is about the work'),
    contract: w('sopimus', 'avtal', 'contract'),
    others_rights: w('toisten oikeudet', 'andras rättigheter', 'others’ rights'),
    secrecy: w('salassapito', 'sekretess', 'secrecy'),
    accurate: w('tieto on oikea', 'uppgiften stämmer', 'the data is accurate'),
    no_erasure_ground: w('poistolle ei ole perustetta', 'ingen grund för radering', 'no ground for erasure'),
    legal_duty: w('lakisääteinen velvollisuus', 'rättslig förpliktelse', 'legal duty'),
    legal_claims: w('oikeudelliset vaateet', 'rättsliga anspråk', 'legal claims'),
    claims: w('oikeudelliset vaateet', 'rättsliga anspråk', 'legal claims'),
    not_portable: w('ei siirrettävä tieto', 'inte en uppgift att flytta', 'not data to move'),
    no_restriction_ground: w(
      'rajoitukselle ei ole perustetta',
      'ingen grund för begränsning',
      'no ground for restriction',
    ),
    compelling: w('huomattavan tärkeä syy', 'tvingande skäl', 'compelling grounds'),
    compelling_grounds: w('huomattavan tärkeä syy', 'tvingande skäl', 'compelling grounds'),
    excessive: w('kohtuuton pyyntö', 'orimlig begäran', 'excessive request'),
    unfounded: w('ilmeisen perusteeton pyyntö', 'uppenbart ogrundad begäran', 'manifestly unfounded request'),
    accuracy_contested: w('paikkansapitävyys kiistetty', 'riktigheten bestrids', 'accuracy contested'),
    unlawful: w('lainvastainen käsittely', 'olaglig behandling', 'unlawful processing'),
    objection_pending: w('vastustus ratkaisematta', 'invändning under prövning', 'objection pending'),
  },
  identity_how: {
    own_link: w('omasta linkistä', 'genom egen länk', 'by their own link'),
    known_address: w('tunnetusta osoitteesta', 'från en känd adress', 'from a known address'),
  },
}

/** What stands for somebody in a column that names a user of ours. */
export const ACTORS: Readonly<Record<string, Words>> = {
  person: w('sinä itse', 'du själv', 'you yourself'),
  self: w('sinä itse', 'du själv', 'you yourself'),
  user: w('työntekijämme', 'vår anställda', 'one of our people'),
  system: w('järjestelmä', 'systemet', 'the system'),
  key: w('toinen järjestelmä omalla avaimellaan', 'ett annat system med egen nyckel', 'another system by its own key'),
}

/** Keys of structured values. What is not listed is shown as it is kept. */
export const KEYS: Readonly<Record<string, Words>> = {
  address: w('osoite', 'adress', 'address'),
  alone: w('miksi ilman toista hyväksyjää', 'varför utan andra godkännare', 'why without a second approver'),
  approved_by: w('hyväksyjä', 'godkänd av', 'approved by'),
  asked_at: w('kysytty', 'tillfrågad', 'asked'),
  asked_letter: w('kysyvän kirjeen tiiviste', 'hash av frågebrevet', 'hash of the letter that asked'),
  by: w('miten', 'genom', 'by'),
  calls: w('koskee myös puheluja', 'gäller även samtal', 'calls too'),
  channel: w('kanava', 'kanal', 'channel'),
  delivered: w('perillä', 'framme', 'delivered'),
  delivered_at: w('perillä', 'framme', 'delivered'),
  due: w('ratkaistava viimeistään', 'avgörs senast', 'to be decided by'),
  edition: w('selosteen versio', 'beskrivningens version', 'version of the notice'),
  evidence: w('mitä sanottiin', 'vad som sades', 'what was said'),
  exemption: w('poikkeus', 'undantag', 'exemption'),
  form: w('lomake', 'formulär', 'form'),
  ground: w('peruste', 'grund', 'ground'),
  heard_by: w('kuuli', 'hörd av', 'heard by'),
  how: w('tapa', 'sätt', 'how'),
  ip: w('verkko-osoite', 'nätadress', 'network address'),
  language: w('kieli', 'språk', 'language'),
  letter: w('kirjeen tiiviste', 'hash av brevet', 'hash of the letter'),
  link: w('linkki', 'länk', 'link'),
  message: w('viesti', 'meddelande', 'message'),
  notice: w('selosteen versio', 'beskrivningens version', 'version of the notice'),
  page: w('sivu', 'sida', 'page'),
  product_group: w('tuoteryhmä', 'produktgrupp', 'product group'),
  proposed_at: w('esitetty', 'föreslaget', 'proposed'),
  proposed_by: w('esittäjä', 'föreslaget av', 'proposed by'),
  purpose: w('käyttötarkoitus', 'ändamål', 'purpose'),
  refusal_offered: w('kieltomahdollisuus annettu', 'möjlighet att säga nej gavs', 'a way to refuse was given'),
  review_on: w('tarkistetaan', 'granskas', 'reviewed on'),
  said_at: w('sanottu', 'sagt', 'said'),
  sale: w('myynti', 'köp', 'sale'),
  script: w('kysytyt sanat', 'frågans ordalydelse', 'words that were asked'),
  sending: w('lähetys', 'utskick', 'sending'),
  since: w('alkaen', 'från', 'since'),
  topic: w('aihe', 'ämne', 'topic'),
  value: w('arvo', 'värde', 'value'),
  version: w('versio', 'version', 'version'),
  wording: w('sanamuoto', 'ordalydelse', 'wording'),
  wording_hash: w('sanamuodon tiiviste', 'hash av ordalydelsen', 'hash of the wording'),
}

type Said = {
  yes: string
  no: string
  /** Of a passage that is hidden. */
  hidden: string
  /** Of somebody else, whom we do not name. */
  other: string
  staff: string
  team: (team: string) => string
  /** A reference to what is no more, or to what is nobody's business here. */
  gone: string
  sources: Readonly<Record<'provided' | 'observed' | 'derived' | 'system', string>>
}

/** Short words of a report. */
export const said: Readonly<Record<Language, Said>> = {
  fi: {
    yes: 'kyllä',
    no: 'ei',
    hidden: 'peitetty',
    other: 'toinen henkilö',
    staff: 'työntekijämme',
    team: (team) => `tiimi ${team}`,
    gone: 'poistettu tietue',
    sources: {
      provided: 'annettu meille asioinnin yhteydessä',
      observed: 'syntynyt asioidessasi kanssamme',
      derived: 'muodostettu muista tiedoista',
      system: 'järjestelmämme kirjaama',
    },
  },
  sv: {
    yes: 'ja',
    no: 'nej',
    hidden: 'maskerat',
    other: 'en annan person',
    staff: 'vår anställda',
    team: (team) => `teamet ${team}`,
    gone: 'en borttagen post',
    sources: {
      provided: 'lämnats till oss i samband med ärenden',
      observed: 'uppstått när du har haft ärenden hos oss',
      derived: 'bildats av andra uppgifter',
      system: 'antecknats av vårt system',
    },
  },
  en: {
    yes: 'yes',
    no: 'no',
    hidden: 'hidden',
    other: 'another person',
    staff: 'one of our people',
    team: (team) => `team ${team}`,
    gone: 'a record that is gone',
    sources: {
      provided: 'given to us while matters were handled',
      observed: 'came about while you dealt with us',
      derived: 'formed from other data',
      system: 'recorded by our system',
    },
  },
}
