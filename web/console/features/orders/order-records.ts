/** The shapes of the records in an order's file, in the names of their tables. */
import type { OrderFile, ReplacedLine } from '../../../../contract/order-file.ts'

export type PromiseVersion = {
  version: number
  from_date: string | null
  to_date: string
  from_at: string | null
  to_at: string | null
  quantity: number
  promised_on: string | null
  promised_at: string | null
  cause: 'initial' | 'customer' | 'company'
  reason: string | null
  actor: string
}

export type OrderLine = {
  line_number: number
  product_id: string
  product_name: string | null
  unit: string | null
  quantity: number
  unit_price: number | null
  requested_from_date: string | null
  requested_to_date: string | null
  requested_from_at: string | null
  requested_to_at: string | null
  cancelled_quantity: number
  cancelled_by: string | null
  promises: PromiseVersion[]
  replaces: ReplacedLine | null
  replaced_by: ReplacedLine[]
}

export type OrderHead = {
  order_id: string
  customer_id: string
  site_id: string | null
  site_name: string | null
  location_id: string | null
  location_name: string | null
  zone: string | null
  currency: string | null
  ordered_on: string | null
  ordered_at: string | null
}

export type DeliveryRecord = {
  delivery_id: string
  delivered_on: string
  delivered_at: string | null
  location_id: string | null
  recipient: string | null
  lines: {
    line_number: number
    product_id: string
    accepted_quantity: number | null
    rejected_quantity: number
    condition: string | null
    reason: string | null
  }[]
}

export type InvoiceRecord = {
  invoice_id: string
  invoice_kind: 'invoice' | 'credit'
  currency: string
  issued_on: string | null
  issued_at: string | null
  credit_reason: string | null
  lines: {
    line_number: number
    quantity: number
    unit_price: number | null
    net_minor: number
    charges_minor: number
  }[]
}

export type ReadOrderFile = Omit<OrderFile, 'order' | 'customer' | 'lines' | 'deliveries' | 'invoices'> & {
  order: OrderHead
  customer: { customer_id?: string; name?: string; segment_id?: string | null }
  lines: OrderLine[]
  deliveries: DeliveryRecord[]
  invoices: InvoiceRecord[]
}
