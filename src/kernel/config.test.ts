import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { effective } from './additions.ts'
import { readConfig } from './config.ts'

const folder = mkdtempSync(join(tmpdir(), 'seloste-config-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const pem = (kind: 'rsa' | 'ed25519') => {
  const path = join(folder, kind)
  const { privateKey } =
    kind === 'rsa' ? generateKeyPairSync('rsa', { modulusLength: 2048 }) : generateKeyPairSync(kind)
  writeFileSync(path, privateKey.export({ type: 'pkcs8', format: 'pem' }))
  return path
}
const dkim = (SELOSTE_DKIM_KEY?: string) => ({
  SELOSTE_DKIM_DOMAIN: 'pohjolan.example',
  SELOSTE_DKIM_SELECTOR: 's1',
  ...(SELOSTE_DKIM_KEY && { SELOSTE_DKIM_KEY }),
})

test('a signature by halves, by no key and by a key of another kind stops the start, and names the setting', () => {
  assert.throws(() => readConfig(dkim()), /SELOSTE_DKIM_DOMAIN, SELOSTE_DKIM_SELECTOR and SELOSTE_DKIM_KEY/)
  assert.throws(() => readConfig(dkim(join(folder, 'nowhere'))), /SELOSTE_DKIM_KEY=.*nowhere/)
  assert.throws(() => readConfig(dkim(pem('ed25519'))), /RSA/)
})

test('whole, it is read; absent, mail goes unsigned', () => {
  assert.equal(readConfig(dkim(pem('rsa'))).dkim?.selector, 's1')
  assert.equal(readConfig({}).dkim, undefined)
})

test('a gateway for text messages by halves, outside the EU and the EEA, without TLS or from nobody stops the start; its token is told to nobody', () => {
  const whole = {
    SELOSTE_SMS_URL: 'https://viestit.example/rest/mtsms',
    SELOSTE_SMS_TOKEN: 'salainen-avain',
    SELOSTE_SMS_NAME: 'Viestitalo ApS',
    SELOSTE_SMS_COUNTRY: 'DK',
  }
  const { SELOSTE_SMS_COUNTRY: _, ...half } = whole
  const wrong: [NodeJS.ProcessEnv, RegExp][] = [
    [half, /SELOSTE_SMS_NAME and SELOSTE_SMS_COUNTRY/],
    [{ ...whole, SELOSTE_SMS_COUNTRY: 'US' }, /SELOSTE_SMS_COUNTRY=US/],
    [{ ...whole, SELOSTE_SMS_URL: 'http://viestit.example' }, /SELOSTE_SMS_URL is not an address/],
    [{ ...whole, SELOSTE_SMS_FROM: 'Pohjolan Kalusto Oy' }, /SELOSTE_SMS_FROM/],
  ]
  for (const [env, says] of wrong)
    assert.throws(
      () => readConfig(env),
      (error: Error) => says.test(error.message) && !error.message.includes('salainen-avain'),
    )
  assert.equal(readConfig(whole).texts?.sender, 'Seloste')
  assert.equal(readConfig({}).texts, undefined)
})

test('a bucket somewhere else needs the name and the country of who keeps it; one of our own network is nobody’s but ours', () => {
  for (const what of ['FILES', 'BACKUPS'] as const) {
    const bucket = (url: string, more: NodeJS.ProcessEnv = {}) => ({
      [`SELOSTE_${what}_S3_URL`]: url,
      [`SELOSTE_${what}_S3_BUCKET`]: 'kopiot',
      [`SELOSTE_${what}_S3_KEY`]: 'avain',
      [`SELOSTE_${what}_S3_SECRET`]: 'salainen',
      ...more,
    })
    const keeper = { [`SELOSTE_${what}_S3_NAME`]: 'Pilvi Oy', [`SELOSTE_${what}_S3_COUNTRY`]: 'FI' }
    const away = 'https://s3.pilvi.example'
    const wrong: [NodeJS.ProcessEnv, RegExp][] = [
      [bucket(away), /s3\.pilvi\.example is somebody else’s.*_NAME and .*_COUNTRY/],
      [bucket('http://127.0.0.1:9000', { [`SELOSTE_${what}_S3_NAME`]: 'Pilvi Oy' }), /_COUNTRY/],
      [bucket(away, { ...keeper, [`SELOSTE_${what}_S3_COUNTRY`]: 'US' }), /_COUNTRY=US/],
      [bucket('https://10.0.0.1.pilvi.example'), /somebody else’s/],
    ]
    for (const [env, says] of wrong)
      assert.throws(
        () => readConfig(env),
        (error: Error) => says.test(error.message) && !error.message.includes('salainen'),
      )
    const read = (env: NodeJS.ProcessEnv) => {
      const { files, backupBucket } = readConfig(env)
      return what === 'FILES' ? files.s3?.keeper : backupBucket?.keeper
    }
    assert.deepEqual(read(bucket(away, keeper)), { name: 'Pilvi Oy', country: 'FI' })
    for (const ours of [
      'http://127.0.0.1:9000',
      'http://minio:9000',
      'http://10.1.2.3',
      'http://kopiot.local',
      'http://[::1]:9000',
    ])
      assert.equal(read(bucket(ours)), undefined, ours)
  }
})

test('whoever the settings name is a recipient, by one way for all of them, and nobody else is', () => {
  const keeper = { name: 'Pilvi Oy', country: 'FI' }
  const store = { endpoint: 'https://s3.pilvi.example', bucket: 'b', region: 'r', key: 'k', secret: 's', prefix: '' }
  const none = readConfig({})
  assert.deepEqual(effective([], none).recipients, {})
  assert.deepEqual(effective([], { ...none, backupBucket: store }).recipients, {})
  const texts = { url: 'https://viestit.example', token: 't', name: 'Viestitalo ApS', country: 'DK', sender: 'S' }
  const { recipients } = effective([], {
    ...none,
    texts,
    backupBucket: { ...store, keeper },
    files: { most: 1, s3: { ...store, keeper } },
  })
  assert.deepEqual(Object.keys(recipients), ['text_gateway', 'backup_store', 'file_store'])
  assert.deepEqual(
    Object.values(recipients).map(({ name, country, enciphered }) => [name, country, enciphered ?? false]),
    [
      ['Viestitalo ApS', 'DK', false],
      ['Pilvi Oy', 'FI', true],
      ['Pilvi Oy', 'FI', true],
    ],
  )
})
