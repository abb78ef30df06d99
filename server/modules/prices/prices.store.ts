/** Finds, for an order as it is wished, every price, tax, charge and competitor's price that holds: two statements, with services three. */
import sql, { type Sql } from 'sql-template-tag'
import type { Tx } from '../../platform/database/database.ts'
import { servicesFor } from '../policies/index.ts'
import { type FoundLine, toLinePrice, type WishedLine } from './line-price.ts'
import type { OrderPrices } from './order-prices.ts'
import { type Terms, type TermsQuestion, termsFor } from './terms.store.ts'

export interface PriceQuestion extends TermsQuestion {
  readonly lines: readonly WishedLine[]
}

/**
 * The prices that hold for a customer, a place and a day. Refuses `unknown_customer`, `unknown_product`,
 * `unknown_service`, and `unknown_unit` for a unit in which a product is not counted. What has no price is answered with
 * null, never with zero.
 */
export const pricesFor = async (tx: Tx, question: PriceQuestion): Promise<OrderPrices> =>
  pricesUnder(tx, question, await termsFor(tx, question))

/** The same where the terms were asked for already: one statement, with services two. */
export async function pricesUnder(tx: Tx, question: PriceQuestion, terms: Terms): Promise<OrderPrices> {
  const found = await tx.query<FoundLine>(linesQuery(tx, question, terms))
  const services = await servicePrices(tx, question, terms)
  const { agreements, charges, currency, country, postal_code } = terms
  return {
    currency,
    country,
    postal_code,
    payment_days: agreements[0]?.payment_days ?? null,
    lines: question.lines.map((line, at) => toLinePrice(line, found[at]!, { agreements, services })),
    agreements: agreements.map(({ discount_percent, ...one }) => ({
      ...one,
      discount_percent: Number(discount_percent),
    })),
    charges,
  }
}

async function servicePrices(
  tx: Tx,
  question: PriceQuestion,
  { currency }: Terms,
): Promise<Map<string, string | null>> {
  if (!question.lines.some((line) => line.kind === 'service')) return new Map()
  const asked = { customers: [question.customer_id], day: question.day, ...(currency && { currency }) }
  const offered = (await servicesFor(tx, asked)).get(question.customer_id) ?? []
  return new Map(offered.map((service) => [service.service_id, service.unit_price]))
}

const packOf = (
  unit: Sql,
): Sql => sql`(SELECT jsonb_build_object('numerator', k.numerator, 'denominator', k.denominator)
  FROM products.pack k WHERE k.tenant_id = p.tenant_id AND k.product_id = p.product_id AND k.unit = ${unit})`

const column = <Name extends keyof WishedLine>(lines: readonly WishedLine[], name: Name) =>
  lines.map((line) => line[name] ?? null)

/** One row a line, in their order. */
function linesQuery(tx: Tx, { lines, day }: PriceQuestion, { agreements, country, currency }: Terms): Sql {
  return sql`SELECT p.unit AS base_unit, p.weight_grams, ${packOf(sql`w.unit`)} AS pack, listed.agreement_id, listed.list_id,
      listed.unit_price, listed.unit AS price_unit,
      CASE WHEN listed.valid_from IS NOT NULL THEN jsonb_build_object('from_quantity', listed.from_quantity,
        'valid_from', listed.valid_from, 'valid_to', listed.valid_to) END AS scale, ${packOf(sql`listed.unit`)} AS price_pack, tax.percent, best.competitor
    FROM unnest(${column(lines, 'product_id')}::text[], ${column(lines, 'quantity')}::numeric[],
      ${column(lines, 'unit')}::text[], ${column(lines, 'kind')}::text[]) WITH ORDINALITY
      AS w (product_id, quantity, unit, kind, nth)
    LEFT JOIN products.product p ON p.tenant_id = ${tx.tenantId}::uuid AND p.product_id = w.product_id
      AND w.kind IS DISTINCT FROM 'service'
    LEFT JOIN products.pack k ON k.tenant_id = p.tenant_id AND k.product_id = p.product_id AND k.unit = w.unit
    LEFT JOIN LATERAL (${listedPrice(tx, day, agreements)}) listed ON true
    LEFT JOIN prices.product_tax x ON x.tenant_id = p.tenant_id AND x.product_id = p.product_id
    LEFT JOIN LATERAL (SELECT t.percent FROM prices.tax_rate t WHERE t.tenant_id = ${tx.tenantId}::uuid
      AND t.country = ${country} AND t.tax_class = coalesce(x.tax_class, 'standard') AND t.valid_from <= ${day}::date
      ORDER BY t.valid_from DESC LIMIT 1) tax ON true
    LEFT JOIN LATERAL (${competitorsBest(tx, day, currency)}) best ON true
    ORDER BY w.nth`
}

/**
 * By plain equalities only: behind row-level security the planner takes no index for a key that is put together, since
 * putting texts together might tell of rows that are not to be seen. Of the first list that has the product; there,
 * a scale published later replaces the earlier one from its day on.
 */
const listedPrice = (tx: Tx, day: string, agreements: Terms['agreements']): Sql => sql`
  SELECT a.agreement_id, a.list_id, r.unit_price, r.unit, r.from_quantity, r.valid_from, r.valid_to
  FROM unnest(${agreements.map((one) => one.agreement_id)}::text[], ${agreements.map((one) => one.list_id)}::text[])
    WITH ORDINALITY AS a (agreement_id, list_id, rank)
  JOIN prices.listed_product l ON l.tenant_id = ${tx.tenantId}::uuid AND l.product_id = p.product_id AND l.list_id = a.list_id
  JOIN prices.price r ON r.tenant_id = ${tx.tenantId}::uuid AND r.listed_id = l.listed_id
    AND r.valid_from <= ${day}::date AND (r.valid_to IS NULL OR r.valid_to >= ${day}::date)
    AND r.from_quantity <= w.quantity * coalesce(k.numerator, 1) / coalesce(k.denominator, 1)
  ORDER BY a.rank, r.valid_from DESC, r.from_quantity DESC LIMIT 1`

/** Of each competitor's latest price the lowest; one seen within a year comes before any older one. */
const competitorsBest = (tx: Tx, day: string, currency: string | null): Sql => sql`SELECT jsonb_build_object(
    'competitor', s.competitor, 'unit_price', s.unit_price::text, 'seen_on', s.seen_on, 'evidence', s.evidence,
    'age_days', ${day}::date - s.seen_on, 'is_old', ${day}::date - s.seen_on > 365) AS competitor
  FROM (SELECT DISTINCT ON (competitor) * FROM prices.competitor_price
    WHERE tenant_id = ${tx.tenantId}::uuid AND currency = ${currency} AND seen_on <= ${day}::date
      AND (product_id = p.product_id OR (service_id = w.product_id AND w.kind = 'service'))
    ORDER BY competitor, seen_on DESC, unit_price, sighting_id) s
  ORDER BY ${day}::date - s.seen_on > 365, s.unit_price, s.competitor LIMIT 1`
