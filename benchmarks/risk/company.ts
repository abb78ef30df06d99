/** Open promises by the hundred thousand: half of them waiting for their day, half under way with a carrier. */
import pg from 'pg'

/** Fills the tables directly: what is measured is the list of dangers, not how its company came to be. */
export async function fillOpenPromises(ownerUrl: string, tenantId: string, promises: number): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query(`SET app.tenant = '${tenantId}'`)
    for (const statement of statements(promises))
      await client.query(statement.replaceAll('$tenant', `'${tenantId}'::uuid`))
  } finally {
    await client.end()
  }
}

const statements = (promises: number): string[] => [
  `INSERT INTO customers.customer (tenant_id, customer_id, name, country, currency, subject_version)
   SELECT $tenant, 'C-' || n, 'Customer ' || n, 'RO', 'EUR', 1 FROM generate_series(0, 999) n`,
  `INSERT INTO locations.location (tenant_id, location_id, name, kind, customer_id, country, zone, openings, subject_version)
   SELECT $tenant, 'SITE', 'Site', 'own_site', NULL, 'RO', 'Europe/Bucharest', 'Mo-Fr 07:00-18:00', 1
   UNION ALL SELECT $tenant, 'DOOR-' || n, 'Door ' || n, 'customer_site', 'C-' || n, 'RO', 'Europe/Bucharest', 'Mo-Fr 08:00-15:00', 1
   FROM generate_series(0, 999) n`,
  `INSERT INTO carriers.carrier (tenant_id, carrier_id, name, subject_version) SELECT $tenant, 'CA-' || n, 'Carrier ' || n, 1 FROM generate_series(0, 19) n`,
  `INSERT INTO carriers.service (tenant_id, carrier_id, service) SELECT $tenant, 'CA-' || n, 'STD' FROM generate_series(0, 19) n`,
  `INSERT INTO carriers.lane (tenant_id, lane_id, carrier_id, service, from_location_id, to_country, mode, departures, transit_days, valid_from, subject_version)
   SELECT $tenant, 'LN-' || n, 'CA-' || n, 'STD', 'SITE', 'RO', 'parcel', 'Mo-Fr 16:00', 2 + n % 3, '2020-01-01', 1 FROM generate_series(0, 19) n`,
  `INSERT INTO products.product (tenant_id, product_id, name, unit, subject_version)
   SELECT $tenant, 'P-' || n, 'Product ' || n, 'C62', 1 FROM generate_series(0, 9999) n`,
  `INSERT INTO orders.customer_order (tenant_id, order_id, customer_id, location_id, site_id, currency, ordered_on, ordered_at, source, subject_version)
   SELECT $tenant, 'SO-' || n, 'C-' || n % 1000, 'DOOR-' || n % 1000, 'SITE', 'EUR', current_date - 5, now() - interval '5 days', 'filled', 1
   FROM generate_series(1, ${promises}) n`,
  `INSERT INTO orders.order_line (tenant_id, order_id, line_number, product_id, quantity, unit_price)
   SELECT $tenant, 'SO-' || n, 1, 'P-' || n % 10000, 2, 10 + n % 90 FROM generate_series(1, ${promises}) n`,
  `INSERT INTO promises.promise (tenant_id, order_id, line_number, version, to_date, quantity, promised_on, promised_at, cause, actor, subject_version,
     site_id, lane_id, carrier_id, need_on, departs_on)
   SELECT $tenant, 'SO-' || n, 1, 1, current_date + 2 + n % 9, 2, current_date - 5, now() - interval '5 days', 'initial', 'system:filled', 1,
     'SITE', 'LN-' || n % 20, 'CA-' || n % 20, current_date - 1 + n % 6, current_date - 1 + n % 6 FROM generate_series(1, ${promises}) n`,
  `INSERT INTO inventory.balance (tenant_id, product_id, location_id, on_hand, reserved, subject_version)
   SELECT $tenant, 'P-' || n, 'SITE', CASE WHEN n % 50 = 0 THEN 4 ELSE 100000 END, 0, 1 FROM generate_series(0, 9999) n`,
  `INSERT INTO inventory.supply (tenant_id, supply_id, line_number, kind, supplier_id, product_id, location_id, quantity, state, due_on, counted_on, subject_version)
   SELECT $tenant, 'PO-' || n, 1, 'purchase', 'SU-' || n % 40, 'P-' || n, 'SITE', 1000, 'confirmed', current_date + n % 15, current_date + n % 15, 1
   FROM generate_series(0, 9999, 50) n`,
  `INSERT INTO inventory.reservation (tenant_id, order_id, line_number, product_id, location_id, need_on, quantity, reserved_at)
   SELECT $tenant, 'SO-' || n, 1, 'P-' || n % 10000, 'SITE', current_date - 1 + n % 6, 2, now() FROM generate_series(2, ${promises}, 2) n`,
  `UPDATE inventory.balance b SET reserved = r.quantity FROM (SELECT product_id, location_id, sum(quantity) AS quantity
     FROM inventory.reservation WHERE tenant_id = $tenant GROUP BY 1, 2) r
   WHERE b.tenant_id = $tenant AND b.product_id = r.product_id AND b.location_id = r.location_id`,
  `INSERT INTO shipments.shipment (tenant_id, shipment_id, carrier_id, service, from_location_id, to_location_id, shipped_on, shipped_at, subject_version)
   SELECT $tenant, 'SH-' || n, 'CA-' || n % 20, 'STD', 'SITE', 'DOOR-' || n % 1000, current_date - 1, now() - interval '1 day', 1
   FROM generate_series(1, ${promises}, 2) n`,
  `INSERT INTO shipments.shipment_line (tenant_id, order_id, line_number, shipment_id, product_id, quantity)
   SELECT $tenant, 'SO-' || n, 1, 'SH-' || n, 'P-' || n % 10000, 2 FROM generate_series(1, ${promises}, 2) n`,
  `INSERT INTO tracking.observation (tenant_id, shipment_id, source, source_event_id, milestone, lifecycle, occurred_on, occurred_at, received_at, subject_version)
   SELECT $tenant, 'SH-' || n, 'filled', m, m, 'actual', current_date - 1, now() - interval '1 day' + at, now() - interval '20 hours', 1
   FROM generate_series(1, ${promises}, 2) n, (VALUES ('picked_up', interval '1 hour'), ('departed', interval '2 hours'), ('in_transit', interval '9 hours')) o (m, at)`,
  // The list follows orders, as it would have from the first of them on.
  `INSERT INTO ledger.event (tenant_id, subject_type, subject_id, subject_version, type, data, event_time, record_time, actor)
   SELECT $tenant, 'customer_order', 'SO-' || n, 1, 'OrderPlaced', '{}', now(), now(), 'system:filled' FROM generate_series(1, ${promises}) n`,
  'ANALYZE',
]

/** So many events at once, of the kinds that come in bursts: four in five from carriers (delays among them), the rest promises that moved. */
export async function burst(
  ownerUrl: string,
  tenantId: string,
  { events, round }: { events: number; round: number },
): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  const told = Math.floor(events * 0.8)
  const first = 1 + 2 * round * told
  try {
    await client.query(`SET app.tenant = '${tenantId}'`)
    for (const statement of [
      'BEGIN',
      `INSERT INTO tracking.observation (tenant_id, shipment_id, source, source_event_id, milestone, lifecycle, occurred_on, occurred_at, received_at, reason, subject_version)
       SELECT $tenant, 'SH-' || n, 'burst', 'b${round}', CASE WHEN n % 4 = 1 THEN 'delayed' ELSE 'arrived_facility' END, 'actual', current_date, now(), now(),
         CASE WHEN n % 4 = 1 THEN 'weather' END, 2 FROM generate_series(${first}, ${first + 2 * (told - 1)}, 2) n`,
      `INSERT INTO ledger.event (tenant_id, subject_type, subject_id, subject_version, type, data, event_time, record_time, actor)
       SELECT $tenant, 'tracking', 'SH-' || n, ${round + 1}, 'ObservationsRecorded', '{}', now(), now(), 'system:burst'
       FROM generate_series(${first}, ${first + 2 * (told - 1)}, 2) n`,
      `INSERT INTO ledger.event (tenant_id, subject_type, subject_id, subject_version, type, data, event_time, record_time, actor)
       SELECT $tenant, 'promise', 'SO-' || n || '/1', ${round + 2}, 'PromiseMoved', '{}', now(), now(), 'system:burst'
       FROM generate_series(2, ${2 * (events - told)}, 2) n`,
      'COMMIT',
    ])
      await client.query(statement.replaceAll('$tenant', `'${tenantId}'::uuid`))
  } finally {
    await client.end()
  }
}
