import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { effective, readAdditions } from '#kernel/additions.ts'
import { clock } from '#kernel/clock.ts'
import { config } from '#kernel/config.ts'
import type { House } from '#kernel/database.ts'
import { html } from '#kernel/html.ts'
import { makeStamp } from '#kernel/stamp.ts'
import { LANGUAGES, type Language } from '#kernel/vocabulary.ts'
import { ASKING_HEADERS, FRAME_HEADERS, framed } from '#portal/frame.ts'
import { base } from '#register/index.ts'
import { contentOf, editionsOf, hashOf } from './notice.editions.ts'
import { CHANGES, dateIn, noticePage, PATHS, STAMP } from './notice.page.ts'
import { printNotice } from './notice.ts'
import { wordings } from './wording.ts'

type Form = 'html' | 'txt'
type Rendered = { body: string; etag: string; version?: number }

/** Ms for which a page is the same to whoever has it: the stamp in its form is good for four times as long. */
const SAME = 6 * 60 * 60 * 1000

/** The notice in three languages, each also as plain text; `?version=N` shows an earlier one. */
export default function portal(app: FastifyInstance, house: Pick<House, 'jobs' | 'connection'>): void {
  const rendered = new Map<string, Rendered>()

  for (const language of LANGUAGES) {
    for (const form of ['html', 'txt'] as const) {
      app.get(PATHS[language] + (form === 'txt' ? '.txt' : ''), (request, reply) =>
        answer(request, reply, language, form),
      )
    }
  }

  async function answer(request: FastifyRequest, reply: FastifyReply, language: Language, form: Form) {
    reply
      .headers(form === 'html' ? ASKING_HEADERS : FRAME_HEADERS)
      .type(form === 'html' ? 'text/html; charset=utf-8' : 'text/plain; charset=utf-8')
    const { version } = request.query as { version?: string | string[] }
    const found = await find(language, form, version)
    if (!found)
      return reply.code(404).send(form === 'html' ? missingPage(language) : `${wordings[language].page.missing}\n`)
    // Revalidated each time: a version that has come into force must be seen at once.
    const asks = found.body.includes(STAMP)
    if (asks) reply.headers(ASKING_HEADERS)
    const etag = asks ? etagOf(`${found.etag} ${Math.floor(clock.now().getTime() / SAME)}`) : found.etag
    reply.header('cache-control', 'no-cache').header('etag', etag)
    const known = request.headers['if-none-match']?.split(/,\s*/).map((tag) => tag.replace(/^W\//, ''))
    if (known?.includes(etag)) return reply.code(304).send()
    const stamp = () => makeStamp(house.connection.key, { form: CHANGES[language], version: found.version ?? 0 })
    return reply.send(asks ? found.body.replace(STAMP, stamp) : found.body)
  }

  async function find(
    language: Language,
    form: Form,
    version: string | string[] | undefined,
  ): Promise<Rendered | null> {
    const editions = await editionsOf(house.jobs, language)
    if (version !== undefined && !/^\d{1,9}$/.test(String(version))) return null
    // Versions are numbered together: one that changed other languages only left this one as it was before.
    const edition = version === undefined ? editions[0] : editions.find((each) => each.version <= Number(version))
    if (version !== undefined && !edition) return null
    if (!edition) return draft(language, form)
    const mails = Boolean(config.mailUrl)
    const key = `${language} ${form} ${edition.version} of ${editions[0]?.version} ${mails}`
    const cached = rendered.get(key)
    if (cached) return cached
    const content = await contentOf(house.jobs, language, edition.version)
    if (!content) return null
    const dated = wordings[language].page.updated(dateIn(language, edition.validFrom), edition.version)
    const body =
      form === 'txt'
        ? `${dated}\n\n${content.text}`
        : noticePage({ language, notice: content, edition, editions, mails })
    const fresh = { body, etag: etagOf(body), version: edition.version }
    rendered.set(key, fresh)
    return fresh
  }

  /** Before anything is published: what would be, without a date. */
  async function draft(language: Language, form: Form) {
    const now = effective(await readAdditions(house.jobs))
    const notice = printNotice(now, now.controller, language)
    const { page } = wordings[language]
    const body = form === 'txt' ? `${page.draft}\n\n${notice.text}` : noticePage({ language, notice, editions: [] })
    return { body, etag: etagOf(body) }
  }
}

const etagOf = (body: string): string => `"${hashOf(body).slice(0, 27)}"`

function missingPage(language: Language): string {
  const { title, page } = wordings[language]
  return framed({
    language,
    owner: base.controller.name,
    title,
    skip: page.skip,
    languages: {
      label: page.languages,
      links: LANGUAGES.map((each) => ({ language: each, name: wordings[each].page.language, href: PATHS[each] })),
    },
    body: html`<h1>${page.missing}</h1><p class="lead"><a href="${PATHS[language]}">${page.current}</a></p>`,
  })
}
