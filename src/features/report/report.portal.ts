import type { FastifyInstance } from 'fastify'
import { reportShape, SCHEMA_PATH, schemaOf } from './report.json.ts'

/** Shapes of the files we give out, for whoever reads them with a machine. */
export default function portal(app: FastifyInstance): void {
  const body = JSON.stringify(schemaOf(reportShape))
  app.get(SCHEMA_PATH, (_, reply) =>
    reply.type('application/schema+json').header('cache-control', 'public, max-age=3600').send(body),
  )
}
