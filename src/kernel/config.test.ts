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
