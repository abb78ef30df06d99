/** What a customer's people see beside their orders: deliveries for who takes goods in, lots for quality, bills for who pays. */
import { z } from 'zod'
import { CREDIT_REASONS, INVOICE_KINDS, RECIPIENTS } from './imports.ts'
import { DOCUMENT_KINDS } from './information-clause.ts'
import { Code, Day } from './values.ts'

const page = {
  /** Part of a number or a product's name. */
  q: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
}

export const OwnDeliveriesQuery = z.object({
  ...page,
  /** coming: promised and not handed over; past: handed over. */
  when: z.enum(['coming', 'past']).default('coming'),
  location_id: Code.optional(),
})
export type OwnDeliveriesQuery = z.infer<typeof OwnDeliveriesQuery>

const GoodsLine = z.object({
  line_number: z.int(),
  product_id: Code,
  product_name: z.string().nullable(),
  unit: z.string().nullable(),
  quantity: z.number(),
})

/** What comes of one order in one window. */
export const ComingDelivery = z.object({
  order_id: Code,
  location_id: Code.nullable(),
  location_name: z.string().nullable(),
  zone: z.string().nullable(),
  from_date: z.string().nullable(),
  to_date: z.string(),
  from_at: z.string().nullable(),
  to_at: z.string().nullable(),
  /** The day has passed and nobody has handed anything over. */
  is_overdue: z.boolean(),
  is_on_its_way: z.boolean(),
  tracking_number: z.string().nullable(),
  lines: z.array(GoodsLine),
})
export type ComingDelivery = z.infer<typeof ComingDelivery>

export const PastDelivery = z.object({
  delivery_id: Code,
  delivered_on: z.string(),
  delivered_at: z.string().nullable(),
  location_name: z.string().nullable(),
  zone: z.string().nullable(),
  /** Who took it in, as was noted at the door. */
  recipient: z.enum(RECIPIENTS).nullable(),
  proof_reference: z.string().nullable(),
  note: z.string().nullable(),
  has_position: z.boolean(),
  tracking_number: z.string().nullable(),
  lines: z.array(
    GoodsLine.extend({
      order_id: Code,
      /** Null: signed without a count. */
      quantity: z.number().nullable(),
      rejected_quantity: z.number(),
      condition: z.string().nullable(),
    }),
  ),
})
export type PastDelivery = z.infer<typeof PastDelivery>

export const OwnDeliveries = z.object({
  coming: z.array(ComingDelivery),
  past: z.array(PastDelivery),
  total: z.int(),
})
export type OwnDeliveries = z.infer<typeof OwnDeliveries>

export const OwnInvoicesQuery = z.object({
  ...page,
  kind: z.enum(INVOICE_KINDS).optional(),
  from: Day.optional(),
  to: Day.optional(),
})
export type OwnInvoicesQuery = z.infer<typeof OwnInvoicesQuery>

export const OwnInvoice = z.object({
  invoice_id: Code,
  kind: z.enum(INVOICE_KINDS),
  issued_on: z.string(),
  currency: z.string(),
  net_minor: z.number(),
  /** With tax; null: the tax of a line is not known. */
  gross_minor: z.number().nullable(),
  /** Of an invoice: how much of it has been credited, net. */
  credited_minor: z.number(),
  credits_invoice_id: Code.nullable(),
  credit_reason: z.enum(CREDIT_REASONS).nullable(),
  lines: z.array(
    z.object({
      order_id: Code,
      line_number: z.int(),
      product_id: Code.nullable(),
      product_name: z.string().nullable(),
      unit: z.string().nullable(),
      quantity: z.number(),
      unit_price: z.string().nullable(),
      net_minor: z.number(),
      charges_minor: z.number(),
      tax_percent: z.number().nullable(),
    }),
  ),
})
export type OwnInvoice = z.infer<typeof OwnInvoice>
export const OwnInvoices = z.object({ invoices: z.array(OwnInvoice), total: z.int() })
export type OwnInvoices = z.infer<typeof OwnInvoices>

export const OwnLotsQuery = z.object({ ...page, recalled: z.enum(['true', 'false']).optional() })
export type OwnLotsQuery = z.infer<typeof OwnLotsQuery>

/** A lot or a single piece that a shipment brought. */
export const OwnLot = z.object({
  product_id: Code,
  product_name: z.string().nullable(),
  unit: z.string().nullable(),
  lot_id: Code.nullable(),
  serial: z.string().nullable(),
  quantity: z.number(),
  order_id: Code,
  shipment_id: Code,
  shipped_on: z.string().nullable(),
  expires_on: z.string().nullable(),
  /** Null: not recalled. */
  recalled_on: z.string().nullable(),
  recall_reason: z.string().nullable(),
  documents: z.array(z.object({ document_id: Code, kind: z.enum(DOCUMENT_KINDS), sent_on: z.string() })),
})
export type OwnLot = z.infer<typeof OwnLot>
export const OwnLots = z.object({ lots: z.array(OwnLot), total: z.int() })
export type OwnLots = z.infer<typeof OwnLots>
