/** SQL of needs: what is known of elements, surveys, invitations and answers. */
import sql, { type Sql } from 'sql-template-tag'
import { Refusal } from '../../../contract/refusals.ts'
import type { State } from '../../ledger/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { isBuiltIn } from './survey.ts'

/** Refuses `not_found` for an element that is neither built in nor one's own. */
export async function requireElements(tx: Tx, elementIds: readonly string[]): Promise<void> {
  const asked = [...new Set(elementIds.filter((id) => !isBuiltIn(id)))]
  if (asked.length === 0) return
  const known = await tx.query<{ element_id: string }>(sql`SELECT element_id FROM needs.service_element
    WHERE tenant_id = ${tx.tenantId}::uuid AND element_id = ANY(${asked})`)
  const missing = asked.find((id) => !known.some(({ element_id }) => element_id === id))
  if (missing !== undefined) throw new Refusal('not_found', { element_id: missing })
}

export async function requireCompetitors(tx: Tx, competitorIds: readonly string[]): Promise<void> {
  if (competitorIds.length === 0) return
  const known = await tx.query<{ competitor_id: string }>(sql`SELECT competitor_id FROM needs.competitor
    WHERE tenant_id = ${tx.tenantId}::uuid AND competitor_id = ANY(${[...competitorIds]})`)
  const missing = competitorIds.find((id) => !known.some(({ competitor_id }) => competitor_id === id))
  if (missing !== undefined) throw new Refusal('not_found', { competitor_id: missing })
}

/** Segments live in a module below this one; reading their table is shared. */
export async function requireSegment(tx: Tx, segmentId: string): Promise<void> {
  const known = await tx.execute(sql`SELECT 1 FROM policies.segment
    WHERE tenant_id = ${tx.tenantId}::uuid AND segment_id = ${segmentId}`)
  if (!known) throw new Refusal('unknown_segment', { segment_id: segmentId })
}

/** Refuses `already_exists` where another referral tells of the same two customers; two at once come one after the other. */
export async function requireNewPair(tx: Tx, { referral_id, customer_id, recommended_id }: State): Promise<void> {
  const pair = `${tx.tenantId} referral ${customer_id} ${recommended_id}`
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtext(${pair}))`)
  const [other] = await tx.query<{ referral_id: string }>(sql`SELECT referral_id FROM needs.referral
    WHERE tenant_id = ${tx.tenantId}::uuid AND customer_id = ${String(customer_id)}
      AND recommended_id = ${String(recommended_id)} AND referral_id <> ${String(referral_id)} LIMIT 1`)
  if (other) throw new Refusal('already_exists', { referral_id: other.referral_id })
}

export interface StoredInvitation {
  readonly invitation_id: string
  readonly survey_id: string
  readonly contact_id: string | null
  readonly user_id: string | null
  readonly customer_id: string | null
  readonly buying_role: string | null
  readonly expires_at: Date
}

export async function findInvitation(tx: Tx, invitationId: string): Promise<StoredInvitation | null> {
  const [row] = await tx.query<StoredInvitation>(sql`SELECT invitation_id, survey_id, contact_id, user_id, customer_id,
      buying_role, expires_at FROM needs.survey_invitation
    WHERE tenant_id = ${tx.tenantId}::uuid AND invitation_id = ${invitationId}`)
  return row ?? null
}

/** The login's own contacts: of its customer, and with the address one signs in with. */
export const ownContacts = (tx: Tx, { userId, customerId }: { userId: string; customerId: string | null }): Sql =>
  sql`SELECT k.contact_id FROM customers.contact k JOIN auth."user" u ON lower(u.email) = lower(k.email)
    WHERE k.tenant_id = ${tx.tenantId}::uuid AND k.customer_id = ${customerId}::text AND u.id = ${userId}`

/** One person has one answer: whoever was invited as a contact comes back to that invitation; an answered one goes first. */
export async function findInvitationOf(
  tx: Tx,
  surveyId: string,
  who: { userId: string; customerId: string | null },
): Promise<string | null> {
  const [row] = await tx.query<{ invitation_id: string }>(sql`SELECT i.invitation_id FROM needs.survey_invitation i
    LEFT JOIN needs.survey_response r ON r.tenant_id = i.tenant_id AND r.response_id = i.invitation_id
    WHERE i.tenant_id = ${tx.tenantId}::uuid AND i.survey_id = ${surveyId}
      AND (i.user_id = ${who.userId} OR i.contact_id IN (${ownContacts(tx, who)}))
    ORDER BY r.answered_at NULLS LAST, i.invited_at, i.invitation_id LIMIT 1`)
  return row?.invitation_id ?? null
}

export async function hasResponses(tx: Tx, surveyId: string): Promise<boolean> {
  return (
    (await tx.execute(sql`SELECT 1 FROM needs.survey_response
      WHERE tenant_id = ${tx.tenantId}::uuid AND survey_id = ${surveyId} LIMIT 1`)) > 0
  )
}

/** What one stored: the version, and whether there is one at all. */
export async function findResponseVersion(tx: Tx, responseId: string): Promise<number | null> {
  const [row] = await tx.query<{ subject_version: number }>(sql`SELECT subject_version FROM needs.survey_response
    WHERE tenant_id = ${tx.tenantId}::uuid AND response_id = ${responseId}`)
  return row?.subject_version ?? null
}

export async function segmentOf(tx: Tx, customerId: string): Promise<string | null> {
  const [row] = await tx.query<{ segment_id: string | null }>(sql`SELECT segment_id FROM customers.customer
    WHERE tenant_id = ${tx.tenantId}::uuid AND customer_id = ${customerId}`)
  return row?.segment_id ?? null
}

export interface Askable {
  readonly contact_id: string
  readonly customer_id: string
  readonly buying_role: string | null
  readonly is_resting: boolean
  readonly is_invited: boolean
}

/** People whom a survey may reach, and who of them was asked something within the days of rest. */
export const listAskable = (
  tx: Tx,
  wish: { surveyId: string; segmentId: string | null; restDays: number; roles: readonly string[] | null; now: Date },
): Promise<Askable[]> =>
  tx.query<Askable>(sql`SELECT k.contact_id, k.customer_id, k.buying_role,
      EXISTS (SELECT 1 FROM needs.survey_invitation i WHERE i.tenant_id = k.tenant_id AND i.contact_id = k.contact_id
        AND i.survey_id <> ${wish.surveyId} AND i.invited_at > ${wish.now}::timestamptz - make_interval(days => ${wish.restDays}::int)) AS is_resting,
      EXISTS (SELECT 1 FROM needs.survey_invitation i WHERE i.tenant_id = k.tenant_id AND i.contact_id = k.contact_id
        AND i.survey_id = ${wish.surveyId})
      OR EXISTS (SELECT 1 FROM needs.survey_invitation i JOIN auth."user" u ON u.id = i.user_id
        WHERE i.tenant_id = k.tenant_id AND i.survey_id = ${wish.surveyId} AND i.customer_id = k.customer_id
        AND lower(u.email) = lower(k.email)) AS is_invited
    FROM customers.contact k JOIN customers.customer c ON c.tenant_id = k.tenant_id AND c.customer_id = k.customer_id
    WHERE k.tenant_id = ${tx.tenantId}::uuid
      AND (${wish.segmentId}::text IS NULL OR c.segment_id = ${wish.segmentId}::text)
      AND (${wish.roles === null ? null : [...wish.roles]}::text[] IS NULL OR k.buying_role = ANY(${wish.roles === null ? [] : [...wish.roles]}))
    ORDER BY k.contact_id`)
