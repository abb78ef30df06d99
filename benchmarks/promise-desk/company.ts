/** A company large enough to be slow: products at twenty sites, a million open reservations, lanes and a destination. */
import pg from 'pg'

export interface CompanySize {
  readonly products: number
  readonly sites: number
  readonly reservations: number
}

/** Fills the tables directly: what is measured is the desk, not how its company came to be. */
export async function fillCompany(ownerUrl: string, tenantId: string, size: CompanySize): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query(`SET app.tenant = '${tenantId}'`)
    for (const statement of statements(size)) await client.query(statement.replaceAll('$tenant', `'${tenantId}'::uuid`))
  } finally {
    await client.end()
  }
}

const statements = ({ products, sites, reservations }: CompanySize): string[] => [
  `INSERT INTO customers.customer (tenant_id, customer_id, name, country, currency, subject_version)
   VALUES ($tenant, 'C-1', 'Customer', 'RO', 'EUR', 1), ($tenant, 'C-2', 'Key customer', 'RO', 'EUR', 1)`,
  `INSERT INTO locations.location (tenant_id, location_id, name, kind, customer_id, country, zone, openings, cutoff, latitude, longitude, subject_version)
   SELECT $tenant, 'SITE-' || lpad(n::text, 2, '0'), 'Site ' || n, 'own_site', NULL, 'RO', 'Europe/Bucharest', 'Mo-Fr 07:00-18:00', '14:00', 44 + n * 0.1, 26, 1
   FROM generate_series(1, ${sites}) n
   UNION ALL SELECT $tenant, 'DOOR', 'Door', 'customer_site', 'C-1', 'RO', 'Europe/Bucharest', 'Mo-Fr 08:00-15:00', NULL, 47, 27, 1
   UNION ALL SELECT $tenant, 'DOOR-2', 'Door', 'customer_site', 'C-2', 'RO', 'Europe/Bucharest', 'Mo-Fr 08:00-15:00', NULL, 47, 27, 1`,
  `INSERT INTO carriers.carrier (tenant_id, carrier_id, name, subject_version) VALUES ($tenant, 'VAN', 'Van', 1), ($tenant, 'PARCEL', 'Parcel', 1)`,
  `INSERT INTO carriers.service (tenant_id, carrier_id, service) VALUES ($tenant, 'VAN', 'DAY'), ($tenant, 'PARCEL', 'STD')`,
  `INSERT INTO carriers.lane (tenant_id, lane_id, carrier_id, service, from_location_id, to_country, mode, departures, transit_days, valid_from, subject_version)
   SELECT $tenant, c.carrier_id || '-' || n, c.carrier_id, c.service, 'SITE-' || lpad(n::text, 2, '0'), 'RO', c.mode, 'Mo-Fr 16:00', c.days, '2020-01-01', 1
   FROM generate_series(1, ${sites}) n, (VALUES ('VAN', 'DAY', 'own_van', 1), ('PARCEL', 'STD', 'parcel', 2)) c (carrier_id, service, mode, days)`,
  `INSERT INTO carriers.lane_price (tenant_id, lane_id, valid_from, currency, base_minor, per_kg, per_stop_minor, minimum_minor, fuel_percent)
   SELECT $tenant, lane_id, '2020-01-01', 'EUR', 900, 0.1, 0, 0, 5 FROM carriers.lane WHERE tenant_id = $tenant`,
  `INSERT INTO products.product (tenant_id, product_id, name, unit, weight_grams, subject_version)
   SELECT $tenant, 'P-' || lpad(n::text, 6, '0'), 'Product ' || n, 'C62', 1000, 1 FROM generate_series(0, ${products - 1}) n`,
  `INSERT INTO inventory.balance (tenant_id, product_id, location_id, on_hand, reserved, subject_version)
   SELECT $tenant, 'P-' || lpad(n::text, 6, '0'), 'SITE-' || lpad(s::text, 2, '0'), 100000, 0, 1
   FROM generate_series(0, ${products - 1}) n, generate_series(1, ${sites}) s`,
  `INSERT INTO inventory.supply (tenant_id, supply_id, line_number, kind, product_id, location_id, quantity, state, due_on, counted_on, subject_version)
   SELECT $tenant, 'PO-' || n, 1, 'purchase', 'P-' || lpad((n % ${products})::text, 6, '0'), 'SITE-' || lpad((1 + n % ${sites})::text, 2, '0'), 50,
     'confirmed', current_date + n % 60, current_date + n % 60, 1 FROM generate_series(1, ${products}) n`,
  `INSERT INTO inventory.reservation (tenant_id, order_id, line_number, product_id, location_id, need_on, quantity, reserved_at)
   SELECT $tenant, 'OLD-' || n, 1, 'P-' || lpad((n % ${products})::text, 6, '0'), 'SITE-' || lpad((1 + n % ${sites})::text, 2, '0'),
     current_date + n % 90, 2, now() FROM generate_series(1, ${reservations}) n`,
  `INSERT INTO inventory.reserved_day (tenant_id, product_id, location_id, need_on, quantity)
   SELECT tenant_id, product_id, location_id, need_on, sum(quantity) FROM inventory.reservation WHERE tenant_id = $tenant GROUP BY 1, 2, 3, 4`,
  `UPDATE inventory.balance b SET reserved = r.quantity FROM (SELECT product_id, location_id, sum(quantity) AS quantity
     FROM inventory.reservation WHERE tenant_id = $tenant GROUP BY 1, 2) r
   WHERE b.tenant_id = $tenant AND b.product_id = r.product_id AND b.location_id = r.location_id`,
  // Behind the reservations of a tenth of the products stand orders with promises; in one of ten of their pools the goods
  // are half of what is promised, and the supply that the other half waits for comes late.
  `CREATE TEMPORARY TABLE asked AS SELECT r.order_id, r.product_id, r.location_id, r.need_on FROM inventory.reservation r
   WHERE r.tenant_id = $tenant AND r.product_id < 'P-' || lpad('${products / 10}', 6, '0')`,
  `INSERT INTO orders.customer_order (tenant_id, order_id, customer_id, location_id, site_id, currency, ordered_on, ordered_at, source, subject_version)
   SELECT $tenant, order_id, 'C-1', 'DOOR', location_id, 'EUR', current_date - 9, now() - interval '9 days', 'filled', 1 FROM asked`,
  `INSERT INTO orders.order_line (tenant_id, order_id, line_number, product_id, quantity) SELECT $tenant, order_id, 1, product_id, 2 FROM asked`,
  `INSERT INTO promises.promise (tenant_id, order_id, line_number, version, to_date, quantity, promised_on, promised_at, cause,
     actor, subject_version, site_id, lane_id, need_on, departs_on)
   SELECT $tenant, order_id, 1, 1, need_on + 1, 2, current_date - 9, now() - interval '9 days', 'initial', 'system:filled', 1,
     location_id, 'VAN-' || right(location_id, 2)::int, need_on, need_on FROM asked`,
  `UPDATE inventory.balance b SET on_hand = 10 FROM (SELECT DISTINCT product_id, location_id FROM asked) a
   WHERE b.tenant_id = $tenant AND b.product_id = a.product_id AND b.location_id = a.location_id AND right(a.product_id, 1) = '7'`,
  `UPDATE inventory.supply s SET counted_on = current_date + 85 FROM (SELECT DISTINCT product_id, location_id FROM asked) a
   WHERE s.tenant_id = $tenant AND s.product_id = a.product_id AND s.location_id = a.location_id AND right(a.product_id, 1) = '7'`,
  'ANALYZE',
]

/** Of every tenth promised product nothing lies anywhere but what is promised, and nothing comes for a long time. */
export async function makeScarce(ownerUrl: string, tenantId: string, size: CompanySize): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const which = `tenant_id = '${tenantId}'::uuid AND product_id < 'P-' || lpad('${size.products / 10}', 6, '0') AND right(product_id, 1) = '3'`
    await client.query(`UPDATE inventory.balance SET on_hand = reserved WHERE ${which}`)
    await client.query(`UPDATE inventory.supply SET counted_on = current_date + 85 WHERE ${which}`)
    await client.query('ANALYZE inventory.balance, inventory.supply')
  } finally {
    await client.end()
  }
}

/** The products whose reservations have orders and promises behind them: the first so many. */
export const promisedProducts = ({ products }: Pick<CompanySize, 'products'>): number => products / 10

/** Copies of one quote, each its own and each, by `productOf` in SQL over `n`, for a product of its own. */
export async function copyQuotes(
  ownerUrl: string,
  {
    quoteId,
    product,
    prefix,
    count,
    productOf,
  }: { quoteId: string; product: string; prefix: string; count: number; productOf: string },
): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query(
      `INSERT INTO promises.quote (tenant_id, quote_id, customer_id, location_id, order_id, made_at, expires_at, wish, offers, basis,
         supply_states, kept_percent, state, actor, subject_version)
       SELECT tenant_id, '${prefix}' || n, customer_id, location_id, order_id, made_at, expires_at + interval '1 day',
         replace(wish::text, '${product}', ${productOf})::jsonb, replace(offers::text, '${product}', ${productOf})::jsonb, basis,
         supply_states, kept_percent, state, actor, subject_version
       FROM promises.quote, generate_series(0, ${count - 1}) n WHERE quote_id = '${quoteId}'`,
    )
  } finally {
    await client.end()
  }
}
