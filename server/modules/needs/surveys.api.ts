/** Endpoints of surveys: their questions, whom they ask, and the links that open them. */
import { z } from 'zod'
import { Refusal } from '../../../contract/refusals.ts'
import {
  ELEMENT_QUESTIONS,
  Invited,
  OwnSurvey,
  OwnSurveys,
  SampleAnswer,
  SampleWish,
  Survey,
  type SurveyQuestion,
} from '../../../contract/surveys.ts'
import { Code } from '../../../contract/values.ts'
import { recordEndpoints, type State } from '../../ledger/index.ts'
import type { SignedIds } from '../../platform/auth/signed-ids.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { inviteMyself, inviteSample } from './invite.command.ts'
import { hasResponses, requireCompetitors, requireElements, requireSegment } from './needs.store.ts'
import { survey as SURVEY_TYPE } from './survey.ts'
import { listInvited, listOwnSurveys, storedQuestions, surveyBrief } from './surveys.store.ts'

export interface SurveyLinks {
  readonly baseUrl: string
  readonly surveyLinks: SignedIds
}

/** Path below the address of the server, such as `/s/Aq3…`. */
export const pathOfSurvey = (signed: SignedIds, tenantId: string, invitationId: string): string =>
  `/s/${signed.sign(tenantId, invitationId)}`

const tag = 'surveys'
const params = z.object({ id: Code })

export function surveyEndpoints({ baseUrl, surveyLinks }: SurveyLinks) {
  const urlOf = (tenantId: string, invitationId: string) =>
    new URL(pathOfSurvey(surveyLinks, tenantId, invitationId), baseUrl).href
  const own = (path: string, permission: string, summary: string) =>
    endpoint({
      ...{ method: 'POST', path, tag, permission, summary, params, answer: OwnSurvey, hasSecrets: true },
      handle: async (context, { params: { id } }) => {
        const invitationId = await inviteMyself(context, id)
        return inSnapshot(context, async (tx) => ({
          ...(await surveyBrief(tx, id, invitationId)),
          url: urlOf(tx.tenantId, invitationId),
        }))
      },
    })
  const listOwn = (path: string, permission: string, summary: string) =>
    endpoint({
      ...{ method: 'GET', path, tag, permission, summary, answer: OwnSurveys },
      handle: (context) =>
        inSnapshot(context, async (tx) => {
          const { actor, customerId } = context.principal
          return { rows: await listOwnSurveys(tx, { actor, customerId, now: context.clock.now() }) }
        }),
    })
  return [
    ...recordEndpoints({
      ...{ type: SURVEY_TYPE, path: '/surveys', tag, read: 'needs.read', write: 'needs.write', body: Survey },
      searched: ['survey_id', 'name'],
      filters: ['audience', 'state', 'segment_id'],
      check: checkSurvey,
    }),
    endpoint({
      ...{ method: 'POST', path: '/surveys/:id/sample', tag, permission: 'needs.write', params },
      summary: 'Invite people to a survey, nobody more often than its days of rest allow; or only count them',
      body: SampleWish,
      answer: SampleAnswer,
      handle: (context, { params: { id }, body }) => inviteSample(context, id, body),
    }),
    endpoint({
      ...{ method: 'GET', path: '/surveys/:id/invitations', tag, permission: 'needs.write', params },
      summary: 'Who was invited, with the link that is theirs alone',
      answer: Invited,
      hasSecrets: true,
      handle: (context, { params: { id } }) =>
        inSnapshot(context, async (tx) => {
          const rows = await listInvited(tx, id)
          return { rows: rows.map((row) => ({ ...row, url: urlOf(tx.tenantId, row.invitation_id) })) }
        }),
    }),
    own('/surveys/:id/own-link', 'needs.answer', 'The own link to a survey of beliefs'),
    listOwn('/own-surveys', 'needs.answer', 'Surveys that ask what one believes'),
    own('/portal/surveys/:id/own-link', 'portal.read', 'The own link to a survey that asks the own company'),
    listOwn('/portal/surveys', 'portal.read', 'Surveys that ask the own company'),
  ]
}

async function checkSurvey(tx: Tx, state: State): Promise<void> {
  const { survey_id, opens_on, closes_on, segment_id } = state as unknown as Survey
  const questions = (state.questions ?? []) as SurveyQuestion[]
  if (closes_on < opens_on) throw new Refusal('time_order', { from: opens_on, to: closes_on })
  if (segment_id != null) await requireSegment(tx, segment_id)
  for (const question of questions) checkQuestion(question)
  await requireElements(
    tx,
    questions.flatMap(({ elements = [] }) => elements),
  )
  await requireCompetitors(
    tx,
    questions.flatMap(({ competitor_id }) => competitor_id ?? []),
  )
  if (state.state !== 'draft' && questions.length === 0)
    throw new Refusal('invalid_input', { field: 'questions', reason: 'none' })
  if (!(await hasResponses(tx, survey_id))) return
  // Whoever has answered has answered these questions.
  const before = await storedQuestions(tx, survey_id)
  if (JSON.stringify(before) !== JSON.stringify(questions.map(plain).toSorted(byNumber)))
    throw new Refusal('wrong_state', { survey_id, field: 'questions', reason: 'answered' })
}

function checkQuestion({ question_number, kind, elements = [], competitor_id, text }: SurveyQuestion): void {
  const isAboutElements = ELEMENT_QUESTIONS.includes(kind)
  const wrong = (reason: string) => new Refusal('invalid_input', { field: 'questions', question_number, reason })
  if (new Set(elements).size < elements.length) throw wrong('repeated')
  if (isAboutElements && elements.length < (kind === 'points' || kind === 'best_worst' ? 2 : 1)) throw wrong('elements')
  if (!isAboutElements && elements.length > 0) throw wrong('no_elements')
  if ((kind === 'competitor') !== (competitor_id != null)) throw wrong('competitor_id')
  if (kind === 'open' && !text) throw wrong('text')
}

const plain = ({ question_number, kind, elements = [], competitor_id, text }: SurveyQuestion) => ({
  question_number,
  kind,
  elements,
  competitor_id: competitor_id ?? null,
  text: text ?? null,
})
const byNumber = (a: { question_number: number }, b: { question_number: number }) =>
  a.question_number - b.question_number
