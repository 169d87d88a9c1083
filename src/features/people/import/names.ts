/** Words that begin a family name and belong to it. */
const PARTICLES = new Set(
  'von,af,av,de,der,den,van,vom,zu,zum,zur,du,des,da,do,dos,das,di,della,del,la,le,ten,ter,el,al,bin,ibn,ben,mac,st'.split(
    ',',
  ),
)
const CIVILITY = /^(?:hra|rva|nti|herra|rouva|neiti|herr|hr|fru|fröken|frk|mr|mrs|ms|miss|dr|tri|prof)\.?$/i

export type Name = { given: string | null; family: string | null }

/** A whole name in its parts: "Matti Juhani Virtanen", "Carl af Ursin", "Virtanen, Matti". */
export function splitName(full: string, familyFirst = false): Name {
  const comma = full.indexOf(',')
  if (comma > 0) {
    const given = full.slice(comma + 1).trim()
    return { given: given || null, family: full.slice(0, comma).trim() }
  }
  const parts = full.split(' ').filter((part) => part !== '')
  while (parts.length > 1 && CIVILITY.test(parts[0]!)) parts.shift()
  if (parts.length === 0) return { given: null, family: null }
  if (parts.length === 1) return { given: parts[0]!, family: null }
  if (familyFirst) {
    let end = 1
    while (end < parts.length - 1 && PARTICLES.has(parts[end - 1]!.toLowerCase())) end++
    return { given: parts.slice(end).join(' '), family: parts.slice(0, end).join(' ') }
  }
  const particle = parts.findIndex((part, i) => i > 0 && i < parts.length - 1 && PARTICLES.has(part.toLowerCase()))
  const begins = particle === -1 ? parts.length - 1 : particle
  return { given: parts.slice(0, begins).join(' '), family: parts.slice(begins).join(' ') }
}
