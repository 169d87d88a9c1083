import { stat } from 'node:fs/promises'
import type { Context } from '#kernel/action.ts'
import { refuse } from '#kernel/errors.ts'
import { keepFile } from '../files/keep.ts'
import { typeOf } from '../files/sniff.ts'
import { wholeFile } from '../files/whole.ts'

/** Bytes of all that one letter takes along: what most mail servers still let through once it is encoded. */
export const MOST = 10 * 1024 * 1024

/** What a computer could run, and what hides it: no relay takes them, and nobody should open them. By content, then by name. */
const REFUSED_TYPES =
  /^(text\/html|image\/svg\+xml|application\/(x-msdownload|x-elf|x-mach-binary|x-sh|x-msi|java-archive|vnd\.android\.package-archive|x-ms-shortcut|x-iso9660-image|x-apple-diskimage))$/
const REFUSED_NAMES =
  /\.(exe|com|scr|pif|bat|cmd|ps1|vbs|vbe|js|jse|mjs|wsf|wsh|hta|msi|msp|jar|apk|lnk|reg|iso|img|dmg|html?|svg|docm|xlsm|pptm)$/i

type Letter = { id: string; person_id: string }

/** Keeps a file with a letter that has not left. Refuses TOO_LARGE for all of them together, LETTER_FILE_REFUSED. */
export async function attach(ctx: Context, letter: Letter, { path, name }: { path: string; name: string }) {
  const type = await typeOf(path, name)
  if (REFUSED_TYPES.test(type) || REFUSED_NAMES.test(name)) refuse('LETTER_FILE_REFUSED', { field: 'file' })
  const others = await attachedTo(ctx, letter.id)
  const all = others.reduce((sum, one) => sum + one.bytes, 0) + (await stat(path)).size
  if (all > MOST) refuse('TOO_LARGE', { field: 'file' })
  return keepFile(ctx, { name, type, body: path, on: { letter_id: letter.id, person_id: letter.person_id } })
}

type Kept = { id: string; name: string; type: string; bytes: number }

export const attachedTo = (ctx: Context, letter: string): Promise<Kept[]> =>
  ctx.db
    .selectFrom('files')
    .select(['id', 'name', 'type', 'bytes'])
    .where('letter_id', '=', letter)
    .orderBy('created_at')
    .execute() as Promise<Kept[]>

/** As the message takes them along. */
export async function enclosed(ctx: Context, letter: string) {
  const files = await attachedTo(ctx, letter)
  return Promise.all(
    files.map(async ({ id, name, type }) => ({
      filename: name,
      contentType: type,
      content: await wholeFile(ctx.house, ctx.db, id),
    })),
  )
}
