/** Our prices beside those of competitors, for the review of a list. */
import sql, { empty } from 'sql-template-tag'
import type { ComparedPrice, FITS } from '../../../contract/prices.ts'
import { getRecord } from '../../ledger/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { LEVEL_PERCENT } from './fit.ts'
import { priceList } from './price-list.ts'

export interface ComparisonQuestion {
  readonly list_id: string
  readonly day: string
  readonly fit?: (typeof FITS)[number] | undefined
  readonly limit: number
}

/**
 * Products of the list that a competitor offers too, the dearest against the competitor's best first. A price seen longer
 * ago than a year is shown and not judged. Refuses `not_found`.
 */
export async function comparePrices(tx: Tx, question: ComparisonQuestion): Promise<ComparedPrice[]> {
  const { list_id, day, fit, limit } = question
  const { state } = await getRecord(tx, priceList, list_id)
  return tx.query<ComparedPrice>(sql`
    WITH seen AS (SELECT DISTINCT ON (s.product_id, s.competitor) s.* FROM prices.competitor_price s
        WHERE s.tenant_id = ${tx.tenantId}::uuid AND s.product_id IS NOT NULL AND s.currency = ${state.currency}
          AND s.seen_on <= ${day}::date
        ORDER BY s.product_id, s.competitor, s.seen_on DESC, s.unit_price),
      best AS (SELECT DISTINCT ON (product_id) *, ${day}::date - seen_on > 365 AS is_old FROM seen
        ORDER BY product_id, ${day}::date - seen_on > 365, unit_price, competitor),
      ours AS (SELECT b.*, p.name, o.unit_price * coalesce(k.denominator, 1) / coalesce(k.numerator, 1) AS our_price
        FROM best b JOIN products.product p ON p.tenant_id = ${tx.tenantId}::uuid AND p.product_id = b.product_id
        JOIN prices.listed_product l ON l.tenant_id = ${tx.tenantId}::uuid AND l.product_id = b.product_id AND l.list_id = ${list_id}
        JOIN LATERAL (SELECT r.unit_price, r.unit FROM prices.price r
          WHERE r.tenant_id = ${tx.tenantId}::uuid AND r.listed_id = l.listed_id AND r.valid_from <= ${day}::date AND (r.valid_to IS NULL OR r.valid_to >= ${day}::date)
          ORDER BY r.valid_from DESC, r.from_quantity LIMIT 1) o ON true
        LEFT JOIN products.pack k ON k.tenant_id = p.tenant_id AND k.product_id = p.product_id AND k.unit = o.unit),
      judged AS (SELECT *, round((our_price / nullif(unit_price, 0) - 1) * 100, 2) AS difference,
          CASE WHEN is_old THEN 'too_old' WHEN our_price > unit_price * (1 + ${LEVEL_PERCENT}::numeric / 100) THEN 'dearer'
            WHEN our_price < unit_price * (1 - ${LEVEL_PERCENT}::numeric / 100) THEN 'cheaper' ELSE 'level' END AS fit
        FROM ours)
    SELECT product_id, name, round(our_price, 6)::double precision AS unit_price, difference::double precision AS difference_percent,
      fit, jsonb_build_object('competitor', competitor, 'unit_price', unit_price::text, 'seen_on', seen_on,
        'evidence', evidence, 'age_days', ${day}::date - seen_on, 'is_old', is_old) AS competitor
    FROM judged ${fit ? sql`WHERE fit = ${fit}` : empty}
    ORDER BY is_old, difference DESC NULLS LAST, product_id LIMIT ${limit}`)
}
