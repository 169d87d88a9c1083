import assert from 'node:assert/strict'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { MAX_FILE } from '#kernel/spool.ts'
import { openServed, type Served } from '../../../tests/served.ts'
import { xlsxFile } from './import/xlsxWriter.ts'
import { folder } from './people.import.runs.ts'

const BOUNDARY = '----what-follows-is-a-file'
const head = (name: string) =>
  `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: text/csv\r\n\r\n`
const TAIL = `\r\n--${BOUNDARY}--\r\n`

describe('files over HTTP that are not taken', () => {
  let served: Served
  let cookie: string

  before(async () => {
    served = await openServed()
    const { email, password } = served.server.signIns.find((card) => card.level === 'seller')!
    const { headers } = await served.stranger('POST', '/api/v1/session', { body: { email, password } })
    cookie = headers.getSetCookie()[0]!.split(';')[0]!
  })
  after(() => served?.close())

  /** What stands in the folder of files, in bytes. */
  const kept = (): number =>
    existsSync(folder()) ? readdirSync(folder()).reduce((sum, name) => sum + statSync(join(folder(), name)).size, 0) : 0

  /** Sends a body in its own time until it has ended or is answered; counts what went out and what lay on disk at most. */
  function send(body: Iterable<Buffer | string>, headers: Record<string, string | number> = {}) {
    return new Promise<{ status: number; json: any; sent: number; most: number }>((resolve, reject) => {
      let sent = 0
      let most = 0
      let answered = false
      const call = request(`${served.server.url}/api/v1/imports?purpose=relationship`, {
        method: 'POST',
        headers: { cookie, 'content-type': `multipart/form-data; boundary=${BOUNDARY}`, ...headers },
      })
      call.on('response', async (response) => {
        answered = true
        let text = ''
        for await (const chunk of response) text += chunk
        call.destroy()
        resolve({ status: response.statusCode!, json: JSON.parse(text), sent, most })
      })
      call.on('error', (error) => answered || reject(error))
      const pieces = body[Symbol.iterator]()
      const go = () => {
        while (!answered && !call.destroyed) {
          const { value, done } = pieces.next()
          if (done) return void call.end()
          sent += value.length
          most = Math.max(most, kept())
          if (!call.write(value)) return void call.once('drain', go)
        }
      }
      go()
    })
  }

  function* endless(bytes: number): Generator<Buffer | string> {
    yield head('contacts.csv')
    const piece = Buffer.alloc(4 * 1024 ** 2, 'Aino;Alku;aino@alku.example\n')
    for (let left = bytes; left > 0; left -= piece.length) yield piece
    yield TAIL
  }

  test('2 GB that say so are refused before they come', async () => {
    const bytes = 2 * 1024 ** 3
    const length = head('contacts.csv').length + bytes + TAIL.length
    const { status, json, sent } = await send(endless(bytes), { 'content-length': length })
    assert.equal(status, 413)
    assert.equal(json.code, 'TOO_LARGE')
    assert.ok(sent < 64 * 1024 ** 2, `${sent} bytes were taken`)
    assert.equal(kept(), 0)
  })

  test('2 GB that do not say how much they are end where the limit is, and nothing of them stays', async () => {
    const { status, json, sent, most } = await send(endless(2 * 1024 ** 3), { 'transfer-encoding': 'chunked' })
    assert.equal(status, 413)
    assert.equal(json.code, 'TOO_LARGE')
    assert.ok(sent > MAX_FILE && sent < 1.5 * MAX_FILE, `${sent} bytes were taken`)
    assert.ok(most <= MAX_FILE, `${most} bytes lay on disk`)
    assert.equal(kept(), 0)
  })

  test('a workbook that inflates a thousandfold is refused by its code, and nothing of it stays', async () => {
    const rows = Array.from({ length: 1000 }, () => [' '.repeat(30_000)])
    const pieces: Buffer[] = []
    for await (const piece of xlsxFile(rows)) pieces.push(piece)
    const bomb = Buffer.concat(pieces)
    assert.ok(bomb.length < 200_000)
    const { status, json } = await send([head('contacts.xlsx'), bomb, TAIL])
    assert.equal(status, 422)
    assert.equal(json.code, 'FILE_IS_BOMB')
    assert.equal(kept(), 0)
  })

  test('a file as it should be is taken the same way', async () => {
    const { status, json } = await send([head('contacts.csv'), 'Etunimi;Sähköposti\nAino;aino@alku.example\n', TAIL])
    assert.equal(status, 201)
    assert.equal(json.state, 'draft')
    assert.ok(kept() > 0)
  })
})
