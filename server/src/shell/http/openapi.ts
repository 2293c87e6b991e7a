// SPDX-License-Identifier: Apache-2.0
import { ErrorReply, type Endpoint } from '@muster/contract/endpoint'
import { refusals, type RefusalCode } from '@muster/contract/refusal'
import { z } from 'zod'

type Json = Record<string, unknown>

/** OpenAPI 3.1, generated from the contract: what travels, not what is held inside. */
export function openApiOf(
  endpoints: readonly { readonly feature: string; readonly endpoint: Endpoint }[],
  version: string,
): Json {
  const paths: Record<string, Record<string, Json>> = {}
  for (const { feature, endpoint } of endpoints) {
    const path = endpoint.path.replaceAll(/:(\w+)/g, '{$1}')
    const operations = (paths[path] ??= {})
    operations[endpoint.method.toLowerCase()] = operationOf(feature, endpoint)
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Muster', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    paths,
    components: {
      schemas: { Error: schemaOf(ErrorReply) },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'muster-session' },
        gateway: { type: 'http', scheme: 'bearer' },
      },
    },
  }
}

function operationOf(feature: string, endpoint: Endpoint): Json {
  const body = schemaOf(endpoint.body)
  const reply = schemaOf(endpoint.reply)
  return {
    operationId: endpoint.name,
    summary: endpoint.summary,
    tags: [feature],
    'x-permission': endpoint.may,
    ...(endpoint.may === 'anyone'
      ? {}
      : { security: [endpoint.may === 'gateway' ? { gateway: [] } : { session: [] }] }),
    parameters: [...parametersOf(endpoint.params, 'path'), ...parametersOf(endpoint.query, 'query')],
    ...(isNothing(body) ? {} : { requestBody: { required: true, content: { 'application/json': { schema: body } } } }),
    responses: {
      ...(isNothing(reply)
        ? { 204: { description: 'Done' } }
        : { 200: { description: 'Done', content: { 'application/json': { schema: reply } } } }),
      ...refusalsOf(endpoint.refuses),
    },
  }
}

function refusalsOf(codes: readonly RefusalCode[]): Record<number, Json> {
  const codesByStatus = new Map<number, RefusalCode[]>()
  for (const code of codes) codesByStatus.set(refusals[code], [...(codesByStatus.get(refusals[code]) ?? []), code])
  return Object.fromEntries(
    [...codesByStatus].map(([status, names]) => [
      status,
      {
        description: names.join(', '),
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
    ]),
  )
}

function parametersOf(schema: z.ZodType, where: 'path' | 'query'): Json[] {
  const { properties = {}, required = [] } = schemaOf(schema) as {
    properties?: Record<string, Json>
    required?: string[]
  }
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: property,
  }))
}

function schemaOf(schema: z.ZodType): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return json
}

function isNothing(schema: Json): boolean {
  return 'not' in schema || Object.keys(schema).length === 0
}
