/** SQL of surveys: who was invited, and what somebody may still answer. */
import sql from 'sql-template-tag'
import type { InvitedRow, OwnSurvey, SurveyQuestion } from '../../../contract/surveys.ts'
import type { Tx } from '../../platform/database/database.ts'
import { ownContacts } from './needs.store.ts'

export const listInvited = (tx: Tx, surveyId: string): Promise<Omit<InvitedRow, 'url'>[]> =>
  tx.query<
    Omit<InvitedRow, 'url'>
  >(sql`SELECT i.invitation_id, i.contact_id, coalesce(k.name, i.user_id) AS name, k.email,
      i.customer_id, c.name AS customer_name, coalesce(r.buying_role, i.buying_role) AS buying_role, i.invited_at,
      i.expires_at, r.answered_at, coalesce(r.subject_version - 1, 0) AS changes, coalesce(r.is_contested, false) AS is_contested,
      m.state AS mailed, x.message_id IS NOT NULL AS is_reminded
    FROM needs.survey_invitation i
    LEFT JOIN needs.survey_response r ON r.tenant_id = i.tenant_id AND r.response_id = i.invitation_id
    LEFT JOIN customers.contact k ON k.tenant_id = i.tenant_id AND k.contact_id = i.contact_id
    LEFT JOIN messages.message m ON m.tenant_id = i.tenant_id AND m.customer_id = i.customer_id
      AND m.message_key = 'survey_invited ' || i.invitation_id
    LEFT JOIN messages.message x ON x.tenant_id = i.tenant_id AND x.customer_id = i.customer_id
      AND x.message_key = 'survey_reminded ' || i.invitation_id
    LEFT JOIN customers.customer c ON c.tenant_id = i.tenant_id AND c.customer_id = i.customer_id
    WHERE i.tenant_id = ${tx.tenantId}::uuid AND i.survey_id = ${surveyId} AND i.contact_id IS NOT NULL
    ORDER BY r.answered_at DESC NULLS LAST, i.invited_at, i.invitation_id LIMIT 5000`)

export async function surveyBrief(tx: Tx, surveyId: string, invitationId: string): Promise<Omit<OwnSurvey, 'url'>> {
  const [row] = await tx.query<Omit<OwnSurvey, 'url'>>(sql`SELECT s.survey_id, s.name, s.closes_on, r.answered_at
    FROM needs.survey s LEFT JOIN needs.survey_response r ON r.tenant_id = s.tenant_id AND r.response_id = ${invitationId}
    WHERE s.tenant_id = ${tx.tenantId}::uuid AND s.survey_id = ${surveyId}`)
  return row!
}

/** What is open for this reader: of a customer's person the surveys of customers, of our own people those of beliefs. */
export const listOwnSurveys = (
  tx: Tx,
  { actor, customerId, now }: { actor: string; customerId: string | null; now: Date },
): Promise<Omit<OwnSurvey, 'url'>[]> =>
  tx.query<Omit<OwnSurvey, 'url'>>(sql`SELECT s.survey_id, s.name, s.closes_on, (SELECT min(r.answered_at)
      FROM needs.survey_invitation i
      JOIN needs.survey_response r ON r.tenant_id = i.tenant_id AND r.response_id = i.invitation_id
      WHERE i.tenant_id = s.tenant_id AND i.survey_id = s.survey_id AND (i.user_id = ${actor.replace(/^user:/, '')}
        OR i.contact_id IN (${ownContacts(tx, { userId: actor.replace(/^user:/, ''), customerId })}))) AS answered_at
    FROM needs.survey s
    WHERE s.tenant_id = ${tx.tenantId}::uuid AND s.state = 'open' AND ${now}::date BETWEEN s.opens_on AND s.closes_on
      AND s.audience = ${customerId === null ? 'staff' : 'customers'}
      AND (${customerId}::text IS NULL OR s.segment_id IS NULL OR s.segment_id = (SELECT c.segment_id FROM customers.customer c
        WHERE c.tenant_id = s.tenant_id AND c.customer_id = ${customerId}::text))
    ORDER BY s.closes_on, s.survey_id`)

export const storedQuestions = (tx: Tx, surveyId: string): Promise<SurveyQuestion[]> =>
  tx.query<SurveyQuestion>(sql`SELECT question_number, kind, elements, competitor_id, text FROM needs.survey_question
    WHERE tenant_id = ${tx.tenantId}::uuid AND survey_id = ${surveyId} ORDER BY question_number`)
