import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
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
