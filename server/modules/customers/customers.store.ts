/** Look-ups that other modules' commands need. */
import sql from 'sql-template-tag'
import { Refusal } from '../../../contract/refusals.ts'
import type { State } from '../../ledger/index.ts'
import type { Tx } from '../../platform/database/database.ts'

/** Refuses `unknown_customer` for a customer that is not registered. */
export async function requireCustomer(tx: Tx, customerId: string): Promise<void> {
  const known = await tx.execute(sql`SELECT 1 FROM customers.customer
    WHERE tenant_id = ${tx.tenantId}::uuid AND customer_id = ${customerId}`)
  if (!known) throw new Refusal('unknown_customer', { customer_id: customerId })
}

/** Refuses `not_found` for nobody of that customer. */
export async function requireContact(tx: Tx, contactId: string, customerId: string): Promise<void> {
  const known = await tx.execute(sql`SELECT 1 FROM customers.contact
    WHERE tenant_id = ${tx.tenantId}::uuid AND contact_id = ${contactId} AND customer_id = ${customerId}`)
  if (!known) throw new Refusal('not_found', { contact_id: contactId })
}

/** A customer may name only a segment and a definition that exist; both live in a module above, so we ask the tables. */
export async function checkCustomer(tx: Tx, state: State): Promise<void> {
  const [row] = await tx.query<{ segment: boolean; definition: boolean }>(sql`SELECT
    ${state.segment_id ?? null}::text IS NULL OR EXISTS (SELECT 1 FROM policies.segment
      WHERE tenant_id = ${tx.tenantId}::uuid AND segment_id = ${state.segment_id ?? null}::text) AS segment,
    ${state.definition_id ?? null}::text IS NULL OR EXISTS (SELECT 1 FROM policies.otif_definition
      WHERE tenant_id = ${tx.tenantId}::uuid AND definition_id = ${state.definition_id ?? null}::text) AS definition`)
  if (!row!.segment) throw new Refusal('unknown_segment', { segment_id: state.segment_id })
  if (!row!.definition) throw new Refusal('unknown_definition', { definition_id: state.definition_id })
}
