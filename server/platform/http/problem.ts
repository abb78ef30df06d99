/** Errors as RFC 9457 problem documents with a code from the closed list; a bug says nothing of its inside. */
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { ZodError } from 'zod'

export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly code: string
  readonly detail?: string
  /** Which inputs were refused and why. */
  readonly errors?: { path: string; message: string }[]
  /** Values that explain the refusal, such as the quantity available. */
  readonly details?: Record<string, unknown>
  /** Stands in the log beside the cause: the one thing to tell support. */
  readonly instance: string
}

type Raised = FastifyError & { status?: number; details?: Record<string, unknown> }

/** Codes of the web framework and the database that are the caller's doing, in our words. */
const TRANSLATED: Record<string, [number, string]> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [415, 'unsupported_media'],
  FST_ERR_CTP_BODY_TOO_LARGE: [413, 'too_large'],
  FST_REQ_FILE_TOO_LARGE: [413, 'too_large'],
  '22P02': [400, 'invalid_input'], // text that is no number, date or uuid
  '22001': [400, 'invalid_input'], // text too long for its column
  '22003': [400, 'invalid_input'], // number out of range
  '22007': [400, 'invalid_input'],
  '22008': [400, 'invalid_input'],
  '22021': [400, 'invalid_input'], // a NUL or a broken character
  '22P05': [400, 'invalid_input'],
  '23505': [409, 'already_exists'], // a unique key besides the record's own
  '23514': [400, 'invalid_input'], // a check constraint
  '54000': [400, 'invalid_input'], // more than an index or a document holds
  '54001': [400, 'invalid_input'], // nested deeper than the database reads
  '53300': [503, 'unavailable'],
  '57014': [503, 'unavailable'], // it took longer than it may
  '57P01': [503, 'unavailable'],
  '57P03': [503, 'unavailable'],
  ECONNREFUSED: [503, 'unavailable'],
}

export function toProblem(error: unknown, requestId: string): Problem {
  const raised = error as Raised
  const [status, code] = classify(raised)
  return {
    type: `urn:sevenfold:problem:${code}`,
    title: code.replaceAll('_', ' '),
    status,
    code,
    ...inputErrors(raised),
    ...(raised.name === 'Refusal' && raised.details && Object.keys(raised.details).length
      ? { details: raised.details }
      : {}),
    instance: `urn:request:${requestId}`,
  }
}

function classify(error: Raised): [number, string] {
  if (error.name === 'Refusal') return [error.status ?? 422, error.code]
  if (hasZodFastifySchemaValidationErrors(error) || error instanceof ZodError) return [400, 'invalid_input']
  const translated = TRANSLATED[error.code]
  if (translated) return translated
  // The driver gives no code to a query whose connection broke under it.
  if (error.message?.startsWith('Connection terminated')) return [503, 'unavailable']
  if (error.statusCode === 429) return [429, 'too_many_requests']
  if (error.statusCode === 404) return [404, 'not_found']
  if (error.statusCode && error.statusCode < 500) return [400, 'invalid_input']
  return [500, 'internal_error']
}

function inputErrors(error: Raised): Pick<Problem, 'errors'> {
  if (hasZodFastifySchemaValidationErrors(error)) {
    return {
      errors: error.validation.map((issue) => ({
        path: `${error.validationContext ?? 'body'}${issue.instancePath}`,
        message: issue.message ?? 'invalid',
      })),
    }
  }
  if (error instanceof ZodError) {
    return { errors: error.issues.map((issue) => ({ path: issue.path.join('/'), message: issue.message })) }
  }
  return {}
}

export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = toProblem(error, request.id)
  if (problem.status >= 500) request.log.error({ err: error, requestId: request.id }, 'request failed')
  const wait = problem.details?.retry_after_seconds
  if (typeof wait === 'number') reply.header('retry-after', String(wait))
  return reply.status(problem.status).type('application/problem+json').send(JSON.stringify(problem))
}
