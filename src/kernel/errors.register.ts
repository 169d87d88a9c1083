import { e } from './errors.entry.ts'

/** Refusals about a company's own fields. */
export const registerErrors = {
  FIELD_SENSITIVE: e(
    422,
    [
      'Arkaluonteiselle tiedolle ei voi tehdä kenttää: asiakasrekisterin käsittelylle ei ole tietosuoja-asetuksen 9 artiklan perustetta.',
      'Kysy vain se, mitä asian hoitaminen vaatii, niin että vastaus ei kerro terveydestä, uskonnosta, ammattiliitosta tai muusta vastaavasta.',
    ],
    [
      'Ett fält för känsliga uppgifter kan inte göras: ingen grund i artikel 9 i dataskyddsförordningen passar ett kundregister.',
      'Fråga bara efter det som ärendet kräver, så att svaret inte berättar om hälsa, religion, fackförening eller liknande.',
    ],
    [
      'A field for sensitive data cannot be made: no ground of Article 9 GDPR fits a customer register.',
      'Ask only for what the matter needs, so that the answer tells nothing of health, religion, trade union or the like.',
    ],
  ),
  FIELD_EXISTS: e(
    409,
    [
      'Samanniminen kenttä on jo, ja se on toisenlainen.',
      'Anna uudelle kentälle toinen nimi tai palauta entinen sellaisena kuin se oli.',
    ],
    [
      'Det finns redan ett fält med det namnet, och det är av ett annat slag.',
      'Ge det nya fältet ett annat namn, eller ta tillbaka det gamla som det var.',
    ],
    [
      'There is a field of that name already, and it is of another kind.',
      'Give the new field another name, or bring the old one back as it was.',
    ],
  ),
  FIELD_IN_USE: e(
    409,
    ['Kenttä on käytössä.', 'Poista se ensin käytöstä; sen tiedot hävitetään kuukauden kuluttua.'],
    ['Fältet är i bruk.', 'Ta det först ur bruk; dess uppgifter förstörs efter en månad.'],
    ['The field is in use.', 'Take it out of use first; its values are erased a month later.'],
  ),
}
