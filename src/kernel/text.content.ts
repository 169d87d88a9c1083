/** What is read piece by piece: its bytes, and those from `from` to `to`, both included; what comes may not begin earlier. */
export type Content = { readonly bytes: number; read(from: number, to: number): AsyncIterable<Buffer> }
/** Takes words as they come. */
export type Say = (text: string) => void
/** Something inside something: a file in an archive, or one enclosed in a mail. Answers as readText does. */
export type Nested = (bytes: Buffer, type: string) => Promise<boolean>

/** Bytes at most of what can only be read as a whole. */
const HELD = 64 * 1024 ** 2

export const held = (bytes: Buffer): Content => ({
  bytes: bytes.length,
  async *read(from, to) {
    yield bytes.subarray(from, to + 1)
  },
})

export const all = ({ bytes, read }: Content): AsyncIterable<Buffer> => read(0, bytes - 1)

/** Null where it is more than is held. */
export async function wholeOf(source: AsyncIterable<Buffer>): Promise<Buffer | null> {
  const found: Buffer[] = []
  let size = 0
  for await (const piece of source) {
    size += piece.length
    if (size > HELD) return null
    found.push(piece)
  }
  return Buffer.concat(found)
}
