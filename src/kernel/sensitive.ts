/**
 * Words that speak of what Art. 9 and 10 of the GDPR protect, in Finnish, Swedish and English. Plain data and one
 * function, safe to load in a browser: the writer is warned while writing, and may save all the same.
 */

export type SensitiveKind = 'health' | 'union' | 'religion' | 'politics' | 'origin' | 'sex' | 'crime'
export type Sensitive = { kind: SensitiveKind; word: string; from: number; to: number }

// Beginnings of words, so that Finnish endings follow. `=` is a whole word; `~` also inside a compound. What business
// speaks of every day (terveyskeskus as a customer, ammattilainen, uskoa) is left out: who is warned of nothing stops reading.
const WORDS: Readonly<Record<SensitiveKind, string>> = {
  health:
    '=sairas =sairaana =sairaan ~sairasl ~saikulla ~saikku sairaut sairaus sairaud sairastu sairastaa sairastel ~syöpä ~syövä ~kasvain diabete masennu masentu burnout uupumu diagnoosi lääkity lääkkeitä mielenterveys raskaana raskaus raskaud keskenmen leikkaukseen leikkauksesta polvileikk selkäleikk sydänleikk vammau invalidi kuntoutuk työkyvyt työkyvyttöm päihde päihte alkoholis alkoholiong migreeni epilepsi adhd astma sydänkoht sydäninfark aivohalvau dementi muistisairau hiv-posit terapiassa psykiatr ' +
    '=sjuk sjukskriv sjukdom sjukledig sjukpension kronisk-sj sjukled ~cancer =depression utbränd utmattning gravid missfall =diagnos =diagnosen medicinering =opererad funktionsneds arbetsoförm missbruk alkoholist migrän epileps hjärtinfark stroke demens psykisk ' +
    'illness disease diabet depress pregnan miscarr medication surgery disabilit disabled alcoholic addict migraine epilep =ill sick =stroke dementia psychiatr mental-health sick-leave sick-note chronic-ill',
  union:
    'ammattiliit ammattiliito ammattiyhdisty luottamusmie luottamushenkilö lakkoil ay-akti liiton-jäsen fackförbund fackföreni fackligt fackmedlem facklig fackanslut förtroendeman strejka trade-union union-member union-rep shop-steward',
  religion:
    'uskonno uskonto uskovai helluntai lestadiolai jehovan muslimi juutalai ateisti ortodoks katolilai seurakunta seurakunna ramadan paastoaa religio troende pingstvän jehovas =muslim muslimer judisk =jude ateist ortodox katolik frikyrk moslem jewish atheist catholic pentecostal evangelical churchgo',
  politics:
    'puoluekanta puolueen puolueess kokoomuslai demari =sdp perussuomalai vasemmistolai kepulai kristillisdemokraat partimedlem partitillhör sossar sverigedemokrat party-member left-wing right-wing political-view',
  origin:
    '=romani =romanit =romaneja =romanien mustalai saamelai etninen etnisyy ihonvär rodullist syntyperält pakolais turvapaikanhak =romer =romerna zigenar samisk etnisk hudfärg flykting asylsök ethnic skin-colour skin-color refugee asylum gypsy',
  sex: 'homoseksu =homo =lesbo biseksu transsukupuol transnai transmie sukupuolenkorjau seksuaali sateenkaariper homosexu =bög =lesbisk bisexu transperson transköns könskorri sexuell =gay =lesbian transgender sexual-orient',
  crime:
    'rikosrekist rikostuomi rikoksest vankil ehdollista-vank tuomittiin tuomittu pidätettiin rattijuopp pahoinpit kavalsi kavallu kavaltan petoksesta petokseen =huijari syytetään syytteess brottsregister =dömd dömdes fängelse rattfyll misshandl förskingr =åtalad =åtalas brottsmisst =bedragare criminal-record convicted =prison drunk-driv embezzl assault fraudster charged-with arrested',
}

/** The same as the register of findings names it: what a place is called where a human looks at it. */
export const MATTERS = {
  health: 'health',
  union: 'union',
  religion: 'belief',
  politics: 'belief',
  origin: 'origin',
  sex: 'sexuality',
  crime: 'offence',
} as const satisfies Record<SensitiveKind, string>
export type Matter = (typeof MATTERS)[SensitiveKind]

let pattern: RegExp | undefined
/**
 * Made when a text is first looked at, in some milliseconds: what stands around every word is written once, not by
 * every word of some five hundred.
 */
function patternOf(): RegExp {
  const begins = groupsOf((mark) => mark === '', 1)
  const inside = groupsOf((mark) => mark === '~', 2)
  const whole = groupsOf((mark) => mark === '=', 3)
  pattern ??= new RegExp(
    `(?<![\\p{L}\\p{N}])(?:(?:${begins}|\\p{L}*?(?:${inside}))\\p{L}*|(?:${whole})(?![\\p{L}\\p{N}]))`,
    'giu',
  )
  return pattern
}

/** The words of one mark, a group for each kind: a name stands once in a pattern, so it is numbered by its mark. */
function groupsOf(isAsked: (mark: string) => boolean, number: number): string {
  return Object.entries(WORDS)
    .map(([kind, words]) => {
      const asked = words.split(/\s+/).filter((word) => isAsked(/^[=~]?/.exec(word)![0]))
      return { kind, words: asked.map((word) => word.replace(/^[=~]/, '').replaceAll('-', '[-\\s]?')) }
    })
    .filter(({ words }) => words.length > 0)
    .map(({ kind, words }) => `(?<${kind}${number}>${words.join('|')})`)
    .join('|')
}

/** Every such word of a text, in order, each with its kind and its place (characters from the beginning). */
export function sensitiveIn(text: string): Sensitive[] {
  return [...text.matchAll(patternOf())].map(({ 0: word, index, groups }) => ({
    kind: Object.keys(groups!)
      .find((name) => groups![name] !== undefined)!
      .slice(0, -1) as SensitiveKind,
    word,
    from: index,
    to: index + word.length,
  }))
}

/** What a text is about, each matter once. */
export const mattersIn = (text: string): Matter[] => [...new Set(sensitiveIn(text).map(({ kind }) => MATTERS[kind]))]
