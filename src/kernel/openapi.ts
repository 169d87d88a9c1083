import { z } from 'zod'
import { base } from '#register/index.ts'
import { type Action, routeOf } from './action.ts'
import { errorTable } from './errors.table.ts'
import type { Field, Noun } from './vocabulary.ts'

/** OpenAPI 3.1 from the same declarations that route and check the requests. */
export function openapi(actions: readonly Action[]): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const action of actions) {
    const { method, path } = routeOf(action)
    paths[`/api/v1${path}`] ??= {}
    paths[`/api/v1${path}`]![method.toLowerCase()] = operation(action, method, path)
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Seloste',
      version: '1',
      description: 'Every call works under one purpose and sees what that purpose holds.',
    },
    servers: [{ url: '/' }],
    security: [{ key: [] }, { session: [] }],
    paths,
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'A key made for one recipient and one purpose.' },
        session: { type: 'apiKey', in: 'cookie', name: 'seloste' },
      },
      schemas: { Problem: problemSchema, ...nounSchemas() },
    },
  }
}

function operation(action: Action, method: string, path: string): object {
  const schema = z.toJSONSchema(action.input, { unrepresentable: 'any', io: 'input' }) as {
    properties?: Record<string, any>
    required?: string[]
  }
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((found) => found[1]!)
  const properties = Object.entries(schema.properties ?? {}).filter(([name]) => !inPath.includes(name))
  const required = (schema.required ?? []).filter((name) => !inPath.includes(name))
  const noun = action.name.split('.')[0]!
  const bodied = method !== 'GET' && method !== 'DELETE'
  return {
    operationId: action.name,
    summary: action.says.en,
    tags: [noun],
    ...(action.public ? { security: [] } : {}),
    'x-purposes': action.purposes,
    'x-verb': action.verb,
    parameters: [
      ...inPath.map((name) => ({
        name,
        in: 'path',
        required: true,
        schema: schema.properties?.[name] ?? { type: 'string' },
      })),
      ...(action.public || action.anyone
        ? []
        : [{ name: 'purpose', in: 'query', schema: { type: 'string', enum: action.purposes } }]),
      ...(bodied
        ? []
        : properties.map(([name, one]) => ({ name, in: 'query', required: required.includes(name), schema: one }))),
      ...(method === 'PATCH' ? [{ name: 'If-Match', in: 'header', required: true, schema: { type: 'string' } }] : []),
      ...(method === 'POST' ? [{ name: 'Idempotency-Key', in: 'header', schema: { type: 'string' } }] : []),
    ],
    ...(bodied
      ? {
          requestBody: {
            content: { 'application/json': { schema: bodyOf(action, noun, Object.fromEntries(properties), required) } },
          },
        }
      : {}),
    responses: {
      '200': { description: 'Done', content: { 'application/json': { schema: outputOf(action, noun) } } },
      default: {
        description: 'Refused',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  }
}

function bodyOf(action: Action, noun: string, properties: Record<string, any>, required: string[]): object {
  const written = /\.(create|update)$/.test(action.name) && noun in base.nouns ? fieldsOf(base.nouns[noun]!, true) : {}
  return { type: 'object', properties: { ...written, ...properties }, ...(required.length ? { required } : {}) }
}

function outputOf(action: Action, noun: string): object {
  const one = noun in base.nouns ? { $ref: `#/components/schemas/${noun}` } : {}
  if (action.name === `${noun}.list` && noun in base.nouns) {
    return {
      type: 'object',
      properties: {
        items: { type: 'array', items: one },
        next: { type: ['string', 'null'] },
        total: { type: 'object', properties: { count: { type: 'integer' }, exact: { type: 'boolean' } } },
        purpose: { type: 'string' },
      },
    }
  }
  if (/\.(get|create|update)$/.test(action.name) && noun in base.nouns) return one
  return z.toJSONSchema(action.output, { unrepresentable: 'any', io: 'output' })
}

function nounSchemas(): Record<string, object> {
  return Object.fromEntries(
    Object.entries(base.nouns)
      .filter(([, noun]) => noun.schema === 'data')
      .map(([name, noun]) => [
        name,
        { type: 'object', description: noun.plural.en, properties: fieldsOf(noun, false) },
      ]),
  )
}

function fieldsOf(noun: Noun, written: boolean): Record<string, object> {
  return Object.fromEntries(
    Object.entries(noun.fields)
      .filter(([name, field]) => field.type !== 'vector' && name !== 'folded' && !(written && field.system))
      .map(([name, field]) => [
        name,
        { ...typeOf(field), description: field.label.en, 'x-purposes': Object.keys(field.purposes) },
      ]),
  )
}

function typeOf(field: Field): object {
  switch (field.type) {
    case 'integer':
      return { type: 'integer' }
    case 'decimal':
      return { type: 'string', pattern: '^-?\\d+(\\.\\d+)?$' }
    case 'boolean':
      return { type: 'boolean' }
    case 'date':
      return { type: 'string', format: 'date' }
    case 'timestamp':
      return { type: 'string', format: 'date-time' }
    case 'uuid':
      return { type: 'string', format: 'uuid' }
    case 'choice':
      return { type: 'string', enum: Object.keys(field.options ?? {}) }
    case 'choices':
      return { type: 'array', items: { type: 'string', enum: Object.keys(field.options ?? {}) } }
    case 'json':
      return {}
    default:
      return { type: 'string', ...(field.maxLength ? { maxLength: field.maxLength } : {}) }
  }
}

const problemSchema = {
  type: 'object',
  description: 'RFC 9457 problem details',
  required: ['type', 'title', 'status', 'code', 'next'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', enum: Object.keys(errorTable) },
    detail: { type: 'string' },
    next: { type: 'string' },
    field: { type: 'string' },
    line: { type: 'integer' },
  },
}
