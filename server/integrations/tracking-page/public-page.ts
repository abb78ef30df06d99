/** What the public pages share: forms are read, nothing is kept by a browser or found by a search, and an error is a page too. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { failedAs } from '../../platform/http/failed-as.ts'
import { chosenOf, type PageLanguage, pickLanguage } from '../../platform/http/reader-language.ts'
import { toGonePage } from './page.ts'

export interface PageRequest {
  readonly Params: { readonly token: string }
  readonly Querystring: { readonly l?: string; readonly language?: string }
}

export const CALLS_PER_MINUTE = 60

export const readForms = (pages: FastifyInstance, bodyLimit: number): void => {
  // Anything but a form is none: what reads the fields counts on texts.
  pages.removeAllContentTypeParsers()
  pages.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string', bodyLimit }, (_, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  )
}

export const languageOf = (
  { query, headers }: Pick<FastifyRequest<PageRequest>, 'query' | 'headers'>,
  customer: string | null,
): PageLanguage => pickLanguage(chosenOf(query), headers['accept-language'], customer)

export const send = (reply: FastifyReply, page: string) =>
  reply
    .header('cache-control', 'no-store')
    .header('referrer-policy', 'no-referrer')
    .header('x-robots-tag', 'noindex, nofollow')
    .type('text/html; charset=utf-8')
    .send(page)

/** A person reads this, not a program. */
export function sendFailure(
  error: Error & { statusCode?: number; status?: number },
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const status = error.statusCode ?? error.status ?? 500
  if (status >= 500) request.log.error({ err: error }, 'a public page could not be made')
  const language = languageOf(request as FastifyRequest<PageRequest>, null)
  return send(reply.status(status), toGonePage(language, failedAs(status)))
}
