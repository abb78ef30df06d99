/** The web server: security headers, limits, who is asking, parsing, problem documents, OpenAPI, metrics and health. */
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifySchema,
  LogController,
} from 'fastify'
import { jsonSchemaTransform, validatorCompiler } from 'fastify-type-provider-zod'
import type { Registry } from 'prom-client'
import { z } from 'zod'
import { sessionTokenOf } from '../auth/sign-in.ts'
import type { Principal, Runtime } from '../context.ts'
import { type AnyEndpoint, Download, type EndpointInput, EventStream } from './endpoint.ts'
import { once } from './idempotency.ts'
import { KnownPaths } from './known-paths.ts'
import { createMetrics } from './metrics.ts'
import { sendProblem } from './problem.ts'

export interface AppOptions {
  readonly runtime: Runtime
  readonly endpoints: readonly AnyEndpoint[]
  /** Who is asking, from the cookie or the key; null for nobody. Cookies go out with the answer: a session was prolonged. */
  authenticate(request: FastifyRequest): Promise<(Principal & { readonly cookies?: readonly string[] }) | null>
  /** Makes the error that the error page knows: the contract's Refusal, handed in because platform knows no contract. */
  refuse(code: string, details?: Record<string, unknown>): Error
  /** Whether the database answers and migrations are done. */
  isReady(): Promise<boolean>
  readonly version: string
  /** Adds the figures of other parts of the program to /metrics. */
  addGauges?(registry: Registry): void
  readonly uploadBytesMax?: number
  readonly callsPerMinute?: number
}

const BODY_BYTES_MAX = 2 * 1024 * 1024
const RAW_BYTES_MAX = 10 * 1024 * 1024

export async function createApp(options: AppOptions): Promise<FastifyInstance> {
  const app: FastifyInstance = Fastify({
    loggerInstance: options.runtime.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_BYTES_MAX,
    genReqId: () => options.runtime.ids.uuid(),
    trustProxy: 'loopback',
    // What the router itself refuses, such as an address with a broken escape, is answered like everything else.
    frameworkErrors: (error, request, reply) => sendProblem(error, request, reply),
    routerOptions: { maxParamLength: 300 },
  })
  // Bodies are JSON, files or bytes; text would only be refused later and less clearly.
  app.removeContentTypeParser('text/plain')
  app.setValidatorCompiler(validatorCompiler)
  // Answers are typed by the contract and tested against it; parsing each again would double the cost of a list.
  app.setSerializerCompiler(() => (body) => JSON.stringify(body))
  app.setErrorHandler((error, request, reply) => sendProblem(error, request, reply))
  const known = new KnownPaths()
  app.addHook('onRoute', ({ url, method }) => known.add(url, method))
  app.setNotFoundHandler((request, reply) => {
    const methods = known.methodsAt(request.url)
    if (methods.length === 0) return sendProblem(options.refuse('not_found'), request, reply)
    reply.header('allow', methods.join(', '))
    return sendProblem(options.refuse('wrong_method', { methods }), request, reply)
  })
  await app.register(helmet, {
    contentSecurityPolicy: { directives: contentRules() },
    referrerPolicy: { policy: 'same-origin' },
  })
  await app.register(rateLimit, {
    max: options.callsPerMinute ?? 3_000,
    timeWindow: '1 minute',
    // A screen is some forty small files, and none of them costs a query.
    allowList: ({ url }) => !['/api/', '/t/', '/s/', '/f/', '/mcp'].some((path) => url.startsWith(path)),
    keyGenerator: callerOf,
    // More callers than the library remembers by itself: made-up ones must not push out those that are counted.
    cache: 20_000,
    errorResponseBuilder: () => options.refuse('too_many_requests'),
  })
  await app.register(multipart, { limits: { fileSize: options.uploadBytesMax ?? 1024 ** 3, files: 1, fields: 10 } })
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Sevenfold', version: options.version },
      components: securitySchemes(),
    },
    transform: jsonSchemaTransform,
  })
  const openStreams = new Map<AbortController, string>()
  app.decorate('openStreams', openStreams)
  app.addHook('preClose', async () => {
    for (const one of openStreams.keys()) one.abort()
  })
  const metrics = createMetrics(options.addGauges)
  app.addHook('onResponse', async (request, reply) => metrics.observe(request, reply))
  await app.register(async (api) => {
    for (const endpoint of options.endpoints) if (!endpoint.rawTypes) addEndpoint(api, endpoint, options)
  })
  await app.register(async (api) => {
    api.removeAllContentTypeParsers()
    api.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: RAW_BYTES_MAX }, (_, body, done) => done(null, body))
    for (const endpoint of options.endpoints) if (endpoint.rawTypes) addEndpoint(api, endpoint, options)
  })
  addHealth(app, options, metrics)
  return app
}

function contentRules() {
  return {
    'default-src': ["'self'"],
    'script-src': ["'self'"],
    // Mantine sets sizes and colors through style attributes.
    'style-src': ["'self'", "'unsafe-inline'"],
    'img-src': ["'self'", 'data:'],
    'frame-ancestors': ["'none'"],
    'upgrade-insecure-requests': null,
  }
}

const securitySchemes = () => ({
  securitySchemes: {
    session: { type: 'apiKey' as const, in: 'cookie' as const, name: 'sevenfold.session_token' },
    key: { type: 'http' as const, scheme: 'bearer' },
  },
})

const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  instance: z.string(),
})

function addEndpoint(app: FastifyInstance, endpoint: AnyEndpoint, options: AppOptions): void {
  const schema = {
    summary: endpoint.summary,
    tags: [endpoint.tag],
    operationId: `${endpoint.method.toLowerCase()}${endpoint.path.replace(/[^a-zA-Z]+(\w?)/g, (_, letter) => letter.toUpperCase())}`,
    security: endpoint.permission === 'public' ? [] : [{ session: [] }, { key: [] }],
    ...(endpoint.params && { params: endpoint.params }),
    ...(endpoint.query && { querystring: endpoint.query }),
    ...(endpoint.body && { body: endpoint.body }),
    ...(endpoint.isUpload && { consumes: ['multipart/form-data'] }),
    ...(endpoint.rawTypes && { consumes: endpoint.rawTypes }),
    ...(endpoint.isStream && { produces: ['text/event-stream'] }),
    response: { ...(endpoint.answer && { [endpoint.status ?? 200]: endpoint.answer }), default: Problem },
  } as FastifySchema
  app.route({
    method: endpoint.method,
    url: `/api/v1${endpoint.path}`,
    schema,
    ...(endpoint.rawTypes && { bodyLimit: RAW_BYTES_MAX }),
    config: endpoint.callsPerMinute ? { rateLimit: ownLimit(endpoint, endpoint.callsPerMinute) } : {},
    // Rights are checked before the body is parsed: a stranger's bad body learns nothing but 401.
    onRequest: async (request, reply) => admit(endpoint, { request, reply }, options),
    handler: (request, reply) => run(endpoint, request, reply, options),
  })
}

/** By the session itself: whatever else stands in the cookie can be made up anew for each call. */
export const callerOf = ({ headers, ip, url }: Pick<FastifyRequest, 'headers' | 'ip' | 'url'>): string => {
  const secret = isApi(url) ? (headers.authorization ?? (headers.cookie && sessionTokenOf(headers.cookie))) : null
  // Hashed: a header may be sixteen kilobytes long, and thousands of them are remembered.
  return secret ? createHash('sha256').update(secret).digest('base64url') : ip
}

/** Pages behind a link know nobody, so nothing that can be made up counts there. */
const isApi = (url: string) => url.startsWith('/api/') || url.startsWith('/mcp')

/** A stranger is counted by address: a header can be made up anew for each call. */
const ownLimit = (endpoint: AnyEndpoint, max: number) => ({
  max,
  timeWindow: '1 minute',
  ...(endpoint.permission === 'public' && { keyGenerator: (request: FastifyRequest) => request.ip }),
})

const principals = new WeakMap<FastifyRequest, Principal>()

interface Exchange {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

async function admit(endpoint: AnyEndpoint, { request, reply }: Exchange, options: AppOptions): Promise<void> {
  if (endpoint.permission === 'public') return
  const principal = await options.authenticate(request)
  if (!principal) throw options.refuse('not_signed_in')
  if (principal.cookies?.length) reply.header('set-cookie', principal.cookies)
  if (!may(principal, endpoint.permission)) throw options.refuse('not_allowed', { permission: endpoint.permission })
  principals.set(request, principal)
}

const may = (principal: Principal, permission: string) =>
  permission === 'signed_in' || principal.permissions.has(permission) || principal.permissions.has('*')

async function run(endpoint: AnyEndpoint, request: FastifyRequest, reply: FastifyReply, options: AppOptions) {
  const input = { params: request.params, query: request.query, body: request.body, request } as EndpointInput<
    never,
    never,
    never
  >
  const answering = { reply, endpoint, refuse: options.refuse }
  reply.header('cache-control', 'no-store')
  if ('handlePublic' in endpoint) {
    const setHeader = (name: string, value: string | string[]) => void reply.header(name, value)
    return answer(answering, await endpoint.handlePublic(options.runtime, input, { setHeader }))
  }
  checkAddress(request, options.refuse)
  const context = { ...options.runtime, principal: principals.get(request)! }
  const key = request.headers['idempotency-key']
  if (
    endpoint.method === 'GET' ||
    endpoint.isUpload ||
    endpoint.rawTypes ||
    endpoint.hasSecrets ||
    typeof key !== 'string'
  ) {
    return answer(answering, await endpoint.handle(context, input))
  }
  if (key.length < 1 || key.length > 200) throw options.refuse('invalid_input', { header: 'Idempotency-Key' })
  const request_ = { key, endpoint: `${endpoint.method} ${endpoint.path}`, input: { ...input, request: undefined } }
  const kept = await once(context, request_, (joined) => endpoint.handle(joined, input))
  if ('mismatch' in kept) throw options.refuse('idempotency_mismatch')
  if (kept.isReplay) reply.header('idempotent-replay', 'true')
  return answer(answering, kept.body)
}

/**
 * No text in the database holds a NUL, and a file that is being written could no longer say so. A span that ends before it begins
 * holds nothing, and nobody means it.
 */
function checkAddress({ query, params }: FastifyRequest, refuse: AppOptions['refuse']): void {
  for (const [name, value] of [...Object.entries(params ?? {}), ...Object.entries(query ?? {})])
    if (typeof value === 'string' && value.includes('\0')) throw refuse('invalid_input', { field: name })
  const { from, to } = (query ?? {}) as { from?: unknown; to?: unknown }
  const areDays = [from, to].every((one) => typeof one === 'string' && /^\d{4}-\d\d-\d\d$/.test(one))
  if (areDays && String(from) > String(to)) throw refuse('time_order', { from, to })
}

/** Open pages of one person or key: each holds a connection and some memory for minutes. */
const STREAMS_MAX = 30

interface Streaming {
  /** What would go on for minutes must not keep the server from ending; by whom each is read. */
  readonly openStreams: Map<AbortController, string>
}

function sendStream(reply: FastifyReply, { tell }: EventStream, refuse: AppOptions['refuse']) {
  const stopping = new AbortController()
  const { openStreams: open } = reply.server as FastifyInstance & Streaming
  const actor = principals.get(reply.request)?.actor ?? reply.request.ip
  if ([...open.values()].filter((one) => one === actor).length >= STREAMS_MAX) throw refuse('too_many_requests')
  open.set(stopping, actor)
  const end = () => {
    open.delete(stopping)
    stopping.abort()
  }
  reply.raw.once('close', end)
  // Proxies must hand on each word as it comes.
  reply.header('x-accel-buffering', 'no')
  // Kept for another request, the connection would keep the server from ending.
  reply.header('connection', 'close')
  return reply.type('text/event-stream; charset=utf-8').send(Readable.from(tell(stopping.signal)))
}

interface Answering {
  readonly reply: FastifyReply
  readonly endpoint: AnyEndpoint
  readonly refuse: AppOptions['refuse']
}

function answer({ reply, endpoint, refuse }: Answering, body: unknown) {
  if (body instanceof EventStream) return sendStream(reply, body, refuse)
  if (body instanceof Download) {
    const ascii = body.fileName.replace(/[^\w.-]+/g, '_')
    reply.header(
      'content-disposition',
      `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(body.fileName)}`,
    )
    return reply.type(body.contentType).send(body.content)
  }
  reply.status(endpoint.status ?? 200)
  return body === undefined || body === null ? reply.status(204).send() : reply.send(body)
}

function addHealth(app: FastifyInstance, options: AppOptions, metrics: ReturnType<typeof createMetrics>): void {
  app.get('/healthz', { schema: { hide: true } }, async () => ({ status: 'ok' }))
  app.get('/readyz', { schema: { hide: true } }, async (_, reply) => {
    const isReady = await options.isReady().catch(() => false)
    return reply.status(isReady ? 200 : 503).send({ status: isReady ? 'ready' : 'not_ready' })
  })
  app.get('/metrics', { schema: { hide: true } }, async (_, reply) =>
    reply.type(metrics.contentType).send(await metrics.text()),
  )
  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger())
}
