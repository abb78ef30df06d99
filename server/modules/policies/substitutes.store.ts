/** What may come instead of a product that is missing. */
import sql from 'sql-template-tag'
import type { Tx } from '../../platform/database/database.ts'
import type { Substitute } from './substitution.ts'

export interface SubstituteQuestion {
  readonly customer: string
  readonly products: readonly string[]
  readonly day: string
}

/** By product, the substitutes the customer does not rule out: those that need no question first, then by product code. */
export async function substitutesFor(tx: Tx, question: SubstituteQuestion): Promise<Map<string, Substitute[]>> {
  const { customer, products, day } = question
  const found = new Map<string, Substitute[]>(products.map((product) => [product, []]))
  const rows = await tx.query<Substitute>(sql`
    WITH edge AS (
      SELECT substitution_id, product_id, substitute_id, numerator, denominator, consent, price_rule, valid_from, 0 AS turned
      FROM policies.substitution WHERE tenant_id = ${tx.tenantId}::uuid AND product_id = ANY (${products}::text[])
        AND valid_from <= ${day}::date AND (valid_to IS NULL OR valid_to >= ${day}::date)
      UNION ALL
      SELECT substitution_id, substitute_id, product_id, denominator, numerator, consent, price_rule, valid_from, 1
      FROM policies.substitution WHERE tenant_id = ${tx.tenantId}::uuid AND substitute_id = ANY (${products}::text[])
        AND direction = 'both' AND valid_from <= ${day}::date AND (valid_to IS NULL OR valid_to >= ${day}::date)),
    best AS (SELECT DISTINCT ON (product_id, substitute_id) * FROM edge
      ORDER BY product_id, substitute_id, turned, valid_from DESC, substitution_id)
    SELECT * FROM (SELECT b.substitution_id, b.product_id, b.substitute_id, b.numerator, b.denominator,
        coalesce(c.consent, b.consent) AS consent, b.price_rule
      FROM best b LEFT JOIN policies.substitution_consent c ON c.tenant_id = ${tx.tenantId}::uuid
        AND c.substitution_id = b.substitution_id AND c.customer_id = ${customer}) agreed
    WHERE consent <> 'never' ORDER BY product_id, consent = 'ask', substitute_id`)
  for (const row of rows) found.get(row.product_id)!.push(row)
  return found
}
