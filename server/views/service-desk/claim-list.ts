/** Claims with what they are about, and what could be credited. */
import sql from 'sql-template-tag'
import type { Claim, ClaimFile, ClaimQuery, OwnClaim } from '../../../contract/claims.ts'
import { Refusal } from '../../../contract/refusals.ts'
import type { Tx } from '../../platform/database/database.ts'
import { searchPattern } from './search-pattern.ts'

const SHOWN = sql`h.claim_id, h.customer_id, c.name AS customer_name, h.order_id, h.kind, h.wish, h.channel, h.state, h.comment,
  h.opened_at, h.delivered_on, h.is_late, h.stage, h.evidence, h.carrier_id, r.name AS carrier_name, h.decided_at, u.name AS decided_by_name,
  h.decision_text, h.credit_invoice_id, h.currency, h.return_state, h.return_location_id, h.recovery_state, h.recovery_due_on,
  h.recovered_minor, (SELECT count(*) FROM claims.photo p WHERE p.tenant_id = h.tenant_id AND p.claim_id = h.claim_id) AS photos`
const BESIDE = sql`LEFT JOIN customers.customer c ON c.tenant_id = h.tenant_id AND c.customer_id = h.customer_id
  LEFT JOIN carriers.carrier r ON r.tenant_id = h.tenant_id AND r.carrier_id = h.carrier_id
  LEFT JOIN auth."user" u ON h.decided_by LIKE 'user:%' AND u.id = substr(h.decided_by, 6)`

export async function listClaims(tx: Tx, query: ClaimQuery): Promise<{ claims: Claim[]; total: number }> {
  const { q, state = null, kind = null, recovery = null, order_id = null, customer_id = null } = query
  const text = q ? searchPattern(q) : null
  const which = sql`FROM claims.claim h WHERE h.tenant_id = ${tx.tenantId}::uuid
    AND (${state}::text IS NULL OR h.state = ${state}::text) AND (${kind}::text IS NULL OR h.kind = ${kind}::text)
    AND (${recovery}::text IS NULL OR h.recovery_state = ${recovery}::text)
    AND (${order_id}::text IS NULL OR h.order_id = ${order_id}::text)
    AND (${customer_id}::text IS NULL OR h.customer_id = ${customer_id}::text)
    AND (${text}::text IS NULL OR h.claim_id ILIKE ${text} OR h.order_id ILIKE ${text} OR EXISTS (SELECT
      FROM customers.customer f WHERE f.tenant_id = h.tenant_id AND f.customer_id = h.customer_id AND f.name ILIKE ${text}))`
  // Of what the carrier must still be told, the next deadline stands on top.
  const order =
    recovery === 'to_file'
      ? sql`ORDER BY h.recovery_due_on, h.claim_id`
      : sql`ORDER BY (h.state = 'open') DESC, h.opened_at DESC, h.claim_id`
  const [count] = await tx.query<{ total: number }>(sql`SELECT count(*) AS total ${which}`)
  const claims = await tx.query<Claim>(sql`SELECT ${SHOWN} FROM (SELECT h.* ${which}
      ${order} LIMIT ${query.limit} OFFSET ${query.offset}) h ${BESIDE} ${order}`)
  return { claims, total: count!.total }
}

/** Refuses `not_found`. */
export async function showClaim(tx: Tx, id: string): Promise<ClaimFile> {
  const [row] = await tx.query<Claim>(sql`SELECT ${SHOWN} FROM claims.claim h ${BESIDE}
    WHERE h.tenant_id = ${tx.tenantId}::uuid AND h.claim_id = ${id}`)
  if (!row) throw new Refusal('not_found', { claim_id: id })
  // Of what was billed for a line and is not credited yet, the part that the claimed quantity had.
  const lines = await tx.query<
    ClaimFile['lines'][number]
  >(sql`SELECT l.line_number, l.product_id, p.name AS product_name,
      l.quantity::float8, l.condition, l.returned_quantity::float8, l.disposition, l.credited_minor,
      l.replaced_quantity::float8 AS replaced_quantity, l.replacement_order_id,
      CASE WHEN b.net_minor IS NOT NULL THEN greatest(0, least(round(b.net_minor * least(l.quantity, b.quantity)
        / nullif(b.quantity, 0)), b.net_minor - b.credited))::bigint END AS proposed_minor
    FROM claims.claim_line l LEFT JOIN products.product p ON p.tenant_id = l.tenant_id AND p.product_id = l.product_id
    LEFT JOIN LATERAL (SELECT i.quantity, i.net_minor, coalesce((SELECT sum(x.net_minor) FROM billing.invoice_line x
          JOIN billing.invoice n USING (tenant_id, invoice_id) WHERE x.tenant_id = i.tenant_id AND x.order_id = i.order_id
            AND x.line_number = i.line_number AND n.invoice_kind = 'credit'), 0) AS credited
      FROM billing.invoice_line i JOIN billing.invoice v USING (tenant_id, invoice_id)
      WHERE i.tenant_id = l.tenant_id AND i.order_id = ${row.order_id} AND i.line_number = l.line_number
        AND v.invoice_kind = 'invoice' ORDER BY v.issued_on, i.invoice_id LIMIT 1) b ON true
    WHERE l.tenant_id = ${tx.tenantId}::uuid AND l.claim_id = ${id} ORDER BY l.line_number`)
  const photos = await tx.query<{ photo_id: string }>(sql`SELECT photo_id FROM claims.photo
    WHERE tenant_id = ${tx.tenantId}::uuid AND claim_id = ${id} ORDER BY taken_in_at, photo_id`)
  return { ...row, lines, photo_ids: photos.map(({ photo_id }) => photo_id) }
}

interface OwnQuery {
  readonly customer_id: string
  readonly order_id?: string | undefined
  readonly limit: number
  readonly offset: number
}

export async function listOwnClaims(tx: Tx, query: OwnQuery): Promise<{ claims: OwnClaim[]; total: number }> {
  const { customer_id, order_id = null } = query
  const which = sql`FROM claims.claim h WHERE h.tenant_id = ${tx.tenantId}::uuid AND h.customer_id = ${customer_id}
    AND (${order_id}::text IS NULL OR h.order_id = ${order_id}::text)`
  const [count] = await tx.query<{ total: number }>(sql`SELECT count(*) AS total ${which}`)
  const claims =
    await tx.query<OwnClaim>(sql`SELECT h.claim_id, h.order_id, h.kind, h.wish, h.state, h.comment, h.opened_at,
      h.decided_at, h.decision_text, (SELECT count(*) FROM claims.photo p WHERE p.tenant_id = h.tenant_id
        AND p.claim_id = h.claim_id) AS photos,
      coalesce((SELECT jsonb_agg(jsonb_build_object('line_number', l.line_number, 'product_name', p.name, 'quantity', l.quantity,
          'replacement_order_id', l.replacement_order_id)
          ORDER BY l.line_number) FROM claims.claim_line l LEFT JOIN products.product p ON p.tenant_id = l.tenant_id
          AND p.product_id = l.product_id WHERE l.tenant_id = h.tenant_id AND l.claim_id = h.claim_id), '[]') AS lines
    ${which} ORDER BY h.opened_at DESC, h.claim_id LIMIT ${query.limit} OFFSET ${query.offset}`)
  return { claims, total: count!.total }
}
