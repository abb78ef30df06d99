/** SQL of what contacts want to hear. */
import sql from 'sql-template-tag'
import { MESSAGE_KINDS, type MessagePreference, type PreferenceFile } from '../../../contract/messages.ts'
import { Refusal } from '../../../contract/refusals.ts'
import type { Tx } from '../../platform/database/database.ts'
import { type ReachableContact, wantsKind, waysTo } from './recipients.ts'

const USUAL: MessagePreference = {
  ways: [],
  kinds: {},
  quiet_from: null,
  quiet_to: null,
  zone: null,
  on_weekends: true,
  urgent_at_night: false,
  is_stopped: false,
}

type Found = ReachableContact & { readonly stored: MessagePreference | null }

/** Refuses `not_found`; of a customer's own person also for somebody else's contact. */
export async function readPreference(
  tx: Tx,
  contactId: string,
  customerId: string | null = null,
): Promise<PreferenceFile> {
  const [contact] = await tx.query<Found>(sql`SELECT c.contact_id, c.buying_role, c.language, c.channel,
      c.email IS NOT NULL AS has_email, c.phone IS NOT NULL AS has_phone,
      CASE WHEN p.contact_id IS NOT NULL
        THEN to_jsonb(p) - ARRAY['tenant_id', 'contact_id', 'subject_version'] END AS preference
    FROM customers.contact c LEFT JOIN messages.preference p USING (tenant_id, contact_id)
    WHERE c.tenant_id = ${tx.tenantId}::uuid AND c.contact_id = ${contactId}
      AND (${customerId}::text IS NULL OR c.customer_id = ${customerId}::text)`)
  if (!contact) throw new Refusal('not_found', { contact_id: contactId })
  const preference = contact.preference ?? USUAL
  // What is shown as chosen is what is used: the way of the record stands in where the person has chosen none.
  const usual = waysTo({ ...contact, preference: null }, new Set(['email', 'sms']))
  const ways = preference.ways.length ? preference.ways : (usual as MessagePreference['ways'])
  return {
    contact_id: contact.contact_id,
    preference: { ...preference, ways },
    wanted: Object.fromEntries(
      MESSAGE_KINDS.map((kind) => [
        kind,
        wantsKind(kind, { buying_role: contact.buying_role, preference: { ...preference, is_stopped: false } }),
      ]),
    ),
    has_email: contact.has_email,
    has_phone: contact.has_phone,
  }
}

export async function hasPreference(tx: Tx, contactId: string): Promise<boolean> {
  return (
    (await tx.execute(sql`SELECT 1 FROM messages.preference WHERE tenant_id = ${tx.tenantId}::uuid
      AND contact_id = ${contactId} FOR UPDATE`)) > 0
  )
}

/** The contact who signs in with this login's address. Null: nobody of the customer's has it. */
export async function findOwnContact(tx: Tx, userId: string, customerId: string): Promise<string | null> {
  const [row] = await tx.query<{ contact_id: string }>(sql`SELECT c.contact_id FROM customers.contact c
    JOIN auth."user" u ON lower(u.email) = lower(c.email)
    WHERE c.tenant_id = ${tx.tenantId}::uuid AND c.customer_id = ${customerId} AND u.id = ${userId}
    ORDER BY c.contact_id LIMIT 1`)
  return row?.contact_id ?? null
}

export interface StopSubject {
  readonly contact_id: string
  readonly organization: string
  readonly is_stopped: boolean
}

/** Whom a message with a stop link went to. */
export async function findStopSubject(tx: Tx, sendingId: string): Promise<StopSubject | undefined> {
  const [row] = await tx.query<StopSubject>(sql`SELECT c.contact_id, o.name AS organization,
      coalesce(p.is_stopped, false) AS is_stopped
    FROM messages.sending s JOIN customers.contact c ON c.tenant_id = s.tenant_id AND c.contact_id = s.recipient_id
    JOIN people.organization o ON o.tenant_id = s.tenant_id
    LEFT JOIN messages.preference p ON p.tenant_id = s.tenant_id AND p.contact_id = c.contact_id
    WHERE s.tenant_id = ${tx.tenantId}::uuid AND s.sending_id = ${sendingId}::uuid AND s.recipient_kind = 'contact'`)
  return row
}
