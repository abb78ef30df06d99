/** What happened to the goods of one order, with the words and keys other programs know: what visibility standards are written from. */
import sql from 'sql-template-tag'
import type { OrderFile } from '../../../contract/order-file.ts'
import { gs1CheckDigit, isGs1Key } from '../../../engines/shared/index.ts'
import { MILESTONES } from '../../../engines/tracking/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { getOrderFile, type Reader } from '../orders/order-file.ts'

export interface OrderFacts {
  readonly file: OrderFile
  readonly products: ReadonlyMap<string, { unit: string; gtin: string | null }>
  readonly locations: ReadonlyMap<string, { zone: string; gln: string | null }>
  /** When we recorded a subject first, by `type/id`. */
  readonly recordedAt: ReadonlyMap<string, Date>
}

/** Refuses `not_found`, also for an order that the asker may not see. Keys with a wrong check digit count as unknown. */
export async function getOrderFacts(tx: Tx, orderId: string, reader: Reader): Promise<OrderFacts> {
  const file = await getOrderFile(tx, orderId, reader)
  const lines = [file.lines, ...file.deliveries.map((one) => one.lines as Row[])].flat()
  const tenant = sql`tenant_id = ${tx.tenantId}::uuid`
  const products = await tx.query<{ product_id: string; unit: string; gtin: string | null }>(
    sql`SELECT product_id, unit, gtin FROM products.product WHERE ${tenant} AND product_id = ANY(${ids(lines, 'product_id')})`,
  )
  const locations = await tx.query<{ location_id: string; zone: string; gln: string | null }>(
    sql`SELECT location_id, zone, gln FROM locations.location WHERE ${tenant} AND location_id = ANY(${placesOf(file)})`,
  )
  return {
    file,
    products: new Map(
      products.map((one) => [one.product_id, { unit: one.unit, gtin: valid(one.gtin, [8, 12, 13, 14]) }]),
    ),
    locations: new Map(locations.map((one) => [one.location_id, { zone: one.zone, gln: valid(one.gln, [13]) }])),
    recordedAt: await recordTimes(tx, file),
  }
}

/** A GS1 key from its body, as others write it without the digit that checks it. */
export const withCheckDigit = (body: string): string => `${body}${gs1CheckDigit(body)}`

type Row = Record<string, unknown>

const ids = (rows: readonly Row[], name: string) => [
  ...new Set(rows.map((row) => row[name]).filter((value): value is string => typeof value === 'string')),
]

const placesOf = ({ order, shipments, deliveries, observations }: OrderFile) => [
  ...ids([order, ...deliveries, ...observations], 'location_id'),
  ...ids([order], 'site_id'),
  ...ids(shipments, 'from_location_id'),
  ...ids(shipments, 'to_location_id'),
]

const valid = (key: string | null, lengths: readonly number[]) =>
  key !== null && lengths.includes(key.length) && isGs1Key(key) ? key : null

async function recordTimes(tx: Tx, file: OrderFile): Promise<Map<string, Date>> {
  const subjects = [
    ['customer_order', String(file.order.order_id)],
    ...file.shipments.map((one) => ['shipment', String(one.shipment_id)]),
    ...file.deliveries.map((one) => ['delivery', String(one.delivery_id)]),
  ]
  const rows = await tx.query<{ subject: string; record_time: Date }>(sql`
    SELECT e.subject_type || '/' || e.subject_id AS subject, e.record_time
    FROM unnest(${subjects.map(([type]) => type)}::text[], ${subjects.map(([, id]) => id)}::text[]) s (subject_type, subject_id)
    JOIN ledger.event e ON e.tenant_id = ${tx.tenantId}::uuid AND e.subject_type = s.subject_type
      AND e.subject_id = s.subject_id AND e.subject_version = 1`)
  return new Map(rows.map((row) => [row.subject, row.record_time]))
}

export interface ObservedWord {
  readonly bizStep: string | null
  readonly disposition: string | null
}

const WORDS = new Map<string, ObservedWord>([
  ...MILESTONES.map((one): [string, ObservedWord] => [one.code, one]),
  // Conditions beside the milestone that the vocabulary has a word for.
  ['damaged', { bizStep: null, disposition: 'damaged' }],
  ['lost', { bizStep: null, disposition: 'unknown' }],
  ['held', { bizStep: 'holding', disposition: null }],
])

/** The CBV words of an observed milestone or flag; undefined where the vocabulary has none. */
export function findObservedWord(code: string): ObservedWord | undefined {
  const word = WORDS.get(code)
  return word && (word.bizStep || word.disposition) ? word : undefined
}
