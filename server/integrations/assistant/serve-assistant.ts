/**
 * `/mcp`: the Model Context Protocol over streamable HTTP, without sessions: each request brings its key and is answered whole.
 * A key alone opens it, never a cookie, so no page in a browser can speak for its reader.
 */
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Principal, Runtime } from '../../platform/context.ts'
import { type Answered, offerTools } from './offer-tools.ts'
import type { Asking } from './tools.ts'

export interface AssistantSetting {
  readonly runtime: Runtime
  readonly secret: string
  readonly version: string
  authenticate(request: FastifyRequest): Promise<Principal | null>
}

const CALLS_PER_MINUTE = 120
const BODY_BYTES_MAX = 256 * 1024
const PATH = '/mcp'

export async function serveAssistant(app: FastifyInstance, setting: AssistantSetting): Promise<void> {
  const config = { rateLimit: { max: CALLS_PER_MINUTE, timeWindow: '1 minute' } }
  app.post(PATH, { schema: { hide: true }, config, bodyLimit: BODY_BYTES_MAX }, (request, reply) =>
    answer(app, setting, { request, reply }),
  )
  // Without sessions there is no stream to open and none to end.
  for (const method of ['GET', 'DELETE'] as const)
    app.route({
      method,
      url: PATH,
      schema: { hide: true },
      config,
      handler: (_, reply) => reply.status(405).header('allow', 'POST').send(),
    })
}

interface Exchange {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

async function answer(app: FastifyInstance, setting: AssistantSetting, { request, reply }: Exchange) {
  const { authorization } = request.headers
  // Without a key at hand the sign-in would fall back to the cookie.
  const principal = authorization?.startsWith('Bearer sf_') ? await setting.authenticate(request) : null
  reply.header('cache-control', 'no-store')
  if (!principal || !authorization)
    return reply.status(401).header('www-authenticate', 'Bearer').send({ error: 'not_signed_in' })
  const server = offerTools({
    context: { ...setting.runtime, principal },
    secret: setting.secret,
    version: setting.version,
    ask: (asking, key) => ask(app, { ...asking, authorization, key }),
  })
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true })
  await server.connect(transport)
  try {
    const answered = await transport.handleRequest(toWebRequest(request), { parsedBody: request.body })
    for (const [name, value] of answered.headers) reply.header(name, value)
    return reply.status(answered.status).send(await answered.text())
  } finally {
    await server.close()
  }
}

function toWebRequest({ headers }: FastifyRequest): Request {
  const known = Object.entries(headers).filter(([, value]) => typeof value === 'string') as [string, string][]
  return new Request(`http://localhost${PATH}`, { method: 'POST', headers: known })
}

type Inner = Asking & { readonly authorization: string; readonly key: string | undefined }

/** The program's own front door, so that nothing an assistant does passes by a rule. */
async function ask(app: FastifyInstance, { method, path, query, body, authorization, key }: Inner): Promise<Answered> {
  const known = Object.entries(query ?? {}).filter(([, value]) => value !== undefined)
  const search = new URLSearchParams(known.map(([name, value]) => [name, String(value)])).toString()
  const answered = await app.inject({
    method,
    url: `/api/v1${path}${search ? `?${search}` : ''}`,
    headers: { authorization, ...(key && { 'idempotency-key': key }) },
    ...(body !== undefined && { payload: body as object }),
  })
  return { status: answered.statusCode, body: answered.body ? answered.json() : null }
}
