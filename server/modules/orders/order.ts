/** What an order is made of, and what may be cancelled of it. */
import { Refusal } from '../../../contract/refusals.ts'
import type { RecordType, State } from '../../ledger/index.ts'

/** The numbers of orders that nobody else numbered. */
export const ORDER_NUMBERS = { subjectType: 'customer_order', prefix: 'SO' }

export const customerOrder: RecordType = {
  subjectType: 'customer_order',
  table: 'orders.customer_order',
  key: 'order_id',
  columns: [
    'customer_id',
    'location_id',
    'site_id',
    'currency',
    'ordered_on',
    'ordered_at',
    'source',
    'customer_reference',
    'contact_id',
    'instructions',
    'occurrence_id',
  ],
  // Free text about a door may name people.
  personal: ['instructions'],
  children: [
    {
      name: 'lines',
      table: 'orders.order_line',
      keys: ['line_number'],
      columns: [
        'kind',
        'product_id',
        'part_of',
        'substitute_for',
        'quantity',
        'unit_price',
        'tax_percent',
        'charges_minor',
        'price_source',
        'requested_from_date',
        'requested_to_date',
        'requested_from_at',
        'requested_to_at',
        'cancelled_quantity',
        'cancelled_by',
        'cancelled_on',
        'cancelled_at',
        'cancelled_reason',
        'exclusion',
      ],
    },
  ],
  created: 'OrderPlaced',
  changed: 'OrderChanged',
  eventTime: 'ordered_at',
}

export interface Cancellation {
  readonly lines: readonly { line_number: number; quantity: number }[]
  readonly by: 'customer' | 'company'
  readonly on: string
  readonly at: string
  readonly reason?: string | null
}

/** The order's lines after a cancellation. Refuses a line that the order has not, and more than is left of one. */
export function cancelLines(lines: readonly State[], cancellation: Cancellation): State[] {
  return cancellation.lines.map(({ line_number, quantity }) => {
    const line = lines.find((one) => one.line_number === line_number)
    if (!line) throw new Refusal('unknown_order_line', { line_number })
    const cancelled = Number(line.cancelled_quantity ?? 0) + quantity
    if (cancelled > Number(line.quantity)) {
      throw new Refusal('quantity_exceeded', {
        line_number,
        left: Number(line.quantity) - Number(line.cancelled_quantity ?? 0),
      })
    }
    return {
      ...line,
      cancelled_quantity: cancelled,
      cancelled_by: cancellation.by,
      cancelled_on: cancellation.on,
      cancelled_at: cancellation.at,
      cancelled_reason: cancellation.reason ?? null,
    }
  })
}
