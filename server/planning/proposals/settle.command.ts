/** A promise was dealt with in another way: open proposals stop speaking of it. */
import sql from 'sql-template-tag'
import type { Proposal } from '../../../contract/proposals.ts'
import type { PoolKey } from '../../modules/inventory/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { checkPromises } from './check-promises.command.ts'
import { endProposal, lockProposals } from './proposals.store.ts'

interface Line {
  readonly order_id: string
  readonly line_number: number
}

/**
 * A proposal of which no promise is as it was is over. One about goods or supply that speaks of others too is reckoned anew;
 * disruptions and allocations stand for themselves, and carrying them out leaves what has changed since.
 */
export function settleProposals(context: Context, line: Line): Promise<void> {
  return inTransaction(context, async (tx) => {
    await lockProposals(tx)
    const outdated = await listOutdated(tx, line)
    for (const { proposal_id } of outdated.filter(({ is_live }) => !is_live))
      await endProposal(context, tx, proposal_id, 'outdated')
    const live = outdated.find(
      ({ is_live, kind, pools }) => is_live && pools.length > 0 && (kind === 'supply' || kind === 'stock'),
    )
    if (!live) return
    const { pools, kind, cause } = live
    await checkPromises({ ...context, tx }, { pools, kind, cause })
  })
}

interface Outdated extends Pick<Proposal, 'proposal_id' | 'kind' | 'cause'> {
  /** It speaks of a promise that is as it was when the proposal was made. */
  readonly is_live: boolean
  readonly pools: readonly PoolKey[]
}

/** Open proposals that would change the line's promise as it was before. */
const listOutdated = (tx: Tx, { order_id, line_number }: Line) =>
  tx.query<Outdated>(sql`SELECT p.proposal_id, p.kind, p.cause, own.pools,
      EXISTS (SELECT FROM planning.change c WHERE c.tenant_id = p.tenant_id AND c.proposal_id = p.proposal_id
        AND c.effect <> 'waits' AND c.promise_version = (SELECT max(v.version) FROM promises.promise v
          WHERE v.tenant_id = c.tenant_id AND v.order_id = c.order_id AND v.line_number = c.line_number)) AS is_live
    FROM planning.proposal p JOIN (SELECT c.proposal_id, coalesce(jsonb_agg(jsonb_build_object('product_id', c.product_id,
          'location_id', c.site_id)) FILTER (WHERE c.site_id IS NOT NULL), '[]') AS pools
        FROM planning.change c WHERE c.tenant_id = ${tx.tenantId}::uuid AND c.order_id = ${order_id}
          AND c.line_number = ${line_number} AND c.effect <> 'waits'
          AND c.promise_version < (SELECT max(v.version) FROM promises.promise v WHERE v.tenant_id = ${tx.tenantId}::uuid
            AND v.order_id = ${order_id} AND v.line_number = ${line_number})
        GROUP BY 1) own USING (proposal_id)
    WHERE p.tenant_id = ${tx.tenantId}::uuid AND p.state = 'open' ORDER BY p.proposal_id
    FOR UPDATE OF p`)
