/**
 * `/s/<link>`: the public form of one survey for one person. A link that does not exist or whose survey is over answers
 * alike, and a reader who asks much is slowed down.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from '../../../contract/refusals.ts'
import { type AnswerFault, answerSurvey } from '../../modules/needs/index.ts'
import type { SignedIds } from '../../platform/auth/signed-ids.ts'
import { type Context, type Runtime, systemContext } from '../../platform/context.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { failedAs } from '../../platform/http/failed-as.ts'
import { chosenOf, pickLanguage } from '../../platform/http/reader-language.ts'
import { type SurveyOnPage, surveyOnPage } from '../../views/needs/survey-on-page.ts'
import { toGonePage, toPage } from './page.ts'
import { type Fields, fieldsOf, readForm } from './read-form.ts'

export interface SurveyPageSetting {
  readonly runtime: Runtime
  readonly surveyLinks: SignedIds
}

const CALLS_PER_MINUTE = 60
const FORM_BYTES_MAX = 200_000

interface Asked {
  readonly Params: { readonly token: string }
  readonly Querystring: { readonly l?: string; readonly language?: string; readonly sent?: string }
}

export async function serveSurveyPage(app: FastifyInstance, setting: SurveyPageSetting): Promise<void> {
  await app.register(async (pages) => {
    pages.removeAllContentTypeParsers()
    pages.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: FORM_BYTES_MAX },
      (_, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    )
    const config = { rateLimit: { max: CALLS_PER_MINUTE, keyGenerator: ({ ip }: FastifyRequest) => `survey ${ip}` } }
    pages.get<Asked>('/s/:token', { schema: { hide: true }, config }, (request, reply) => show(setting, request, reply))
    pages.post<Asked>('/s/:token', { schema: { hide: true }, config }, (request, reply) =>
      take(setting, request, reply),
    )
    // A person reads this, not a program.
    pages.setErrorHandler<Error & { statusCode?: number; status?: number }>((error, request, reply) => {
      const status = error.statusCode ?? error.status ?? 500
      if (status >= 500) request.log.error({ err: error }, 'a survey page could not be made')
      return send(
        reply.status(status),
        toGonePage(languageOf(request as FastifyRequest<Asked>, null), failedAs(status)),
      )
    })
  })
}

const languageOf = ({ query, headers }: FastifyRequest<Asked>, contact: string | null) =>
  pickLanguage(chosenOf(query), headers['accept-language'], contact)

function send(reply: FastifyReply, page: string) {
  return reply
    .header('cache-control', 'no-store')
    .header('referrer-policy', 'no-referrer')
    .header('x-robots-tag', 'noindex, nofollow')
    .type('text/html; charset=utf-8')
    .send(page)
}

async function open({ runtime, surveyLinks }: SurveyPageSetting, token: string) {
  const ids = surveyLinks.read(token)
  if (!ids) return null
  const context: Context = systemContext(runtime, ids.first, 'survey-page')
  const survey = await inSnapshot(context, (tx) => surveyOnPage(tx, ids.second, runtime.clock.now()))
  return survey ? { context, survey, path: `/s/${token}` } : null
}

async function show(setting: SurveyPageSetting, request: FastifyRequest<Asked>, reply: FastifyReply) {
  const seen = await open(setting, request.params.token)
  if (!seen) return send(reply.status(404), toGonePage(languageOf(request, null)))
  const { survey, path } = seen
  const language = languageOf(request, survey.language)
  const state = survey.response ? (request.query.sent === '1' ? 'kept' : 'there') : 'form'
  const fields = storedFields(survey)
  return send(
    reply,
    toPage({ survey, language, path, fields, faults: [], state, version: survey.response?.version ?? 0 }),
  )
}

const storedFields = ({ response, questions, invitation_id }: SurveyOnPage): Fields =>
  response ? fieldsOf(response, questions, invitation_id) : {}

async function take(setting: SurveyPageSetting, request: FastifyRequest<Asked>, reply: FastifyReply) {
  const seen = await open(setting, request.params.token)
  if (!seen) return send(reply.status(404), toGonePage(languageOf(request, null)))
  const { context, survey, path } = seen
  const language = languageOf(request, survey.language)
  const fields = (request.body ?? {}) as Fields
  const given = readForm(fields, survey.questions, survey.invitation_id)
  const again = (
    status: number,
    rest: { faults: readonly AnswerFault[]; state: 'form' | 'conflict'; version: number },
  ) => send(reply.status(status), toPage({ survey, language, path, fields, ...rest }))
  try {
    await answerSurvey(context, survey.invitation_id, { ...given, language })
    return reply.redirect(`${path}?l=${language}&sent=1`, 303)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (error.code === 'invalid_input' && Array.isArray(error.details.faults))
      return again(422, { faults: error.details.faults as AnswerFault[], state: 'form', version: given.version })
    if (error.code === 'version_conflict')
      return again(409, { faults: [], state: 'conflict', version: Number(error.details.version) })
    // Closed while the form was open.
    if (error.code === 'wrong_state' || error.code === 'link_invalid')
      return send(reply.status(410), toGonePage(language))
    throw error
  }
}
