/** A made-up delivery history of any size, generated inside PostgreSQL: spread over two years, the same at every run. */
import type pg from 'pg'

const CUSTOMERS = 120
const PRODUCTS = 400
const LINES_AN_ORDER = 4

/** Numbers that look drawn by lot but depend only on the order and line (Knuth's multiplicative hash). */
const chance = (salt: number) => `((o::bigint * 2654435761 + l * 40503 + ${salt} * 97531) % 1000)`

/**
 * Fills the tables of one tenant with `lines` order lines, their promises, shipments, deliveries, invoices and ratings.
 * Runs as the owner, without a ledger: what is measured reads the state tables only.
 */
export async function generateHistory(owner: pg.ClientBase, tenantId: string, lines: number): Promise<void> {
  const orders = Math.ceil(lines / LINES_AN_ORDER)
  const t = `'${tenantId}'::uuid`
  const day = `date '2024-03-01' + (o * 730 / ${orders})`
  const due = `(${day} + 2 + (o % 3)::int)`
  const late = `CASE WHEN ${chance(1)} < 90 THEN 1 + (${chance(2)} % 4)::int WHEN ${chance(1)} < 200 THEN -1 ELSE 0 END`
  const series = `generate_series(0, ${orders - 1}) o`
  const lineSeries = `${series} CROSS JOIN generate_series(1, ${LINES_AN_ORDER}) l`
  const orderId = `'O' || lpad(o::text, 8, '0')`
  const statements = [
    `INSERT INTO policies.segment SELECT ${t}, 'S' || n, 'Segment ' || n, NULL, NULL, 1 FROM generate_series(1, 6) n`,
    `INSERT INTO customers.customer SELECT ${t}, 'C' || n, 'Customer ' || n, 'S' || (n % 6 + 1),
       (ARRAY['RO','MD','DE','HU'])[n % 4 + 1], 'en', 'EUR', NULL, 1 FROM generate_series(1, ${CUSTOMERS}) n`,
    `INSERT INTO products.product SELECT ${t}, 'P' || n, 'Product ' || n, 'G' || (n % 12), 'C62', NULL, NULL, 1
       FROM generate_series(1, ${PRODUCTS}) n`,
    `INSERT INTO locations.location (tenant_id, location_id, name, kind, customer_id, country, zone, openings, subject_version)
       SELECT ${t}, 'L' || n, 'Ship-to ' || n, 'customer_site', 'C' || n, (ARRAY['RO','MD','DE','HU'])[n % 4 + 1],
         'Europe/Bucharest', 'Mo-Fr 08:00-16:00', 1 FROM generate_series(1, ${CUSTOMERS}) n`,
    `INSERT INTO locations.location (tenant_id, location_id, name, kind, country, zone, openings, subject_version)
       SELECT ${t}, 'W' || n, 'Site ' || n, 'own_site', 'RO', 'Europe/Bucharest', 'Mo-Fr 06:00-20:00; Sa 06:00-12:00', 1
       FROM generate_series(1, 3) n`,
    `INSERT INTO carriers.carrier SELECT ${t}, 'K' || n, 'Carrier ' || n, 1 FROM generate_series(1, 5) n`,
    `INSERT INTO orders.customer_order SELECT ${t}, ${orderId}, 'C' || (o * 7 % ${CUSTOMERS} + 1), 'L' || (o * 7 % ${CUSTOMERS} + 1),
       'W' || (o % 3 + 1), 'EUR', ${day}, ${day} + interval '9 hours', 'generated', 1 FROM ${series}`,
    `INSERT INTO orders.order_line (tenant_id, order_id, line_number, product_id, quantity, unit_price, requested_to_date)
       SELECT ${t}, ${orderId}, l, 'P' || ((o * 31 + l * 17) % ${PRODUCTS} + 1), 1 + (o + l) % 20, 9.95 + l, ${due}
       FROM ${lineSeries}`,
    `INSERT INTO promises.promise SELECT ${t}, ${orderId}, l, v, NULL, ${due} + (v - 1), NULL, NULL, 1 + (o + l) % 20,
         ${day}, ${day} + interval '10 hours', CASE v WHEN 1 THEN 'initial' ELSE 'company' END, NULL, 'generated', v
       FROM ${lineSeries} CROSS JOIN generate_series(1, 2) v WHERE v = 1 OR ${chance(3)} < 100`,
    `INSERT INTO shipments.shipment (tenant_id, shipment_id, carrier_id, shipped_on, shipped_at, subject_version)
       SELECT ${t}, 'H' || lpad(o::text, 8, '0'), 'K' || (o % 5 + 1), ${due} - 1, ${due} - 1 + interval '15 hours', 1 FROM ${series}`,
    `INSERT INTO shipments.shipment_line SELECT ${t}, ${orderId}, l, 'H' || lpad(o::text, 8, '0'),
       'P' || ((o * 31 + l * 17) % ${PRODUCTS} + 1), 1 + (o + l) % 20 FROM ${lineSeries}`,
    `INSERT INTO delivery.delivery (tenant_id, delivery_id, shipment_id, location_id, delivered_on, delivered_at, recipient, subject_version)
       SELECT ${t}, 'D' || lpad(o::text, 8, '0'), 'H' || lpad(o::text, 8, '0'), 'L' || (o * 7 % ${CUSTOMERS} + 1), d,
         d + interval '11 hours' + (o % 240) * interval '1 minute', 'consignee', 1
       FROM (SELECT o, ${due} + ${late} AS d FROM ${series} CROSS JOIN (SELECT 1 AS l) one) delivered`,
    `INSERT INTO delivery.delivery_line (tenant_id, order_id, line_number, delivery_id, product_id, accepted_quantity, condition)
       SELECT ${t}, ${orderId}, l, 'D' || lpad(o::text, 8, '0'), 'P' || ((o * 31 + l * 17) % ${PRODUCTS} + 1),
         1 + (o + l) % 20 - CASE WHEN ${chance(4)} < 20 THEN 1 ELSE 0 END, CASE WHEN ${chance(5)} < 15 THEN 'DMG_VISIBLE' ELSE 'OK' END
       FROM ${lineSeries}`,
    `INSERT INTO billing.invoice SELECT ${t}, 'I' || lpad(o::text, 8, '0'), 'invoice', 'C' || (o * 7 % ${CUSTOMERS} + 1), NULL, NULL,
       'EUR', ${due} + 3, NULL, 1 FROM ${series}`,
    `INSERT INTO billing.invoice_line (tenant_id, order_id, line_number, invoice_id, quantity, unit_price, net_minor)
       SELECT ${t}, ${orderId}, l, 'I' || lpad(o::text, 8, '0'), 1 + (o + l) % 20, 9.95 + l,
         (1 + (o + l) % 20) * (995 + 100 * l) + CASE WHEN ${chance(6)} < 10 THEN 500 ELSE 0 END FROM ${lineSeries}`,
    `INSERT INTO needs.rating (tenant_id, rating_id, order_id, score, scale_max, subject_version)
       SELECT ${t}, 'R' || o, ${orderId}, 1 + o % 5, 5, 1 FROM ${series} WHERE o % 5 = 0`,
  ]
  // Every row names rows that this same run has made; to look each of them up would take longer than to write it.
  await owner.query('SET session_replication_role = replica')
  for (const statement of statements) await owner.query(statement)
  await owner.query('RESET session_replication_role')
  await owner.query('ANALYZE')
}
