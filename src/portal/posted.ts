import type { FastifyInstance, FastifyRequest } from 'fastify'
import '@fastify/multipart'

/** More than any form of ours holds. */
const LONGEST = 64 * 1024

/**
 * Lets the routes of this scope take what forms and mail programs post, up to so many bytes; elsewhere only the API's
 * JSON is read.
 */
export function acceptForms(scope: FastifyInstance, longest = LONGEST): void {
  scope.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: longest },
    (_, body, done) => done(null, new URLSearchParams(body as string)),
  )
  // Whoever refuses is not turned away for what their mail program calls its body.
  scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: longest }, (_, _body, done) => done(null, undefined))
}

/** The fields posted, however they were encoded; none when there was nothing to read. */
export async function postedOf(request: FastifyRequest): Promise<URLSearchParams> {
  if (!request.isMultipart()) return request.body instanceof URLSearchParams ? request.body : new URLSearchParams()
  const fields = new URLSearchParams()
  for await (const part of request.parts({
    limits: { files: 1, fileSize: LONGEST, fields: 100, fieldSize: LONGEST },
  })) {
    if (part.type === 'field') fields.append(part.fieldname, String(part.value))
    else part.file.resume()
  }
  return fields
}
