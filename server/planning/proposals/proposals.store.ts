/** SQL of proposals and their changes. */
import sql, { empty } from 'sql-template-tag'
import type { AllocationFigures, Proposal, ProposedChange } from '../../../contract/proposals.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { append, nextNumber, type State, type Verifiable } from '../../ledger/index.ts'
import type { PoolKey } from '../../modules/inventory/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'

export interface NewProposal {
  readonly kind: Proposal['kind']
  readonly cause: Record<string, unknown>
  readonly changes: readonly ProposedChange[]
  readonly figures?: AllocationFigures
}

/** Ends the open proposals that `ended` names and keeps the new one in their place; without changes there is no new one. */
export async function keepProposal(
  context: Context,
  tx: Tx,
  proposal: NewProposal,
  ended: readonly string[],
): Promise<string | null> {
  for (const id of ended) await endProposal(context, tx, id, 'outdated')
  if (proposal.changes.length === 0) return null
  const proposal_id = await nextNumber(context, { subjectType: 'proposal', prefix: 'PR' })
  // Who goes on waiting stands in the proposal to be told why, but is not touched by it.
  const touched = proposal.changes.filter((change) => change.effect !== 'waits')
  const line_count = touched.length
  const customers = new Set(touched.map((change) => change.customer_id)).size
  const figures = proposal.figures === undefined ? null : JSON.stringify(proposal.figures)
  await tx.execute(sql`INSERT INTO planning.proposal (tenant_id, proposal_id, kind, cause, made_at, line_count, customer_count,
      actor, figures, subject_version)
    VALUES (${tx.tenantId}::uuid, ${proposal_id}, ${proposal.kind}, ${JSON.stringify(proposal.cause)}::jsonb,
      ${context.clock.now()}, ${line_count}, ${customers}, ${context.principal.actor}, ${figures}::jsonb, 1)`)
  await tx.execute(sql`INSERT INTO planning.change SELECT c.* FROM jsonb_populate_recordset(NULL::planning.change,
    ${JSON.stringify(proposal.changes.map((change) => ({ ...change, tenant_id: tx.tenantId, proposal_id })))}::jsonb) c`)
  const { kind, cause } = proposal
  const data = { state: 'open', kind, cause, line_count, customer_count: customers }
  const event = { type: 'ChangesProposed', data, eventTime: context.clock.now() }
  await append(context, tx, { type: 'proposal', id: proposal_id }, 0, [event])
  return proposal_id
}

/**
 * The one open proposal that says the very same already: it stays, so that a link to it holds when the same facts are looked
 * at twice, by whoever changed them and by the watch.
 */
export async function findSame(
  tx: Tx,
  open: readonly string[],
  changes: readonly ProposedChange[],
): Promise<string | null> {
  const [known, ...others] = open
  if (known === undefined || others.length > 0) return null
  const said = (all: readonly ProposedChange[]) => all.map(whatIsSaid).sort().join('\n')
  return said(await listChanges(tx, known, null)) === said(changes) ? known : null
}

const whatIsSaid = (change: ProposedChange): string =>
  JSON.stringify([
    change.order_id,
    change.line_number,
    change.quantity,
    change.effect,
    change.promise_version,
    change.need_on,
    change.to_date,
    change.new_site_id,
    change.new_lane_id,
    change.new_need_on,
    change.new_departs_on,
    change.new_to_date,
  ])

export interface Overlap {
  /** Open proposals about some of the pools, locked until the transaction ends. */
  readonly proposalIds: readonly string[]
  /** All pools that these proposals speak of. */
  readonly pools: readonly PoolKey[]
}

/** The watch and a person may ask the same at once; without a lock neither would see what the other proposes. */
export const lockProposals = (tx: Tx) =>
  tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended('proposals ' || ${tx.tenantId}::text, 0))`)

/**
 * What is proposed already about some pools (null: about any): a new check takes all of it up again, so that a line never
 * stands in two open proposals. Proposals about disruptions and allocations stand for themselves.
 */
export async function lockOverlap(tx: Tx, pools: readonly PoolKey[] | null): Promise<Overlap> {
  const about = pools
    ? sql`AND EXISTS (SELECT 1 FROM planning.change c JOIN unnest(${pools.map((pool) => pool.product_id)}::text[],
        ${pools.map((pool) => pool.location_id)}::text[]) k (product_id, location_id)
        ON c.product_id = k.product_id AND c.site_id = k.location_id
        WHERE c.tenant_id = p.tenant_id AND c.proposal_id = p.proposal_id)`
    : empty
  await lockProposals(tx)
  const open = await tx.query<{ proposal_id: string }>(sql`SELECT p.proposal_id FROM planning.proposal p
    WHERE p.tenant_id = ${tx.tenantId}::uuid AND p.state = 'open' AND p.kind IN ('supply', 'stock') ${about}
    ORDER BY p.proposal_id FOR UPDATE`)
  const proposalIds = open.map((row) => row.proposal_id)
  if (proposalIds.length === 0) return { proposalIds, pools: [] }
  const known = await tx.query<PoolKey>(sql`SELECT DISTINCT product_id, site_id AS location_id FROM planning.change
    WHERE tenant_id = ${tx.tenantId}::uuid AND proposal_id = ANY (${proposalIds}::platform.code[]) AND site_id IS NOT NULL`)
  return { proposalIds, pools: known }
}

/** Open proposals to share out goods of some pools, locked: a new one takes their place. */
export async function lockAllocations(tx: Tx, pools: readonly PoolKey[]): Promise<string[]> {
  const rows = await tx.query<{ proposal_id: string }>(sql`SELECT p.proposal_id FROM planning.proposal p
    WHERE p.tenant_id = ${tx.tenantId}::uuid AND p.state = 'open' AND p.kind = 'allocation'
      AND EXISTS (SELECT 1 FROM planning.change c JOIN unnest(${pools.map((pool) => pool.product_id)}::text[],
        ${pools.map((pool) => pool.location_id)}::text[]) k (product_id, location_id)
        ON c.product_id = k.product_id AND c.site_id = k.location_id
        WHERE c.tenant_id = p.tenant_id AND c.proposal_id = p.proposal_id)
    ORDER BY p.proposal_id FOR UPDATE`)
  return rows.map((row) => row.proposal_id)
}

/** Ends an open proposal. Refuses `not_found` and `wrong_state`. */
export async function endProposal(
  context: Context,
  tx: Tx,
  proposalId: string,
  state: 'carried_out' | 'dropped' | 'outdated',
): Promise<void> {
  const now = context.clock.now()
  const [row] = await tx.query<Proposal & { subject_version: number }>(sql`SELECT * FROM planning.proposal
    WHERE tenant_id = ${tx.tenantId}::uuid AND proposal_id = ${proposalId} FOR UPDATE`)
  if (!row) throw new Refusal('not_found', { proposal_id: proposalId })
  if (row.state !== 'open') throw new Refusal('wrong_state', { proposal_id: proposalId, state: row.state })
  await tx.execute(sql`UPDATE planning.proposal SET state = ${state}, ended_at = ${now}, subject_version = subject_version + 1
    WHERE tenant_id = ${tx.tenantId}::uuid AND proposal_id = ${proposalId}`)
  const { kind, cause, line_count, customer_count } = row
  const type = { carried_out: 'ChangesCarriedOut', dropped: 'ProposalDropped', outdated: 'ProposalOutdated' }[state]
  const event = { type, data: { state, kind, cause, line_count, customer_count }, eventTime: now }
  await append(context, tx, { type: 'proposal', id: proposalId }, row.subject_version, [event])
}

const HEAD = sql`proposal_id, kind, cause, made_at, state, line_count, customer_count, ended_at, figures`

export async function listProposals(
  tx: Tx,
  query: { state: string; kind?: string; limit: number; offset: number },
): Promise<{ proposals: Proposal[]; total: number }> {
  const which = sql`FROM planning.proposal WHERE tenant_id = ${tx.tenantId}::uuid AND state = ${query.state}
    ${query.kind ? sql`AND kind = ${query.kind}` : empty}`
  const [count] = await tx.query<{ total: number }>(sql`SELECT count(*) AS total ${which}`)
  const proposals = await tx.query<Proposal>(sql`SELECT ${HEAD} ${which}
    ORDER BY made_at DESC, proposal_id LIMIT ${query.limit} OFFSET ${query.offset}`)
  return { proposals, total: count!.total }
}

/** Refuses `not_found`. */
export async function getProposal(tx: Tx, proposalId: string): Promise<Proposal> {
  const [row] = await tx.query<Proposal>(sql`SELECT ${HEAD} FROM planning.proposal
    WHERE tenant_id = ${tx.tenantId}::uuid AND proposal_id = ${proposalId}`)
  if (!row) throw new Refusal('not_found', { proposal_id: proposalId })
  return row
}

/** The changes of a proposal, the longest waits first. */
export function listChanges(tx: Tx, proposalId: string, limit: number | null): Promise<ProposedChange[]> {
  return tx.query<ProposedChange>(sql`SELECT order_id, line_number, customer_id, product_id, quantity::float8 AS quantity,
      effect, promise_version, site_id, lane_id, need_on, to_date, new_site_id, new_lane_id, new_need_on, new_departs_on,
      new_to_date, rank, moves
    FROM planning.change WHERE tenant_id = ${tx.tenantId}::uuid AND proposal_id = ${proposalId}
    ORDER BY effect = 'waits', new_to_date - to_date DESC NULLS FIRST, order_id, line_number LIMIT ${limit}::int`)
}

export async function countChanges(tx: Tx, proposalId: string): Promise<number> {
  const [row] = await tx.query<{ count: number }>(sql`SELECT count(*)::int AS count FROM planning.change
    WHERE tenant_id = ${tx.tenantId}::uuid AND proposal_id = ${proposalId}`)
  return row!.count
}

const STATE = sql`jsonb_build_object('state', state, 'kind', kind, 'cause', cause, 'line_count', line_count,
  'customer_count', customer_count)`

export const proposalVerifiable: Verifiable = {
  subjectType: 'proposal',
  evolve: (_, event) => event.data,
  async loadStates(tx, ids) {
    const rows = await tx.query<{ proposal_id: string; state: State }>(sql`SELECT proposal_id, ${STATE} AS state
      FROM planning.proposal WHERE tenant_id = ${tx.tenantId}::uuid AND proposal_id = ANY (${ids}::platform.code[])`)
    return new Map(rows.map((row) => [row.proposal_id, row.state]))
  },
  async countSubjects(tx) {
    const [row] = await tx.query<{ count: number }>(
      sql`SELECT count(*) AS count FROM planning.proposal WHERE tenant_id = ${tx.tenantId}::uuid`,
    )
    return row!.count
  },
}

/** Open proposals of a kind with the very same cause: a new one takes their place. */
export async function findSameCause(tx: Tx, kind: string, cause: object): Promise<string[]> {
  const rows = await tx.query<{ proposal_id: string }>(sql`SELECT proposal_id FROM planning.proposal
    WHERE tenant_id = ${tx.tenantId}::uuid AND state = 'open' AND kind = ${kind} AND cause = ${JSON.stringify(cause)}::jsonb
    ORDER BY proposal_id FOR UPDATE`)
  return rows.map((row) => row.proposal_id)
}
