/** Who may be asked by a message, and what became of those who were. */
import sql from 'sql-template-tag'
import type { Tx } from '../../platform/database/database.ts'

export interface Willing {
  readonly contact_id: string
  readonly is_opted_out: boolean
  readonly is_unreachable: boolean
}

/** Contacts a survey could ask, of its segment and roles: who wants no such message, and whom no way leads to. */
export const willingContacts = (
  tx: Tx,
  { surveyId, roles }: { surveyId: string; roles: readonly string[] | null },
): Promise<Willing[]> =>
  tx.query<Willing>(sql`SELECT k.contact_id,
      coalesce(p.is_stopped OR (p.kinds->>'survey_invited')::boolean IS FALSE, false) AS is_opted_out,
      (k.email IS NULL AND k.phone IS NULL) OR k.channel = 'portal' AS is_unreachable
    FROM customers.contact k
    JOIN needs.survey s ON s.tenant_id = k.tenant_id AND s.survey_id = ${surveyId}
    JOIN customers.customer c ON c.tenant_id = k.tenant_id AND c.customer_id = k.customer_id
      AND (s.segment_id IS NULL OR c.segment_id = s.segment_id)
    LEFT JOIN messages.preference p ON p.tenant_id = k.tenant_id AND p.contact_id = k.contact_id
    WHERE k.tenant_id = ${tx.tenantId}::uuid
      AND (${roles === null}::boolean OR k.buying_role = ANY(${[...(roles ?? [])]}::text[]))
      AND NOT EXISTS (SELECT 1 FROM needs.survey_invitation i WHERE i.tenant_id = k.tenant_id AND i.survey_id = s.survey_id
        AND i.contact_id = k.contact_id)`)

export interface Mailed {
  readonly invitation_id: string
  readonly contact_id: string
  readonly customer_id: string
  /** Of the message that invited. */
  readonly state: string
  readonly reason: string | null
  readonly is_answered: boolean
  readonly is_reminded: boolean
  readonly made_at: Date
}

export const mailedInvitations = (tx: Tx, surveyId: string): Promise<Mailed[]> =>
  tx.query<Mailed>(sql`SELECT i.invitation_id, i.contact_id, i.customer_id, m.state, m.reason, m.made_at,
      EXISTS (SELECT 1 FROM needs.survey_response r WHERE r.tenant_id = i.tenant_id AND r.response_id = i.invitation_id) AS is_answered,
      EXISTS (SELECT 1 FROM messages.message x WHERE x.tenant_id = i.tenant_id AND x.customer_id = i.customer_id
        AND x.message_key = 'survey_reminded ' || i.invitation_id) AS is_reminded
    FROM needs.survey_invitation i
    JOIN messages.message m ON m.tenant_id = i.tenant_id AND m.customer_id = i.customer_id
      AND m.message_key = 'survey_invited ' || i.invitation_id
    WHERE i.tenant_id = ${tx.tenantId}::uuid AND i.survey_id = ${surveyId} AND i.contact_id IS NOT NULL`)
