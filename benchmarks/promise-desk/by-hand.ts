/** The bare writes of one taken offer, by hand: the same rows into the same tables, one transaction each. */
import pg from 'pg'

export interface HandTaking {
  readonly id: string
  readonly product: string
}

export const handClients = (ownerUrl: string, count: number): Promise<pg.Client[]> =>
  Promise.all(
    Array.from({ length: count }, async () => {
      const client = new pg.Client({ connectionString: ownerUrl })
      await client.connect()
      return client
    }),
  )

const EVENT = JSON.stringify({
  order_id: 'SO',
  line_number: 1,
  quantity: 1,
  to_date: '2026-03-20',
  customer_id: 'C-1',
  lines: [{ product_id: 'P' }],
})

const STATEMENTS: readonly [string, string][] = [
  [
    'order',
    `INSERT INTO orders.customer_order (tenant_id, order_id, customer_id, location_id, site_id, currency, ordered_on, ordered_at, source, subject_version)
    VALUES ($1, $2, 'C-1', 'DOOR', 'SITE-20', 'EUR', current_date, now(), $3, 1)`,
  ],
  [
    'line',
    `INSERT INTO orders.order_line (tenant_id, order_id, line_number, product_id, quantity) VALUES ($1, $2, 1, $3, 1)`,
  ],
  [
    'promise',
    `INSERT INTO promises.promise (tenant_id, order_id, line_number, version, to_date, quantity, promised_on, promised_at, cause, actor, subject_version, lane_id)
    VALUES ($1, $2, 1, 1, current_date, 1, current_date, now(), 'initial', 'system:hand', 1, $3)`,
  ],
  [
    'reservation',
    `INSERT INTO inventory.reservation (tenant_id, order_id, line_number, product_id, location_id, need_on, quantity, reserved_at)
    VALUES ($1, $2, 1, $3, 'SITE-20', current_date, 1, now())`,
  ],
  [
    'day',
    `INSERT INTO inventory.reserved_day (tenant_id, product_id, location_id, need_on, quantity)
    SELECT $1, $3, 'SITE-20', current_date, 1 WHERE $2::text IS NOT NULL
    ON CONFLICT (tenant_id, product_id, location_id, need_on) DO UPDATE SET quantity = inventory.reserved_day.quantity + 1`,
  ],
  [
    'balance',
    `UPDATE inventory.balance SET reserved = reserved + 1, subject_version = subject_version + 1
    WHERE tenant_id = $1 AND product_id = $3 AND location_id = 'SITE-20' AND $2::text IS NOT NULL`,
  ],
  [
    'quote',
    `UPDATE promises.quote SET state = 'taken', taken_offer = 1, taken_order_id = $2, subject_version = 1
    WHERE tenant_id = $1 AND quote_id = $2 AND $3::text IS NOT NULL`,
  ],
  [
    'events',
    `INSERT INTO ledger.event (tenant_id, subject_type, subject_id, subject_version, type, data, event_time, record_time, actor)
    SELECT $1, 'hand-' || k, $2, 1, 'Written', '${EVENT}'::jsonb, now(), now(), 'system:hand' FROM generate_series(1, 4) k WHERE $3::text IS NOT NULL`,
  ],
]

export async function takeByHand(client: pg.Client, tenantId: string, { id, product }: HandTaking): Promise<void> {
  await client.query('BEGIN')
  for (const [name, text] of STATEMENTS) await client.query({ name, text, values: [tenantId, id, product] })
  await client.query('COMMIT')
}
