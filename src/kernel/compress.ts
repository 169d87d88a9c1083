import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { FastifyInstance } from 'fastify'

const deflated = promisify(gzip)
/** Below this a packet holds it anyway, in characters. */
const LEAST = 2000

/**
 * Answers that are long leave compressed, for lines that are slow: the register by nine tenths. Only what is in hand as
 * text; the screens' files lie compressed beside themselves, and streams go as they are. Secrets do not leak by length
 * here: no page of another site can make requests here with the session's cookie and measure what comes.
 */
export function compressAnswers(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    if (typeof payload !== 'string' || payload.length < LEAST || reply.getHeader('content-encoding')) return payload
    reply.header('vary', 'accept-encoding')
    if (!/\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))) return payload
    const bytes = await deflated(payload, { level: 5 })
    reply.header('content-encoding', 'gzip').header('content-length', bytes.length)
    return bytes
  })
}
