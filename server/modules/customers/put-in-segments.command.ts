/** Puts customers into segments, each with its event, in two statements however many there are. */
import sql from 'sql-template-tag'
import { Refusal } from '../../../contract/refusals.ts'
import { appendSelected, selectStates } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { customer } from './customer.ts'

export interface Sorted {
  readonly customer_id: string
  readonly from_segment: string | null
  readonly to_segment: string | null
}

/** Refuses `version_conflict` for a customer that is not where it was seen. */
export async function putInSegments(context: Context, tx: Tx, sorted: readonly Sorted[]): Promise<void> {
  if (!sorted.length) return
  const ids = sorted.map(({ customer_id }) => customer_id)
  const put = await tx.query<{ customer_id: string }>(sql`UPDATE customers.customer c
    SET segment_id = m.to_segment, subject_version = c.subject_version + 1
    FROM unnest(${ids}::text[], ${sorted.map(({ from_segment }) => from_segment)}::text[],
      ${sorted.map(({ to_segment }) => to_segment)}::text[]) AS m (customer_id, from_segment, to_segment)
    WHERE c.tenant_id = ${tx.tenantId}::uuid AND c.customer_id = m.customer_id AND c.segment_id IS NOT DISTINCT FROM m.from_segment
    RETURNING c.customer_id`)
  const moved = new Set(put.map(({ customer_id }) => customer_id))
  const left = ids.find((id) => !moved.has(id))
  if (left !== undefined) throw new Refusal('version_conflict', { subject: 'customer', id: left })
  const events = selectStates(tx, customer, sql`SELECT unnest(${ids}::text[])`)
  await appendSelected(context, tx, { subjectType: customer.subjectType, type: customer.changed, events })
}
