import { existsSync, globSync } from 'node:fs'
import { join } from 'node:path'
import serve from '@fastify/static'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { sessionCookie } from '#features/access/actor.ts'
import { problemOf, Refusal } from '#kernel/errors.ts'
import { languageOf } from '#kernel/http.ts'
import { project } from './child.ts'

/** Not even kept for the way back: whoever has signed out and presses Back must not see what stood there. */
const FRAME = 'no-store'

/** The React app: its files by name, and its one page for every other address a person may open. */
export async function servePage(app: FastifyInstance): Promise<void> {
  const root = join(project, 'dist')
  const built = existsSync(join(root, 'index.html'))
  const ahead = built ? askedAhead(root) : () => ''
  if (built)
    await app.register(serve, {
      root,
      wildcard: false,
      preCompressed: true,
      index: false,
      maxAge: '1y',
      immutable: true,
      setHeaders: (reply, path) => {
        if (path.endsWith('index.html')) reply.header('cache-control', FRAME)
        // What has no hash in its name is asked for again: the service worker, the manifest, the icons.
        else if (!path.includes('/assets/')) reply.header('cache-control', 'no-cache')
      },
    })
  app.setNotFoundHandler((request, reply) => {
    const wantsPage = request.url === '/' || (request.headers.accept ?? '').includes('text/html')
    if (built && request.method === 'GET' && wantsPage && !request.url.startsWith('/api/'))
      return reply.header('link', ahead(request)).sendFile('index.html')
    const problem = problemOf(new Refusal('NOT_FOUND'), languageOf(request, null))
    return reply.code(404).header('cache-control', 'no-store').type('application/problem+json').send(problem)
  })
}

/**
 * What the screens ask for first, as a Link header (RFC 8288): a browser fetches it while it still reads the
 * program, so that all is there when the program begins. Who is signed in and the register only for a browser with a
 * session: to others they would only be refused.
 */
function askedAhead(root: string): (request: FastifyRequest) => string {
  const texts = globSync('assets/{fi,sv,en}-*.js', { cwd: root })
  return (request) => {
    const language = languageOf(request, null)
    const text = texts.find((path) => path.startsWith(`assets/${language}-`))
    const answers = sessionCookie(request.headers) ? ['/api/v1/session', '/api/v1/register'] : []
    return [
      ...(text ? [`</${text}>; rel=modulepreload`] : []),
      ...answers.map((path) => `<${path}>; rel=preload; as=fetch; crossorigin`),
    ].join(', ')
  }
}
