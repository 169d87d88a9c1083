import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkPassword, hashPassword, makePassword, passwordMatches } from './passwords.ts'

const sanna = ['Sanna Saari', 'sanna.saari@pohjolan.example', 'Pohjolan Huoltotarvike Oy']
const refused = (password: string, code: string) =>
  assert.throws(() => checkPassword(password, sanna), { code }, password)

test('a password below twelve characters is refused, counted as people count them', () => {
  refused('kx7mq9dhwep', 'PASSWORD_TOO_SHORT')
  refused('🐎🐎🐎🐎🐎🐎', 'PASSWORD_TOO_SHORT')
  refused('x'.repeat(201), 'PASSWORD_TOO_LONG')
})

test('what guessers try first is refused in three languages, disguised or padded', () => {
  for (const password of [
    'password1234',
    'Password123!',
    'P@ssw0rd2024!',
    'passwordpassword',
    'administrator',
    'letmein12345',
    'iloveyou1234',
    'qwertyuiop123',
    '1qaz2wsx3edc',
    'Qwerty!23456',
    'abcdefghijkl',
    '123456789012',
    '010180010180',
    'aaaaaaaaaaaa',
    '!@#$%^&*()_+',
    'Salasana2024!',
    'kesäkesäkesä',
    'Talvi2025talvi',
    'minä rakastan',
    'Kissakoira123',
    'Helsinki2024!',
    'lösenord1234',
    'losenord2026',
    'Sommar2024!!',
    'jagälskardig1',
    'correcthorsebatterystaple',
    'SannaSaari12',
    'Pohjolan2026!!',
    'huoltotarvike1',
    'sanna.saari@pohjolan',
  ]) {
    refused(password, 'PASSWORD_COMMON')
  }
})

test('sentences and chance are let through, without rules of composition', () => {
  for (const password of [
    'mustikka vene lentää tornissa',
    'purple-elephant-wibble',
    'ruskea saapas lensi ojaan',
    'gT7#kk2Lq9!z',
    makePassword(),
  ]) {
    assert.doesNotThrow(() => checkPassword(password, sanna), password)
  }
})

test('hashes are argon2id at the agreed cost, each with its own salt, and ä is ä on every keyboard', async () => {
  const hash = await hashPassword('sataa vettä kattoon')
  assert.match(hash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  assert.notEqual(hash, await hashPassword('sataa vettä kattoon'))
  assert.equal(await passwordMatches(hash, 'sataa vettä kattoon'.normalize('NFD')), true)
  assert.equal(await passwordMatches(hash, 'sataa vetta kattoon'), false)
  assert.equal(await passwordMatches('nonsense', 'sataa vettä kattoon'), false)
})
