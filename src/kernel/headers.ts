import helmet, { type FastifyHelmetOptions } from '@fastify/helmet'
import Fastify, { type FastifyInstance } from 'fastify'

/**
 * The headers that keep a page's content its own, on every answer of the app. What they say is the same each time, so
 * it is made once: made anew and set one by one they were a twentieth of a request. A route may say otherwise.
 */
export async function keepContent(app: FastifyInstance, options: FastifyHelmetOptions = {}): Promise<void> {
  const headers = await madeBy(options)
  app.addHook('onRequest', (_, reply, done) => {
    reply.headers(headers)
    done()
  })
}

async function madeBy(options: FastifyHelmetOptions): Promise<Record<string, string>> {
  const sample = Fastify()
  await sample.register(helmet, options)
  sample.get('/bare', { helmet: false }, () => '')
  sample.get('/', () => '')
  const [bare, answer] = [await sample.inject('/bare'), await sample.inject('/')]
  await sample.close()
  const added = Object.entries(answer.headers).filter(([name]) => !(name in bare.headers))
  return Object.fromEntries(added.map(([name, value]) => [name, String(value)]))
}
