/**
 * Flattens an order's records to one row a line, as a company would export them from its own program: quantities and
 * amounts are added up over deliveries and bills, times are those of the delivery that came last.
 */
import type {
  DeliveryRecord,
  HistoryRecord,
  InvoiceRecord,
  MasterRecords,
  OrderRecord,
  OrderRecords,
  ShipmentRecord,
} from './records.ts'

type Names = Pick<HistoryRecord, 'customer_name' | 'product_name' | 'product_group' | 'location_name' | 'country'>

/** Looks up the names that a flat row repeats; builds its tables once for a whole stream. */
export function historyFlattener(master: MasterRecords): (records: OrderRecords) => HistoryRecord[] {
  const customers = new Map(master.customers.map((customer) => [customer.customer_id, customer]))
  const products = new Map(master.products.map((product) => [product.product_id, product]))
  const locations = new Map(master.locations.map((location) => [location.location_id, location]))
  const namesOf = (order: OrderRecord): Names => {
    const product = products.get(order.product_id)!
    const location = locations.get(order.location_id)!
    return {
      customer_name: customers.get(order.customer_id)!.name,
      product_name: product.name,
      product_group: product.product_group,
      location_name: location.name,
      country: location.country,
    }
  }
  return (records) => records.orders.map((order) => flattenLine(order, records, namesOf(order)))
}

/** Written out as one literal: spreading sixty fields together made the stream twenty times slower. */
function flattenLine(order: OrderRecord, records: OrderRecords, names: Names): HistoryRecord {
  const line = order.line_number
  const promise = lastOf(records.promises, line)
  const rating = records.ratings[0]
  const delivery = lastOf(records.deliveries, line)
  const shipment = delivery === undefined ? lastOf(records.shipments, line) : shipmentOf(records, delivery)
  const bill = addBills(records.invoices, line)
  return {
    order_id: order.order_id,
    line_number: order.line_number,
    customer_id: order.customer_id,
    location_id: order.location_id,
    site_id: order.site_id,
    product_id: order.product_id,
    quantity: order.quantity,
    unit: order.unit,
    unit_price: order.unit_price,
    tax_percent: order.tax_percent,
    currency: order.currency,
    ordered_at: order.ordered_at,
    requested_from: order.requested_from,
    requested_to: order.requested_to,
    cancelled_by: order.cancelled_by,
    cancelled_at: order.cancelled_at,
    exclusion: order.exclusion,
    promised_from: order.promised_from,
    promised_to: order.promised_to,
    promised_at: order.promised_at,
    customer_name: names.customer_name,
    product_name: names.product_name,
    product_group: names.product_group,
    location_name: names.location_name,
    country: names.country,
    current_promised_from: promise?.promised_from ?? null,
    current_promised_to: promise?.promised_to ?? null,
    current_promised_at: promise?.promised_at ?? null,
    current_promise_cause: promise?.cause ?? null,
    carrier_id: shipment?.carrier_id ?? null,
    service: shipment?.service ?? null,
    mode: shipment?.mode ?? null,
    tracking_number: shipment?.tracking_number ?? null,
    shipped_at: shipment?.shipped_at ?? null,
    shipped_quantity: shipment === undefined ? null : sumOf(records.shipments, line, 'shipped_quantity'),
    shipment_id: shipment?.shipment_id ?? null,
    delivered_at: delivery?.delivered_at ?? null,
    accepted_quantity: delivery === undefined ? null : sumOf(records.deliveries, line, 'accepted_quantity'),
    rejected_quantity: delivery === undefined ? null : sumOf(records.deliveries, line, 'rejected_quantity'),
    condition: delivery === undefined ? null : conditionOf(records.deliveries, line),
    delivered_product_id: delivery?.delivered_product_id ?? null,
    delivered_location_id: delivery?.delivered_location_id ?? null,
    recipient: delivery?.recipient ?? null,
    reason: delivery?.reason ?? null,
    delivery_id: delivery?.delivery_id ?? null,
    invoice_id: bill?.last.invoice_id ?? null,
    invoiced_at: bill?.last.issued_at ?? null,
    invoiced_quantity: bill === null ? null : bill.milli / 1000,
    invoiced_unit_price: bill?.last.invoiced_unit_price ?? null,
    invoiced_net: bill === null ? null : bill.netMinor / 100,
    invoiced_charges: bill === null ? null : bill.chargesMinor / 100,
    rating: rating?.score ?? null,
    rating_max: rating?.scale_max ?? null,
  }
}

function lastOf<T extends { readonly line_number: number }>(records: readonly T[], line: number): T | undefined {
  for (let index = records.length - 1; index >= 0; index--) {
    if (records[index]!.line_number === line) return records[index]
  }
  return undefined
}

const shipmentOf = (records: OrderRecords, { shipment_id, line_number }: DeliveryRecord): ShipmentRecord | undefined =>
  records.shipments.find((shipment) => shipment.shipment_id === shipment_id && shipment.line_number === line_number)

/** Credit notes have no column in a flat row: only bills are added up, and the last one names price, number and day. */
function addBills(invoices: readonly InvoiceRecord[], line: number): AddedBills | null {
  let last: InvoiceRecord | undefined
  let milli = 0
  let netMinor = 0
  let chargesMinor = 0
  for (const invoice of invoices) {
    if (invoice.line_number !== line || invoice.invoice_kind !== 'invoice') continue
    last = invoice
    milli += Math.round(invoice.invoiced_quantity * 1000)
    netMinor += Math.round(invoice.invoiced_net * 100)
    chargesMinor += Math.round(invoice.invoiced_charges * 100)
  }
  return last === undefined ? null : { last, milli, netMinor, chargesMinor }
}

interface AddedBills {
  readonly last: InvoiceRecord
  readonly milli: number
  readonly netMinor: number
  readonly chargesMinor: number
}

/** Added up in thousandths, so that no binary fraction creeps in; one unknown part makes the sum unknown. */
function sumOf<K extends string>(
  records: readonly ({ readonly line_number: number } & Readonly<Record<K, number | null>>)[],
  line: number,
  field: K,
): number | null {
  let milli = 0
  for (const record of records) {
    if (record.line_number !== line) continue
    const part: number | null = record[field]
    if (part === null) return null
    milli += Math.round(part * 1000)
  }
  return milli / 1000
}

/** The first condition that is not right, else what the last delivery showed. */
function conditionOf(all: readonly DeliveryRecord[], line: number): string | null {
  let condition: string | null = null
  for (const delivery of all) {
    if (delivery.line_number !== line) continue
    condition = delivery.condition
    if (condition !== 'OK' && condition !== null) return condition
  }
  return condition
}
