/**
 * How a module offers an endpoint: a value, not a call, so that the whole surface can be listed, documented and tested.
 *
 * The permission says who may call it: the name of a permission, `signed_in` for everyone with a session or key, or
 * `public`. Input is parsed by the schemas before `handle` runs; what `handle` returns is the answer's body.
 */
import type { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Context, Runtime } from '../context.ts'

export interface EndpointInput<Params, Query, Body> {
  readonly params: Params
  readonly query: Query
  readonly body: Body
  readonly request: FastifyRequest
}

export type Access = 'public' | 'signed_in' | (string & {})

interface EndpointShape<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** With `:name` parameters, below /api/v1. */
  readonly path: string
  readonly summary: string
  readonly tag: string
  readonly params?: Params
  readonly query?: Query
  readonly body?: Body
  /** What is answered, for the reference; null: a file or nothing. */
  readonly answer: z.ZodType | null
  readonly status?: 200 | 201 | 202 | 204
  /** Calls a minute from one principal, or from one address where the endpoint is public; the general limit where absent. */
  readonly callsPerMinute?: number
  /** The body is a stream of file parts, read by `handle` itself. */
  readonly isUpload?: true
  /** The body comes as the bytes that were sent (a signature is over bytes), of these media types; at most ten megabytes. */
  readonly rawTypes?: readonly string[]
  /** The answer is an `EventStream`. */
  readonly isStream?: true
  /** Body or answer hold a password or a key: nothing of them is kept, so an idempotency key has no effect. */
  readonly hasSecrets?: true
}

export interface Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
> extends EndpointShape<Params, Query, Body> {
  readonly permission: Access
  handle(context: Context, input: EndpointInput<z.output<Params>, z.output<Query>, z.output<Body>>): Promise<unknown>
}

/** An endpoint that is served before anybody is known, such as signing in; it gets the runtime alone. */
export interface PublicEndpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
> extends EndpointShape<Params, Query, Body> {
  readonly permission: 'public'
  handlePublic(
    runtime: Runtime,
    input: EndpointInput<z.output<Params>, z.output<Query>, z.output<Body>>,
    reply: { setHeader(name: string, value: string | string[]): void },
  ): Promise<unknown>
}

export type AnyEndpoint = Endpoint | PublicEndpoint

/** Keeps the input types of one endpoint; the list of all endpoints forgets them. */
export const endpoint = <P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  definition: Endpoint<P, Q, B>,
): AnyEndpoint => definition as unknown as AnyEndpoint

export const publicEndpoint = <P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  definition: PublicEndpoint<P, Q, B>,
): AnyEndpoint => definition as unknown as AnyEndpoint

/** Words that go on as long as both sides wish, in the form of server-sent events. Stopped when the reader leaves or the server ends. */
export class EventStream {
  readonly tell: (stopping: AbortSignal) => AsyncIterable<string>
  constructor(tell: (stopping: AbortSignal) => AsyncIterable<string>) {
    this.tell = tell
  }
}

/** A file as an answer. */
export class Download {
  readonly fileName: string
  readonly contentType: string
  readonly content: Readable | Buffer
  constructor(fileName: string, contentType: string, content: Readable | Buffer) {
    this.fileName = fileName
    this.contentType = contentType
    this.content = content
  }
}
