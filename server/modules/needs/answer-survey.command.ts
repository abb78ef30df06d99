/**
 * Takes an answer in, or another version of it.
 *
 * One link is one person and one answer. Who answers again until the survey closes changes that answer; the ledger keeps
 * what stood before. Who sends a page that was opened before somebody else's answer came is told so and chooses: nothing
 * is put on top of another's answer in silence, and two answers of one link are never averaged.
 */
import { Refusal } from '../../../contract/refusals.ts'
import type { SurveyResponse } from '../../../contract/surveys.ts'
import { changeRecord, createRecord, getRecord } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { faultsOf } from './answer-faults.ts'
import { requireOpen } from './invite.command.ts'
import { findInvitation, findResponseVersion, segmentOf } from './needs.store.ts'
import { setsFor, surveyResponse } from './survey.ts'

export interface GivenAnswer extends SurveyResponse {
  /** The version that the page was filled from; 0: none yet. */
  readonly version: number
  /** The person knows of the other answer and puts this one in its place. */
  readonly isReplacing?: boolean
}

/** Refuses `link_invalid`, `wrong_state`, `invalid_input` with the faults, and `version_conflict` with the version there is. */
export const answerSurvey = (context: Context, invitationId: string, given: GivenAnswer): Promise<void> =>
  inTransaction(context, async (tx) => {
    const now = context.clock.now()
    const invitation = await findInvitation(tx, invitationId)
    if (!invitation || invitation.expires_at <= now) throw new Refusal('link_invalid')
    const asked = await requireOpen(tx, invitation.survey_id, now)
    const faults = faultsOf(asked.questions, given.answers, (question) => setsFor(invitationId, question))
    if (faults.length > 0) throw new Refusal('invalid_input', { faults })
    if (given.answers.length === 0 && Object.values(given.words).every((words) => words.trim() === ''))
      throw new Refusal('invalid_input', {
        faults: [{ question_number: asked.questions[0]!.question_number, reason: 'nothing' }],
      })
    await tx.client.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`${tx.tenantId} answer ${invitationId}`])
    const before = await findResponseVersion(tx, invitationId)
    const isOther = before !== null && before !== given.version
    if (isOther && !given.isReplacing) throw new Refusal('version_conflict', { version: before })
    const state = {
      buying_role: given.buying_role ?? null,
      department: given.department ?? null,
      language: given.language,
      answered_at: now.toISOString(),
      words: given.words,
      answers: given.answers,
    }
    if (before === null) {
      const { customer_id, contact_id, user_id, survey_id } = invitation
      const segment_id = customer_id === null ? (asked.segment_id ?? null) : await segmentOf(tx, customer_id)
      const person = { customer_id, contact_id, user_id, survey_id, segment_id }
      await createRecord(context, tx, surveyResponse, {
        ...{ ...person, ...state, response_id: invitationId, is_contested: false },
      })
      return
    }
    const { state: stored } = await getRecord(tx, surveyResponse, invitationId)
    await changeRecord(context, tx, surveyResponse, invitationId, () => ({
      ...state,
      is_contested: stored.is_contested === true || isOther,
    }))
  })
