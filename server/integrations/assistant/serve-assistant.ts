/**
 * `/mcp`: the Model Context Protocol over streamable HTTP, without sessions: each request brings its key and is answered whole.
 * A key alone opens it, never a cookie, so no page in a browser can speak for its reader.
 */
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from '../../../contract/refusals.ts'
import type { Principal, Runtime } from '../../platform/context.ts'
import { callerOf } from '../../platform/http/app.ts'
import { type Answered, offerTools } from './offer-tools.ts'
import { refuseInForm } from './refuse-in-form.ts'
import type { Asking } from './tools.ts'

export interface AssistantSetting {
  readonly runtime: Runtime
  readonly secret: string
  readonly version: string
  authenticate(request: FastifyRequest): Promise<Principal | null>
}

const CALLS_PER_MINUTE = 120
/** Newer versions of the protocol know no batches at all; each call of one counts like one that comes alone. */
const BATCH_MAX = 10
const BODY_BYTES_MAX = 256 * 1024
const PATH = '/mcp'

export async function serveAssistant(app: FastifyInstance, setting: AssistantSetting): Promise<void> {
  const config = { rateLimit: { max: CALLS_PER_MINUTE, timeWindow: '1 minute' } }
  const count = app.createRateLimit({ ...config.rateLimit, keyGenerator: (request) => `calls ${callerOf(request)}` })
  app.post(
    PATH,
    { schema: { hide: true }, config, bodyLimit: BODY_BYTES_MAX, errorHandler: refuseInForm },
    (request, reply) =>
      answer(app, { ...setting, count: async () => secondsToWait(await count(request)) }, { request, reply }),
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

type Counting = AssistantSetting & { count(): Promise<number> }

const secondsToWait = (counted: { isAllowed: boolean; isExceeded?: boolean; ttlInSeconds?: number }) =>
  !counted.isAllowed && counted.isExceeded ? (counted.ttlInSeconds ?? 60) : 0

async function answer(app: FastifyInstance, setting: Counting, { request, reply }: Exchange) {
  const { authorization } = request.headers
  // Without a key at hand the sign-in would fall back to the cookie.
  const principal = authorization?.startsWith('Bearer sf_') ? await setting.authenticate(request) : null
  reply.header('cache-control', 'no-store')
  if (!principal || !authorization) throw new Refusal('not_signed_in')
  await checkBatch(request.body, setting)
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

/** Refuses a batch that is long, empty or names an answer twice (nobody could tell which is which), and calls beyond the limit. */
async function checkBatch(body: unknown, { count }: Counting): Promise<void> {
  const messages = Array.isArray(body) ? body : [body]
  if (messages.length > BATCH_MAX) throw new Refusal('too_large', { messages_max: BATCH_MAX })
  if (messages.length === 0) throw new Refusal('invalid_input', { field: 'body', reason: 'empty' })
  const ids = messages.map((one) => (one as { id?: unknown } | null)?.id).filter((id) => id !== undefined)
  if (new Set(ids.map((id) => JSON.stringify(id))).size < ids.length)
    throw new Refusal('invalid_input', { field: 'id', reason: 'repeated' })
  for (const _ of messages) {
    const seconds = await count()
    if (seconds > 0) throw new Refusal('too_many_requests', { retry_after_seconds: seconds })
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
