/** What is refused before a tool is asked, in the form of JSON-RPC 2.0, with the code of the closed list beside its number. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { toProblem } from '../../platform/http/problem.ts'

/** Section 5.1 of JSON-RPC 2.0: text that is no JSON, what is no request, and a range that servers fill themselves. */
const NUMBERS = { notJson: -32_700, notRequest: -32_600, internal: -32_603, refused: -32_000 }

export function refuseInForm(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = toProblem(error, request.id)
  if (problem.status >= 500) request.log.error({ err: error, requestId: request.id }, 'request failed')
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer')
  const wait = problem.details?.retry_after_seconds
  if (typeof wait === 'number') reply.header('retry-after', String(wait))
  const { code, details, instance } = problem
  const number = numberOf(problem.status, (error as { code?: unknown }).code)
  return reply
    .status(problem.status)
    .header('content-type', 'application/json')
    .send({
      jsonrpc: '2.0',
      id: null,
      error: { code: number, message: problem.title, data: { code, details, instance } },
    })
}

function numberOf(status: number, code: unknown): number {
  if (status >= 500) return NUMBERS.internal
  if (code === 'FST_ERR_CTP_INVALID_JSON_BODY' || code === 'FST_ERR_CTP_EMPTY_JSON_BODY') return NUMBERS.notJson
  return status === 400 ? NUMBERS.notRequest : NUMBERS.refused
}
