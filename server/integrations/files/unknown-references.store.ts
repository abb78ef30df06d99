/** What rows name that is not there, looked up before anything is imported: an import would refuse these rows. */
import sql, { raw } from 'sql-template-tag'
import type { Mapping, RejectCode } from '../../../contract/imports.ts'
import type { Tx } from '../../platform/database/database.ts'

interface Reference {
  readonly field: string
  readonly table: string
  readonly key: string
  readonly code: RejectCode
  /** What a mapping says to let the file add it; absent where no file may. */
  readonly createdAs?: Mapping['createMissing'][number]
}

const customer: Reference = {
  field: 'customer_id',
  table: 'customers.customer',
  key: 'customer_id',
  code: 'unknown_customer',
}
const product: Reference = {
  field: 'product_id',
  table: 'products.product',
  key: 'product_id',
  code: 'unknown_product',
}
const carrier: Reference = {
  field: 'carrier_id',
  table: 'carriers.carrier',
  key: 'carrier_id',
  code: 'unknown_carrier',
  createdAs: 'carriers',
}
const place = (field: string): Reference => ({
  field,
  table: 'locations.location',
  key: 'location_id',
  code: 'unknown_location',
})
const shipment: Reference = {
  field: 'shipment_id',
  table: 'shipments.shipment',
  key: 'shipment_id',
  code: 'unknown_shipment',
}
const ordered: readonly Reference[] = [
  { ...customer, createdAs: 'customers' },
  { ...product, createdAs: 'products' },
  carrier,
  { ...place('location_id'), createdAs: 'locations' },
  { ...place('site_id'), createdAs: 'locations' },
]

/** As the settlement of each kind requires them. */
const REFERENCES: Readonly<Record<string, readonly Reference[]>> = {
  history: ordered,
  orders: ordered,
  contacts: [customer],
  locations: [customer],
  shipments: [carrier, place('from_location_id')],
  deliveries: [shipment, place('delivered_location_id'), { ...product, field: 'delivered_product_id' }],
  tracking: [shipment, place('location_id')],
  ratings: [{ field: 'order_id', table: 'orders.customer_order', key: 'order_id', code: 'unknown_order_line' }],
}
const OF_ORDER_LINES: ReadonlySet<string> = new Set(['promises', 'shipments', 'deliveries', 'invoices'])

export interface NamedRow {
  readonly row_number: number
  readonly values: Readonly<Record<string, string | null>>
}

export interface UnknownReference {
  readonly field: string
  readonly value: string
  readonly code: RejectCode
}

/** By row number; a row without an entry names nothing that is missing. */
export async function findUnknown(
  tx: Tx,
  mapping: Mapping,
  rows: readonly NamedRow[],
): Promise<ReadonlyMap<number, UnknownReference[]>> {
  const unknown = new Map<number, UnknownReference[]>()
  const add = (row: NamedRow, one: UnknownReference) =>
    unknown.set(row.row_number, [...(unknown.get(row.row_number) ?? []), one])
  for (const { field, table, key, code, createdAs } of REFERENCES[mapping.kind] ?? []) {
    if (createdAs && mapping.createMissing.includes(createdAs)) continue
    const named = [...new Set(rows.flatMap((row) => row.values[field] ?? []))]
    if (named.length === 0) continue
    const found = await tx.query<{ key: string }>(sql`SELECT ${raw(key)} AS key FROM ${raw(table)}
      WHERE tenant_id = ${tx.tenantId}::uuid AND ${raw(key)} = ANY (${named}::text[])`)
    const known = new Set(found.map((one) => one.key))
    for (const row of rows) {
      const value = row.values[field] ?? null
      if (value !== null && !known.has(value)) add(row, { field, value, code })
    }
  }
  if (OF_ORDER_LINES.has(mapping.kind)) {
    const known = await knownLines(tx, rows)
    for (const row of rows)
      if (!known.has(lineOf(row.values)))
        add(row, { field: 'order_id', value: row.values.order_id ?? '', code: 'unknown_order_line' })
  }
  return unknown
}

const lineOf = ({ order_id, line_number }: NamedRow['values']) => `${order_id} ${line_number}`

async function knownLines(tx: Tx, rows: readonly NamedRow[]): Promise<ReadonlySet<string>> {
  const orders = [...new Set(rows.flatMap((row) => row.values.order_id ?? []))]
  const lines = await tx.query<{ order_id: string; line_number: string }>(sql`SELECT order_id, line_number::text
    FROM orders.order_line WHERE tenant_id = ${tx.tenantId}::uuid AND order_id = ANY (${orders}::text[])`)
  return new Set(lines.map(lineOf))
}
