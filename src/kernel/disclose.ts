import { Resolver } from 'node:dns/promises'
import { type IncomingMessage, request as plainRequest } from 'node:http'
import { request as secureRequest } from 'node:https'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { AwsV4Signer } from 'aws4fetch'
import nodemailer, { type SendMailOptions } from 'nodemailer'
import { parseConnectionUrl } from 'nodemailer/lib/shared'
import SMTPConnection, { type SMTPConnectionAuth, type SMTPEnvelope } from 'nodemailer/lib/smtp-connection'
import { refuseCanary } from './canary.ts'
import { config, type ObjectStore, type TextGateway } from './config.ts'
import type { House } from './database.ts'
import { Refusal, refuse } from './errors.ts'

// The only place where the product opens a connection outward.

export type Mail = { to: string; subject: string; text: string; html?: string }

/** A way out that mail programs know: `leave` is the one-click address (RFC 8058), `list` names what one leaves. */
export type List = { leave: string; list: string }
/** Marketing carries its own way out, and so does what somebody subscribed to. */
export type Outward = Mail & {
  id: string
  message: string
  marketing?: List
  subscribed?: List
  written?: Written
  invitation?: Invitation
  attached?: readonly Attached[]
}

/** One of us wrote it: the name beside our address, and where an answer goes. */
export type Written = { name: string; address: string }
/** A document of ours that goes along. */
export type Attached = { filename: string; contentType: string; content: Buffer }
/** Part of a message that calendars read: RFC 6047. */
export type Invitation = { method: 'request' | 'cancel'; content: string }

/** failed: the relay did not take it, and it may be tried again. unknown: cut off when it may have been taken. */
export type HandedOver = { state: 'sent' | 'failed' | 'unknown'; reply: string }

/** The longest a hand-over takes, ms from `since`; the lease of a claim is a second longer. */
export const LIMIT = 5000

/** Gives one message to the relay, within LIMIT of `since` (performance.now() before it was claimed). */
export async function handOver(house: House, mail: Outward, since: number): Promise<HandedOver> {
  if (mail.marketing) await refuseCanary(house, mail.to, mail.message)
  const { id, message, marketing, subscribed, written, invitation, attached, ...content } = mail
  // What somebody wrote by hand is no answering machine's: RFC 3834.
  const headers = marketing
    ? listHeaders(marketing)
    : { ...(!written && { 'Auto-Submitted': 'auto-generated' }), ...(subscribed && listHeaders(subscribed)) }
  return deliver(
    {
      ...content,
      headers,
      messageId: `<${id}@${domainOf(senderOf())}>`,
      ...(written && { from: { name: written.name, address: addressIn(senderOf()) }, replyTo: written }),
      ...(invitation && { icalEvent: { ...invitation, filename: 'invite.ics' } }),
      ...(attached && { attachments: [...attached] }),
    },
    since,
  )
}

/** A message to an address that belongs to no person here: an invitation, a consent to confirm. Throws when not taken. */
export async function sendMail(mail: Mail): Promise<void> {
  const { state, reply } = await deliver(
    { ...mail, headers: { 'Auto-Submitted': 'auto-generated' } },
    performance.now(),
  )
  if (state !== 'sent') throw new Error(`the relay did not take the message: ${reply}`)
}

// RFC 8058, 2369, 2919. Written as they are to stand, so that nothing folds or encodes them.
function listHeaders({ leave, list }: List) {
  const prepared = (value: string) => ({ prepared: true, value })
  return {
    'List-Id': prepared(`<${list}.${domainOf(senderOf())}>`),
    'List-Help': prepared(`<${leave}>`),
    'List-Unsubscribe': prepared(`<${leave}>`),
    'List-Unsubscribe-Post': prepared('List-Unsubscribe=One-Click'),
  }
}

const senderOf = () => config.mailFrom ?? 'Seloste <seloste@localhost>'
const addressIn = (sender: string) => /<([^<>]+)>/.exec(sender)?.[1] ?? sender
const domainOf = (sender: string) => /@([\w.-]+)/.exec(sender)?.[1] ?? 'localhost'

// The library's own list leaves out list-unsubscribe-post, without which one-click is not believed.
const SIGNED =
  'from:sender:reply-to:subject:date:message-id:to:cc:mime-version:content-type:content-transfer-encoding:auto-submitted:list-id:list-help:list-unsubscribe:list-unsubscribe-post'

async function deliver(mail: SendMailOptions, since: number): Promise<HandedOver> {
  const url = config.mailUrl ?? refuse('MAIL_NOT_SET')
  const { domain, selector, key } = config.dkim ?? {}
  const { message, envelope } = await nodemailer
    .createTransport({
      streamTransport: true,
      buffer: true,
      newline: 'windows',
      disableFileAccess: true,
      disableUrlAccess: true,
      ...(key && {
        dkim: { domainName: domain!, keySelector: selector!, privateKey: key, headerFieldNames: SIGNED },
      }),
    })
    .sendMail({ from: senderOf(), ...mail })
  const to = { from: envelope.from || '', to: envelope.to }
  for (;;) {
    const rested = atRest.find((one) => one.url === url)?.connection
    if (rested) forget(rested)
    try {
      const connection = rested ?? (await connect(url, since))
      const outcome = await speak(connection, to, message as Buffer, since)
      if (outcome.state === 'sent') letRest(url, connection)
      // A connection that had rested was gone before anything was said on it: once more on a new one.
      if (rested && outcome.state === 'failed' && !outcome.answered) continue
      return { state: outcome.state, reply: outcome.reply }
    } catch (error) {
      return { state: 'failed', reply: (error as Error).message }
    }
  }
}

type Resting = { url: string; connection: SMTPConnection; rest: NodeJS.Timeout }
const atRest: Resting[] = []
const REST = 1000

function letRest(url: string, connection: SMTPConnection): void {
  atRest.push({ url, connection, rest: setTimeout(() => forget(connection)?.quit(), REST) })
}

function forget(connection: SMTPConnection): SMTPConnection | undefined {
  const at = atRest.findIndex((one) => one.connection === connection)
  if (at < 0) return undefined
  clearTimeout(atRest[at]!.rest)
  return atRest.splice(at, 1)[0]!.connection
}

function connect(url: string, since: number): Promise<SMTPConnection> {
  const { auth, ...options } = parseConnectionUrl(url) as { auth?: SMTPConnectionAuth }
  const left = Math.max(1, LIMIT - (performance.now() - since))
  const connection = new SMTPConnection({
    ...options,
    connectionTimeout: left,
    greetingTimeout: left,
    dnsTimeout: left,
    socketTimeout: LIMIT,
    // Closing gently lets what waits in the socket flow on, a whole message perhaps, when nobody waits for it any more.
    socketCloseTimeout: 0,
  })
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => {
      clearTimeout(timer)
      connection.close()
      reject(error)
    }
    const timer = setTimeout(() => fail(new Error('the relay did not answer in time')), left)
    const ready = (error?: Error | null) => {
      if (error) return fail(error)
      clearTimeout(timer)
      resolve(connection)
    }
    connection.on('error', fail)
    connection.once('end', () => forget(connection))
    connection.connect((error) => {
      if (error || !auth) return ready(error)
      connection.login(auth, ready)
    })
  })
}

type Spoken = HandedOver & { answered: boolean }

function speak(connection: SMTPConnection, envelope: SMTPEnvelope, message: Buffer, since: number): Promise<Spoken> {
  return new Promise((resolve) => {
    let begun = false
    const content = new Readable({
      read() {
        // A process that was stopped after its claim must not wake up and send.
        if (performance.now() - since > LIMIT - 500) return void this.destroy(new Error('too late to begin'))
        begun = true
        this.push(message)
        this.push(null)
      },
    })
    const end = (state: HandedOver['state'], reply: string, answered: boolean) => {
      clearTimeout(timer)
      if (state !== 'sent') connection.close()
      resolve({ state, reply, answered })
    }
    const timer = setTimeout(
      () => end(begun ? 'unknown' : 'failed', 'the relay did not answer in time', true),
      Math.max(0, LIMIT - (performance.now() - since)),
    )
    connection.send(envelope, content, (error, info) => {
      if (!error) return end('sent', info.response, true)
      const answered = Boolean(error.responseCode)
      end(begun && !answered ? 'unknown' : 'failed', error.message, answered)
    })
  })
}

const RATES = 'https://www.ecb.europa.eu/stats/eurofxref/eurofxref-daily.xml'

/** The day's exchange rates as the European Central Bank publishes them, XML. Nothing of ours goes along. */
export async function fetchRates(): Promise<string> {
  try {
    const answer = await fetch(RATES, { redirect: 'error', signal: AbortSignal.timeout(20_000) })
    const text = await answer.text()
    return answer.ok && text.length < 100_000 ? text : refuse('RATES_NOT_READ', { detail: `${answer.status}` })
  } catch (error) {
    if (error instanceof Refusal) throw error
    return refuse('RATES_NOT_READ', { detail: 'no answer' })
  }
}

/** What is asked of the trade register: a Business ID, or what somebody typed as a company's name. Nothing else goes along. */
export type TradeQuestion = { businessId: string } | { name: string }

const MOST_TRADE = 4 * 1024 ** 2

/** One question to the open data of PRH and the Tax Administration (v3): the JSON as it came, within 8 s. */
export async function askTradeRegister(asked: TradeQuestion): Promise<{ status: number; text: string; wait: number }> {
  const url = new URL(`${config.tradeUrl}/companies`)
  for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value)
  try {
    const answer = await fetch(url, {
      redirect: 'error',
      headers: { accept: 'application/json', 'user-agent': 'Seloste' },
      signal: AbortSignal.timeout(8000),
    })
    const size = Number(answer.headers.get('content-length') ?? 0)
    const text = size > MOST_TRADE ? '' : await answer.text()
    if (size > MOST_TRADE || text.length > MOST_TRADE) refuse('TRADE_NOT_READ', { detail: 'too long' })
    return { status: answer.status, text, wait: Number(answer.headers.get('retry-after')) || 0 }
  } catch (error) {
    if (error instanceof Refusal) throw error
    return refuse('TRADE_UNREACHABLE', { detail: 'no answer' })
  }
}

export type TextMessage = { to: string; text: string }

/**
 * One text message to the gateway of the settings, as GatewayAPI takes it: a POST of JSON, `{ids}` in the answer. `to`:
 * E.164. Nothing but the number, the words and our own name goes along. Refuses TEXT_NOT_SENT; within 8 s.
 */
export async function sendText({ url, token, sender }: TextGateway, { to, text }: TextMessage): Promise<void> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      redirect: 'error',
      headers: { authorization: `Token ${token}`, accept: 'application/json', 'content-type': 'application/json' },
      body: JSON.stringify({ sender, message: text, recipients: [{ msisdn: to.replace(/\D/g, '') }] }),
      signal: AbortSignal.timeout(8000),
    })
    const said = (await answer.json().catch(() => null)) as { ids?: unknown[] } | null
    if (!answer.ok || !said?.ids?.length) refuse('TEXT_NOT_SENT', { detail: `${answer.status}` })
  } catch (error) {
    if (error instanceof Refusal) throw error
    refuse('TEXT_NOT_SENT', { detail: 'no answer' })
  }
}

type StoreRequest = {
  method: string
  path: string
  query?: Record<string, string>
  headers?: Record<string, string>
  body?: AsyncIterable<Buffer>
  size?: number
  /** Ms until it is given up. */
  patience?: number
}

/** One request to the object store of the settings, signed (AWS Signature Version 4). A body comes here enciphered. */
export async function askStore(store: ObjectStore, asked: StoreRequest): Promise<IncomingMessage> {
  // For files a row waits in an open transaction, which PostgreSQL ends after 30 s.
  const { method, path, query, headers, body, size, patience = 25_000 } = asked
  const url = new URL(`${store.endpoint}/${store.bucket}/${path}`)
  for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value)
  const signed = await new AwsV4Signer({
    method,
    url: url.href,
    headers: { ...headers, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' },
    accessKeyId: store.key,
    secretAccessKey: store.secret,
    region: store.region,
    service: 's3',
  }).sign()
  const open = url.protocol === 'https:' ? secureRequest : plainRequest
  try {
    return await new Promise<IncomingMessage>((resolve, reject) => {
      const call = open(signed.url, {
        method,
        headers: { ...Object.fromEntries(signed.headers), ...(body ? { 'content-length': String(size) } : {}) },
        signal: AbortSignal.timeout(patience),
      })
      call.on('response', resolve)
      call.on('error', reject)
      if (body) pipeline(Readable.from(body), call).catch(reject)
      else call.end()
    })
  } catch (error) {
    if (error instanceof Refusal) throw error
    return refuse('STORE_UNREACHABLE', { detail: 'no answer' })
  }
}

/** What the name service says under a name, a text a record; null where nobody answered. Only names of our own domain are asked. */
export async function lookUpTexts(name: string): Promise<string[] | null> {
  const resolver = new Resolver({ timeout: 3000, tries: 1 })
  try {
    return (await resolver.resolveTxt(name)).map((parts) => parts.join(''))
  } catch (error) {
    return ['ENOTFOUND', 'ENODATA'].includes((error as NodeJS.ErrnoException).code ?? '') ? [] : null
  }
}

const OURSELVES = ['127.0.0.1', 'localhost', '[::1]']

/**
 * Asks the running instance as a stranger would, to see what it answers: no way out, because it takes no
 * address but that of this machine or the one this instance is known by.
 */
export async function askOurselves(
  address: string,
  path: string,
  method: string,
): Promise<{ status: number; body: string; cookies: number }> {
  const url = new URL(path, address)
  const own = OURSELVES.includes(url.hostname) || (config.baseUrl && url.origin === new URL(config.baseUrl).origin)
  if (!own) refuse('ORIGIN_REFUSED')
  const answer = await fetch(url, { method, redirect: 'error', signal: AbortSignal.timeout(10_000) })
  return { status: answer.status, body: await answer.text(), cookies: answer.headers.getSetCookie().length }
}
