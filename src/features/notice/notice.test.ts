import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import Fastify, { type FastifyInstance } from 'fastify'
import pg from 'pg'
import { type House, openHouse } from '#kernel/database.ts'
import { html, linked } from '#kernel/html.ts'
import { LANGUAGES } from '#kernel/vocabulary.ts'
import { base, type Register } from '#register/index.ts'
import { type Bed, openBed } from '../../../tests/bed.ts'
import { alteredNotices, editionsOf, noticeDrift, publishNotice, unpublished } from './notice.editions.ts'
import { PATHS } from './notice.page.ts'
import portal from './notice.portal.ts'
import { printNotice } from './notice.ts'

const FIRST = new Date('2026-01-07T10:00:00Z')
const SECOND = new Date('2026-03-01T10:00:00Z')
const paula = 'Paula Palo'

/** The register with the contact retention shortened: one cell of the notice changes, in every language. */
const shorter = {
  ...base,
  retention: { ...base.retention, contact: { ...base.retention.contact, length: 'P6M' } },
} as unknown as Register

describe('publishing', () => {
  let bed: Bed
  let house: House
  let owner: pg.Client
  let app: FastifyInstance
  before(async () => {
    bed = await openBed()
    house = openHouse(bed.connection)
    owner = new pg.Client({ connectionString: bed.superUrl })
    await owner.connect()
    app = Fastify()
    portal(app, house)
  })
  after(async () => {
    await app?.close()
    await owner?.end()
    await house?.close()
    await bed?.close()
  })
  beforeEach(async () => {
    await owner.query('alter table register.notices disable trigger user')
    await owner.query('delete from register.notices')
    await owner.query('delete from register.announcements')
    await owner.query('alter table register.notices enable trigger user')
  })
  const publish = (register: Register, validFrom: Date) =>
    publishNotice(owner, { register, approvedBy: paula, validFrom })
  const page = (url: string, headers = {}) => app.inject({ url, headers })

  test('unchanged text gets no new date', async () => {
    await publish(base, FIRST)
    await assert.rejects(publish(base, SECOND), { code: 'NOTICE_UNCHANGED' })
  })

  test('changed text cannot keep the old date', async () => {
    await publish(base, SECOND)
    await assert.rejects(publish(shorter, SECOND), { code: 'VALUE_NOT_ALLOWED' })
    await assert.rejects(publish(shorter, FIRST), { code: 'VALUE_NOT_ALLOWED' })
  })

  test('what follows a material change that nobody was told of waits with it', async () => {
    await publish(base, FIRST)
    const summary = { fi: 'Lyhenee.', sv: 'Kortas.', en: 'Shortens.' }
    const change = { material: true, assessment: 'It concerns everybody.', summary }
    const soon = new Date(Date.now() + 86_400_000)
    await publishNotice(owner, { register: shorter, approvedBy: paula, validFrom: soon, change })
    assert.deepEqual(await unpublished(owner, shorter), [])
    assert.deepEqual(await noticeDrift(owner, shorter), LANGUAGES)
    // made while the other waits: dated after it, and not a way around it
    await publishNotice(owner, { register: base, approvedBy: paula })
    await owner.query('alter table register.notices disable trigger user')
    await owner.query(`update register.notices set valid_from = valid_from - interval '2 days' where version > 1`)
    await owner.query('alter table register.notices enable trigger user')
    const inForce = async () => (await editionsOf(owner, 'fi')).map(({ version }) => version)
    assert.deepEqual(await inForce(), [1])
    await owner.query(`update register.announcements set ended_at = now() - interval '1 second' where version = 2`)
    assert.deepEqual(await inForce(), [3, 2, 1])
  })

  test('a published text cannot be changed or taken away, not even by the superuser', async () => {
    await publish(base, FIRST)
    await assert.rejects(owner.query(`update register.notices set valid_from = now()`), { message: 'NOTICE_FROZEN' })
    await assert.rejects(owner.query(`delete from register.notices`), { message: 'NOTICE_FROZEN' })
  })

  test('a notice without a specific interest is not published', async () => {
    const { interest: _, ...vague } = base.purposes.sales as NonNullable<Register['purposes'][string]>
    const register = { ...base, purposes: { ...base.purposes, sales: vague } }
    await assert.rejects(publish(register, FIRST), { code: 'NOTICE_INCOMPLETE' })
  })

  test('a text written past the rules is found', async () => {
    await publish(base, FIRST)
    assert.deepEqual(await alteredNotices(owner), [])
    await owner.query('alter table register.notices disable trigger user')
    await owner.query(
      `update register.notices set content = jsonb_set(content, '{text}', '"We sell everything."') where language = 'en'`,
    )
    assert.deepEqual(await alteredNotices(owner), [{ version: 1, language: 'en' }])
  })

  test('the register saying something else than the notice in force is drift', async () => {
    assert.deepEqual(await noticeDrift(owner, base), LANGUAGES)
    await publish(base, FIRST)
    assert.deepEqual(await noticeDrift(owner, base), [])
    assert.deepEqual(await noticeDrift(owner, shorter), LANGUAGES)
  })

  test('a version that is not there, or is not a number, is not found', async () => {
    await publish(base, FIRST)
    for (const version of ['0', 'x', '-1', '1e3', "1'or''='"]) {
      const { statusCode } = await page(`/tietosuojaseloste?version=${encodeURIComponent(version)}`)
      assert.equal(statusCode, 404, version)
    }
  })

  test('before anything is published the page is a draft and carries no date', async () => {
    const { statusCode, body } = await page('/tietosuojaseloste')
    assert.equal(statusCode, 200)
    assert.match(body, /Luonnos/)
    assert.doesNotMatch(body, /<time|Päivitetty/)
  })

  test('the page carries the date of the version in force, and the one before stays readable', async () => {
    await publish(base, FIRST)
    await publish(shorter, SECOND)
    const now = (await page('/tietosuojaseloste')).body
    assert.match(now, /Päivitetty 1\.3\.2026 · versio 2/)
    assert.match(now, /6 kuukautta siitä, kun jätät tehtävän/)
    const earlier = (await page('/tietosuojaseloste?version=1')).body
    assert.match(earlier, /Päivitetty 7\.1\.2026 · versio 1/)
    assert.match(earlier, /aiempi versio/)
    assert.match(earlier, /12 kuukautta siitä, kun jätät tehtävän/)
  })

  test('only the language whose text changed gets the new version and date', async () => {
    await publish(base, FIRST)
    const rule = base.retention.contact!
    const reworded = {
      ...base,
      retention: {
        ...base.retention,
        contact: { ...rule, what: { ...rule.what, en: 'Other words for the same' } },
      },
    } as unknown as Register
    assert.deepEqual(await publish(reworded, SECOND), { version: 2, languages: ['en'] })
    assert.match((await page('/privacy-notice')).body, /Updated 1 March 2026 · version 2/)
    assert.match((await page('/dataskyddsbeskrivning')).body, /Uppdaterad 7\.1\.2026 · version 1/)
  })

  test('no script, no cookie, nothing fetched; unchanged pages are not sent again', async () => {
    await publish(base, FIRST)
    for (const path of Object.values(PATHS)) {
      const reply = await page(path)
      assert.equal(reply.statusCode, 200)
      assert.equal(reply.headers['set-cookie'], undefined)
      assert.match(String(reply.headers['content-security-policy']), /default-src 'none'; style-src 'sha256-/)
      assert.doesNotMatch(reply.body, /<script|javascript:|\son[a-z]+=|<iframe|<img|src=|url\(|@import/i)
      assert.equal((await page(path, { 'if-none-match': reply.headers.etag })).statusCode, 304)
      const plain = await page(`${path}.txt`)
      assert.match(String(plain.headers['content-type']), /^text\/plain; charset=utf-8/)
    }
  })
})

describe('what is printed', () => {
  const notices = LANGUAGES.map((language) => printNotice(base, base.controller, language))

  test('three languages say as much as each other, section by section', () => {
    const shape = (notice: (typeof notices)[number]) =>
      notice.sections.map((section) => ({
        id: section.id,
        apart: section.apart,
        paragraphs: section.paragraphs?.length,
        terms: section.terms?.length,
        list: section.list?.length,
        after: section.after?.length,
        columns: section.table?.columns.length,
        rows: section.table?.rows.map((row) => row.cells.map((cell) => cell.split('\n').length)),
      }))
    const [fi, sv, en] = notices.map(shape)
    assert.deepEqual(sv, fi)
    assert.deepEqual(en, fi)
  })

  test('every purpose, category and retention rule of the register is in it, with its wording', () => {
    for (const notice of notices) {
      const rows = (id: string) => notice.sections.find((section) => section.id === id)?.table?.rows ?? []
      for (const [id, part] of [
        ['purposes', base.purposes],
        ['categories', base.categories],
        ['retention', base.retention],
      ] as const) {
        assert.deepEqual(
          rows(id).map((row) => row.name),
          Object.values(part).map(({ label }) => label[notice.language]),
        )
      }
      for (const { wording, interest } of Object.values(base.purposes)) {
        assert.ok(rows('purposes').some((row) => row.says?.startsWith(wording[notice.language])))
        const own = interest?.[notice.language].slice(1)
        if (own)
          assert.ok(
            rows('purposes').some((row) => row.cells[1]?.includes(own)),
            own,
          )
      }
    }
  })

  test('every field that speaks of a person is named', () => {
    for (const { language, sections } of notices) {
      const cells = sections
        .find((section) => section.id === 'categories')
        ?.table?.rows.map((row) => row.cells[0])
        .join()
      for (const noun of Object.values(base.nouns)) {
        for (const field of Object.values(noun.fields)) {
          if (!field.personal || field.generated) continue
          const label = field.label[language]
          assert.ok(cells?.toLowerCase().includes(label.toLowerCase()), `${label} is not in the notice`)
        }
      }
    }
  })

  test('a field given to one more purpose changes the text', () => {
    const phone = base.nouns.phones!
    const number = phone.fields.number!
    const opened = { ...number, purposes: { ...number.purposes, claims: 'read' as const } }
    const register = {
      ...base,
      nouns: { ...base.nouns, phones: { ...phone, fields: { ...phone.fields, number: opened } } },
    }
    assert.notEqual(printNotice(register, base.controller, 'fi').text, notices[0]?.text)
  })

  test('direct marketing can be refused in a block of its own, and no reason is asked', () => {
    for (const { sections } of notices) {
      const apart = sections.filter((section) => section.apart)
      assert.deepEqual(
        apart.map((section) => section.id),
        ['refuse'],
      )
      assert.ok(apart[0]?.paragraphs?.join(' ').includes(base.controller.mailbox))
    }
  })

  test('a recipient outside the EU and the EEA is named with its country', () => {
    const recipient = {
      name: 'Northern Mail Inc.',
      role: 'processor',
      class: 'mail',
      country: 'US',
      purposes: ['marketing'],
      wording: { fi: 'Lähettää uutiskirjeet.', sv: 'Sänder nyhetsbreven.', en: 'Sends the newsletters.' },
    } as const
    const { text } = printNotice({ ...base, recipients: { mail: recipient } }, base.controller, 'en')
    assert.match(text, /Northern Mail Inc\./)
    assert.match(text.replace(/\s+/g, ' '), /outside the EU and the European Economic Area: United States/)
    assert.doesNotMatch(text, /no regular recipients|not transferred/)
  })

  test('it promises nothing that cannot be promised', () => {
    for (const { text } of notices) {
      assert.doesNotMatch(text, /guarantee|compliant|takaamme|garanter|GDPR:n mukai|100 ?%/i)
      assert.doesNotMatch(text, /undefined|\[object|\bnull\b|NaN/)
    }
  })
})

test('what a register says is text, never markup', () => {
  assert.equal(html`<p title="${`"'`}">${'<script>&'}</p>`.text, '<p title="&#34;&#39;">&#60;script&#62;&#38;</p>')
  const controller = { ...base.controller, name: '<img src=x onerror=alert(1)> Oy' }
  const { lead } = printNotice(base, controller, 'fi')
  assert.doesNotMatch(html`<p>${lead}</p>`.text, /<img/)
  assert.equal(
    linked('a@b.example <https://c.example/"x>').text,
    '<a href="mailto:a@b.example">a@b.example</a> &#60;<a href="https://c.example/">https://c.example/</a>&#34;x&#62;',
  )
})
