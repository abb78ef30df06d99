/** Rates in force, the currencies orders are in, and the names of who is served. */
import sql from 'sql-template-tag'
import type { Tx } from '../../platform/database/database.ts'
import type { Rate } from './cost-of-work.ts'

export const ratesIn = (tx: Tx, currency: string): Promise<Rate[]> =>
  tx.query<Rate>(sql`SELECT rate_id, driver, site_id, valid_from::text, amount::double precision FROM costs.rate
    WHERE tenant_id = ${tx.tenantId}::uuid AND currency = ${currency} ORDER BY valid_from, rate_id`)

/** Most orders first. */
export const currenciesOf = (tx: Tx, { from, to }: { from: string; to: string }) =>
  tx.query<{ currency: string; orders: number }>(sql`SELECT currency, count(*)::int AS orders FROM orders.customer_order
    WHERE tenant_id = ${tx.tenantId}::uuid AND ordered_on BETWEEN ${from}::date AND ${to}::date AND currency IS NOT NULL
    GROUP BY currency ORDER BY count(*) DESC, currency`)

export interface Named {
  readonly customer_id: string
  readonly name: string
  readonly segment_id: string | null
  readonly segment_name: string | null
}

export const namesOf = (tx: Tx, customers: readonly string[]): Promise<Named[]> =>
  tx.query<Named>(sql`SELECT c.customer_id, c.name, c.segment_id, s.name AS segment_name
    FROM customers.customer c LEFT JOIN policies.segment s ON s.tenant_id = c.tenant_id AND s.segment_id = c.segment_id
    WHERE c.tenant_id = ${tx.tenantId}::uuid AND c.customer_id = ANY (${[...customers]}::text[])`)

export const currencyOfOrder = async (tx: Tx, orderId: string) => {
  const [row] = await tx.query<{ currency: string | null; ordered_on: string | null }>(sql`SELECT currency,
      ordered_on::text FROM orders.customer_order WHERE tenant_id = ${tx.tenantId}::uuid AND order_id = ${orderId}`)
  return row
}
