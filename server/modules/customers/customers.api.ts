import sql from 'sql-template-tag'
import { Contact, Customer } from '../../../contract/customers.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { recordEndpoints, type State } from '../../ledger/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { contact, customer } from './customer.ts'
import { requireCustomer } from './customers.store.ts'

/** A customer may name only a segment and a definition that exist; both live in a module above, so we ask the tables. */
async function checkCustomer(tx: Tx, state: State): Promise<void> {
  const [row] = await tx.query<{ segment: boolean; definition: boolean }>(sql`SELECT
    ${state.segment_id ?? null}::text IS NULL OR EXISTS (SELECT 1 FROM policies.segment
      WHERE tenant_id = ${tx.tenantId}::uuid AND segment_id = ${state.segment_id ?? null}::text) AS segment,
    ${state.definition_id ?? null}::text IS NULL OR EXISTS (SELECT 1 FROM policies.otif_definition
      WHERE tenant_id = ${tx.tenantId}::uuid AND definition_id = ${state.definition_id ?? null}::text) AS definition`)
  if (!row!.segment) throw new Refusal('unknown_segment', { segment_id: state.segment_id })
  if (!row!.definition) throw new Refusal('unknown_definition', { definition_id: state.definition_id })
}

export const customerEndpoints = [
  ...recordEndpoints({
    type: customer,
    path: '/customers',
    tag: 'customers',
    read: 'master_data.read',
    write: 'master_data.write',
    body: Customer,
    searched: ['customer_id', 'name'],
    filters: ['segment_id', 'country'],
    check: checkCustomer,
  }),
  ...recordEndpoints({
    type: contact,
    path: '/contacts',
    tag: 'contacts',
    read: 'master_data.read',
    write: 'master_data.write',
    body: Contact,
    searched: ['contact_id', 'name', 'email'],
    filters: ['customer_id', 'buying_role'],
    check: async (tx, state) => {
      if (state.customer_id) await requireCustomer(tx, String(state.customer_id))
    },
  }),
]
