import { createPrivateKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { endWith, halt } from './halt.ts'
import { EEA } from './vocabulary.ts'

export type Config = {
  port: number
  host: string
  databaseUrl?: string
  dataFolder: string
  demo: boolean
  baseUrl?: string
  mailUrl?: string
  mailFrom?: string
  /** Signs what is sent (RFC 6376); key: PEM. */
  dkim?: { domain: string; selector: string; key: string }
  production: boolean
  /** Where files are kept, outside the database, and how many bytes one may have. */
  files: { most: number; s3?: ObjectStore }
  /** Where backups are kept: better on another disk than the data. */
  backups: string
  /** Or in a bucket of their own; the folder then holds only what has not been sent yet. */
  backupBucket?: ObjectStore
  /** Where the trade register is asked; without a slash at its end. */
  tradeUrl: string
  /** Who sends our text messages, and as whom. */
  texts?: TextGateway
}

/** A provider in the EU or the EEA, by the name and the country (ISO 3166-1) that the notice prints; `sender`: as telephones show it. */
export type TextGateway = { url: string; token: string; name: string; country: string; sender: string }

const TRADE_REGISTER = 'https://avoindata.prh.fi/opendata-ytj-api/v3'

/** An S3-compatible store; `endpoint` without bucket, `prefix` empty or ending in a slash. */
export type ObjectStore = {
  endpoint: string
  bucket: string
  region: string
  key: string
  secret: string
  prefix: string
  /** Whose it is, as the notice prints it; of our own network nobody’s but ours. */
  keeper?: Keeper
}

/** By name and country (ISO 3166-1). */
export type Keeper = { name: string; country: string }

/** The settings as the environment gives them; a wrong one is a halt that names it. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  return {
    port: portOf(env.PORT),
    host: env.HOST || '127.0.0.1',
    databaseUrl: urlOf('DATABASE_URL', env.DATABASE_URL, ['postgres:', 'postgresql:']),
    dataFolder: resolve(env.SELOSTE_DATA || 'data'),
    demo: switchOf('SELOSTE_DEMO', env.SELOSTE_DEMO, true),
    baseUrl: urlOf('SELOSTE_URL', env.SELOSTE_URL, ['http:', 'https:'])?.replace(/\/+$/, ''),
    mailUrl: urlOf('SELOSTE_SMTP', env.SELOSTE_SMTP, ['smtp:', 'smtps:']),
    mailFrom: env.SELOSTE_MAIL_FROM || undefined,
    dkim: dkimOf(env),
    production: env.NODE_ENV === 'production',
    backups: resolve(env.SELOSTE_BACKUPS || join(env.SELOSTE_DATA || 'data', 'backups')),
    backupBucket: bucketOf(env, 'BACKUPS'),
    files: { most: megabytesOf(env.SELOSTE_FILES_MAX), s3: bucketOf(env, 'FILES') },
    tradeUrl:
      urlOf('SELOSTE_TRADE_URL', env.SELOSTE_TRADE_URL, ['http:', 'https:'])?.replace(/\/+$/, '') ?? TRADE_REGISTER,
    texts: textsOf(env),
  }
}

export const config: Config = readOrEnd()

// The one place where a module ends the process: nothing has been started yet, and every entry point reads this first.
function readOrEnd(): Config {
  try {
    return readConfig(process.env)
  } catch (error) {
    endWith(error)
  }
}

function portOf(text: string | undefined): number {
  if (!text) return 4700
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65535)
    halt(`PORT=${text} is not a port. Give a number from 1 to 65535.`)
  return Number(text)
}

// The value is not repeated: such an address often carries a password.
function urlOf(name: string, text: string | undefined, protocols: string[]): string | undefined {
  if (!text) return undefined
  if (!URL.canParse(text) || !protocols.includes(new URL(text).protocol)) {
    halt(`${name} is not an address. It begins with ${protocols.map((each) => `${each}//`).join(' or ')}.`)
  }
  return text
}

function switchOf(name: string, text: string | undefined, otherwise: boolean): boolean {
  if (!text) return otherwise
  if (['1', 'true', 'yes'].includes(text)) return true
  if (['0', 'false', 'no'].includes(text)) return false
  return halt(`${name}=${text} is neither on nor off. Give 1 or 0.`)
}

function megabytesOf(text: string | undefined): number {
  if (!text) return 50 * 1024 ** 2
  if (!/^\d{1,4}$/.test(text) || Number(text) < 1 || Number(text) > 1024)
    halt(`SELOSTE_FILES_MAX=${text} is not a size. Give megabytes, from 1 to 1024.`)
  return Number(text) * 1024 ** 2
}

// The values are not repeated: one of them is a secret.
function bucketOf(env: NodeJS.ProcessEnv, what: 'FILES' | 'BACKUPS'): ObjectStore | undefined {
  const named = (name: string) => `SELOSTE_${what}_S3_${name}`
  const given = (name: string) => env[named(name)] || undefined
  const endpoint = urlOf(named('URL'), given('URL'), ['http:', 'https:'])?.replace(/\/+$/, '')
  const [bucket, key, secret] = [given('BUCKET'), given('KEY'), given('SECRET')]
  if (!endpoint && !bucket && !key && !secret) return undefined
  if (!endpoint || !bucket || !key || !secret) {
    return halt(
      `${what === 'FILES' ? 'Files' : 'Backups'} in an object store need ${named('URL')}, ${named('BUCKET')}, ${named('KEY')} and ${named('SECRET')}. Give all four.`,
    )
  }
  const keeper = keeperOf(named('NAME'), given('NAME'), named('COUNTRY'), given('COUNTRY'), new URL(endpoint).hostname)
  const prefix = given('PREFIX') ? `${given('PREFIX')!.replace(/^\/+|\/+$/g, '')}/` : ''
  return { endpoint, bucket, key, secret, region: given('REGION') ?? 'us-east-1', prefix, ...(keeper && { keeper }) }
}

// Who keeps what is ours is named in the notice; what stands in our own network nobody else keeps.
function keeperOf(
  named: string,
  name: string | undefined,
  placed: string,
  country: string | undefined,
  host: string,
): Keeper | undefined {
  if (!name && !country && isOurs(host)) return undefined
  if (!name || !country)
    return halt(`${host} is somebody else’s. Give ${named} and ${placed} too: the notice names who keeps it.`)
  return { name, country: inEea(placed, country) }
}

/** An address of a machine or of a network of one's own, or a name that only such a network knows. */
function isOurs(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '')
  if (/^[\d.]+$|:/.test(bare)) return /^(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|::1$|f[cd])/i.test(bare)
  return !bare.includes('.') || /\.(local|internal|lan|home\.arpa)$/i.test(bare)
}

const inEea = (named: string, country: string): string =>
  EEA.includes(country) ? country : halt(`${named}=${country} is no country of the EU or the EEA, such as FI.`)

// Who gets telephone numbers from us is named in the notice, so that there is no gateway without a name and a country.
function textsOf(env: NodeJS.ProcessEnv): TextGateway | undefined {
  const url = urlOf('SELOSTE_SMS_URL', env.SELOSTE_SMS_URL, ['https:'])
  const { SELOSTE_SMS_TOKEN: token, SELOSTE_SMS_NAME: name, SELOSTE_SMS_COUNTRY: country } = env
  const sender = env.SELOSTE_SMS_FROM || 'Seloste'
  if (!url && !token && !name && !country) return undefined
  if (!url || !token || !name || !country)
    return halt(
      'Text messages need SELOSTE_SMS_URL, SELOSTE_SMS_TOKEN, SELOSTE_SMS_NAME and SELOSTE_SMS_COUNTRY. Give all four.',
    )
  inEea('SELOSTE_SMS_COUNTRY', country)
  if (!isSender(sender))
    halt(
      `SELOSTE_SMS_FROM=${sender} is no sender. Give at most 11 letters and digits, or a number of at most 15 digits.`,
    )
  return { url, token, name, country, sender }
}

/** As telephones show whom a message is from: letters, or a number. */
export const isSender = (text: string): boolean => /^(?:[A-Za-z0-9 ]{1,11}|\d{1,15})$/.test(text)

// Half a signature is none: mail would leave unsigned and be taken for somebody else's.
function dkimOf(env: NodeJS.ProcessEnv): Config['dkim'] {
  const { SELOSTE_DKIM_DOMAIN: domain, SELOSTE_DKIM_SELECTOR: selector, SELOSTE_DKIM_KEY: file } = env
  if (!domain && !selector && !file) return undefined
  if (!domain || !selector || !file) {
    return halt('DKIM needs SELOSTE_DKIM_DOMAIN, SELOSTE_DKIM_SELECTOR and SELOSTE_DKIM_KEY (a file). Give all three.')
  }
  try {
    const key = readFileSync(file, 'utf8')
    if (createPrivateKey(key).asymmetricKeyType === 'rsa') return { domain, selector, key }
  } catch {}
  return halt(`SELOSTE_DKIM_KEY=${file} is not a readable RSA private key in PEM form.`)
}
