/** Moves and proposals of moves as they are stored, and the names of segments. */
import sql from 'sql-template-tag'
import type { ProposedMoves, SegmentPlace, WhySegment } from '../../../contract/segment-rules.ts'
import type { Tx } from '../../platform/database/database.ts'

const byCustomer = <T extends { customer_id: string }>(rows: readonly T[]): Map<string, T> =>
  new Map(rows.map((row) => [row.customer_id, row]))

export async function segmentNames(tx: Tx): Promise<Map<string, string>> {
  const rows = await tx.query<{ segment_id: string; name: string }>(sql`SELECT segment_id, name FROM policies.segment
    WHERE tenant_id = ${tx.tenantId}::uuid`)
  return new Map(rows.map(({ segment_id, name }) => [segment_id, name]))
}

/** Of each customer the day of its last move. */
export async function standingSince(tx: Tx): Promise<Map<string, string>> {
  const rows = await tx.query<{
    customer_id: string
    since: string
  }>(sql`SELECT customer_id, max(moved_on)::text AS since
    FROM policies.segment_move WHERE tenant_id = ${tx.tenantId}::uuid AND state = 'done' GROUP BY 1`)
  return new Map(rows.map(({ customer_id, since }) => [customer_id, since]))
}

type Planned = NonNullable<SegmentPlace['planned']> & { customer_id: string }
export const plannedMoves = async (tx: Tx): Promise<Map<string, NonNullable<SegmentPlace['planned']>>> =>
  new Map(
    (
      await tx.query<Planned>(sql`SELECT customer_id, move_id, to_segment, moved_on::text FROM policies.segment_move
        WHERE tenant_id = ${tx.tenantId}::uuid AND state = 'planned'`)
    ).map(({ customer_id, ...move }) => [customer_id, move]),
  )

type Proposed = { customer_id: string; to_segment: string; first_on: string }
export const proposedSince = async (tx: Tx): Promise<Map<string, Proposed>> =>
  byCustomer(
    await tx.query<Proposed>(sql`SELECT customer_id, to_segment, first_on::text FROM planning.segment_proposal
      WHERE tenant_id = ${tx.tenantId}::uuid`),
  )

export const movesOf = (tx: Tx, customerId: string): Promise<WhySegment['moves']> =>
  tx.query<WhySegment['moves'][number]>(sql`SELECT move_id, from_segment, to_segment, moved_on::text, state, reason
    FROM policies.segment_move WHERE tenant_id = ${tx.tenantId}::uuid AND customer_id = ${customerId}
    ORDER BY moved_on DESC, move_id DESC LIMIT 50`)

/** What the nightly look proposes and nobody has dealt with since. */
export async function proposedMoves(tx: Tx): Promise<ProposedMoves> {
  const rows = await tx.query<
    ProposedMoves['rows'][number] & { seen_on: string }
  >(sql`SELECT p.customer_id, c.name, p.from_segment,
      p.to_segment, p.first_on::text, p.seen_on::text
    FROM planning.segment_proposal p
    JOIN customers.customer c ON c.tenant_id = p.tenant_id AND c.customer_id = p.customer_id
      AND c.segment_id IS NOT DISTINCT FROM p.from_segment
    WHERE p.tenant_id = ${tx.tenantId}::uuid AND NOT EXISTS (SELECT 1 FROM policies.segment_move m
      WHERE m.tenant_id = p.tenant_id AND m.customer_id = p.customer_id AND m.state = 'planned')
    ORDER BY p.first_on, c.name LIMIT 2000`)
  return { day: rows[0]?.seen_on ?? null, moves: rows.length, rows: rows.map(({ seen_on: _, ...row }) => row) }
}

/** What still stands keeps its first day; what no longer does goes. */
export async function keepProposals(
  tx: Tx,
  day: string,
  moves: readonly { customer_id: string; from_segment: string | null; to_segment: string }[],
): Promise<void> {
  await tx.execute(sql`DELETE FROM planning.segment_proposal p WHERE p.tenant_id = ${tx.tenantId}::uuid
    AND NOT (p.customer_id = ANY(${moves.map(({ customer_id }) => customer_id)}::text[]))`)
  await tx.execute(sql`INSERT INTO planning.segment_proposal AS p (tenant_id, customer_id, from_segment, to_segment, first_on, seen_on)
    SELECT ${tx.tenantId}::uuid, m.customer_id, m.from_segment, m.to_segment, ${day}::date, ${day}::date
    FROM unnest(${moves.map(({ customer_id }) => customer_id)}::text[], ${moves.map(({ from_segment }) => from_segment)}::text[],
      ${moves.map(({ to_segment }) => to_segment)}::text[]) AS m (customer_id, from_segment, to_segment)
    ON CONFLICT (tenant_id, customer_id) DO UPDATE SET from_segment = excluded.from_segment, to_segment = excluded.to_segment,
      seen_on = excluded.seen_on, first_on = CASE WHEN p.to_segment = excluded.to_segment
        AND p.from_segment IS NOT DISTINCT FROM excluded.from_segment THEN p.first_on ELSE excluded.first_on END`)
}

export const hasCustomer = async (tx: Tx, customerId: string): Promise<boolean> =>
  (await tx.execute(sql`SELECT 1 FROM customers.customer
    WHERE tenant_id = ${tx.tenantId}::uuid AND customer_id = ${customerId}`)) > 0

interface Named {
  readonly customer_id: string
  readonly name: string
  readonly segment_id: string | null
  readonly segment_name: string | null
  readonly country: string | null
  readonly days_since_order: number | null
}

export const namesOn = (tx: Tx, day: string): Promise<Named[]> =>
  tx.query<Named>(sql`SELECT c.customer_id, c.name, c.segment_id, s.name AS segment_name, c.country,
      (${day}::date - l.ordered_on)::int AS days_since_order
    FROM customers.customer c
    LEFT JOIN policies.segment s ON s.tenant_id = c.tenant_id AND s.segment_id = c.segment_id
    LEFT JOIN (SELECT customer_id, max(ordered_on) AS ordered_on FROM orders.customer_order
      WHERE tenant_id = ${tx.tenantId}::uuid AND ordered_on <= ${day}::date GROUP BY 1) l ON l.customer_id = c.customer_id
    WHERE c.tenant_id = ${tx.tenantId}::uuid ORDER BY c.customer_id`)
