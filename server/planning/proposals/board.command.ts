/** The allocation board: every pool that cannot serve all who wait in time, as it is and as the policy would have it. Only reckoned. */
import sql from 'sql-template-tag'
import type { AllocationBoard, BoardRow } from '../../../contract/allocation-board.ts'
import type { PoolKey } from '../../modules/inventory/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { boardRow } from './board.ts'
import { policyFacts } from './figures.ts'
import { groupBy } from './group-by.ts'
import { shareOut } from './share-out.command.ts'
import { type ShortWish, shortPools } from './short-pools.store.ts'

export async function allocationBoard(tx: Tx, wish: Omit<ShortWish, 'day'>, now: Date): Promise<AllocationBoard> {
  const pools = await shortPools(tx, { ...wish, day: now.toISOString().slice(0, 10) })
  const { ground, plans, changes } = await shareOut(tx, pools, now)
  const byPool = groupBy(
    changes.filter((change) => change.effect !== 'waits'),
    (change) => `${change.product_id} ${change.site_id}`,
  )
  const rows = plans
    .map((plan) => boardRow(plan, { ground, changes: byPool }))
    .filter((row) => row.before < row.asked || row.changes.length > 0)
    .sort((a, b) => b.asked - b.before - (a.asked - a.before) || a.product_id.localeCompare(b.product_id))
  const names = await namesOf(tx, rows)
  const open = await openProposals(tx, rows)
  const named = (id: string | null) => (id === null ? null : (names.customers[id] ?? id))
  return {
    policy: { ...policyFacts(ground.policy), name: await policyName(tx, ground.policy.policy_id) },
    rows: rows.map((row) => ({
      ...row,
      product_name: names.products[row.product_id]?.name ?? null,
      unit: names.products[row.product_id]?.unit ?? null,
      location_name: names.locations[row.location_id] ?? null,
      tiers: row.tiers.map((tier) => ({
        ...tier,
        segments: tier.segments.map((id) => names.segments[id] ?? id),
      })),
      changes: row.changes.map((change) => ({
        ...change,
        customer_name: named(change.customer_id),
        gives_way_to: change.gives_way_to.map((one) => ({ ...one, customer_name: named(one.customer_name) })),
      })),
      proposal_id: open.get(`${row.product_id} ${row.location_id}`) ?? null,
    })),
  }
}

type Reckoned = Pick<BoardRow, 'product_id' | 'location_id' | 'tiers' | 'changes'>
interface Names {
  readonly products: Record<string, { name: string; unit: string | null }>
  readonly locations: Record<string, string>
  readonly segments: Record<string, string>
  readonly customers: Record<string, string>
}

/** All names in one statement. */
async function namesOf(tx: Tx, rows: readonly Reckoned[]): Promise<Names> {
  const changes = rows.flatMap((row) => row.changes)
  const customers = changes.flatMap((one) => [
    one.customer_id,
    ...one.gives_way_to.flatMap(({ customer_name }) => customer_name ?? []),
  ])
  const [found] = await tx.query<Names>(sql`SELECT
    (SELECT coalesce(jsonb_object_agg(product_id, jsonb_build_object('name', name, 'unit', unit)), '{}')
      FROM products.product WHERE tenant_id = ${tx.tenantId}::uuid
        AND product_id = ANY (${rows.map((row) => row.product_id)}::platform.code[])) AS products,
    (SELECT coalesce(jsonb_object_agg(location_id, name), '{}') FROM locations.location
      WHERE tenant_id = ${tx.tenantId}::uuid
        AND location_id = ANY (${rows.map((row) => row.location_id)}::platform.code[])) AS locations,
    (SELECT coalesce(jsonb_object_agg(segment_id, name), '{}') FROM policies.segment
      WHERE tenant_id = ${tx.tenantId}::uuid) AS segments,
    (SELECT coalesce(jsonb_object_agg(customer_id, name), '{}') FROM customers.customer
      WHERE tenant_id = ${tx.tenantId}::uuid AND customer_id = ANY (${customers}::platform.code[])) AS customers`)
  return found!
}

/** By pool the newest open proposal that speaks of it. */
async function openProposals(tx: Tx, rows: readonly PoolKey[]): Promise<Map<string, string>> {
  const found = await tx.query<{ pool: string; proposal_id: string }>(sql`
    SELECT DISTINCT ON (c.product_id, c.site_id) c.product_id || ' ' || c.site_id AS pool, p.proposal_id
    FROM planning.proposal p
    JOIN planning.change c ON c.tenant_id = p.tenant_id AND c.proposal_id = p.proposal_id
    WHERE p.tenant_id = ${tx.tenantId}::uuid AND p.state = 'open'
      AND c.product_id = ANY (${rows.map((row) => row.product_id)}::platform.code[])
    ORDER BY c.product_id, c.site_id, p.made_at DESC`)
  return new Map(found.map((row) => [row.pool, row.proposal_id]))
}

async function policyName(tx: Tx, policyId: string | null): Promise<string | null> {
  if (policyId === null) return null
  const [row] = await tx.query<{ name: string }>(sql`SELECT name FROM policies.allocation_policy
    WHERE tenant_id = ${tx.tenantId}::uuid AND policy_id = ${policyId}`)
  return row?.name ?? null
}
