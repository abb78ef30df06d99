/**
 * The records that come out, one type a kind; keys are the field names of the import kinds (a test holds them to it).
 * Dates are `YYYY-MM-DD`, instants ISO 8601 with offset, quantities and amounts plain numbers; null means not known or none.
 */

export type Cell = string | number | boolean | null

export interface SegmentRecord {
  segment_id: string
  name: string
  description: string
}

export interface StandardRecord {
  segment_id: string
  element: string
  valid_from: string
  target: number
  target_unit: 'percent' | 'hours' | 'business_days'
  owner: string
  /** The information clause; null where the element or the segment has none. */
  required_documents: string | null
  advance_notice_hours: number | null
  tracking_age_hours: number | null
  tells_exceptions: boolean | null
}

export interface CustomerRecord {
  customer_id: string
  name: string
  segment_id: string
  country: string
  language: string
  currency: string
}

export interface ContactRecord {
  contact_id: string
  customer_id: string
  name: string
  buying_role: string
  language: string
  email: string
  phone: string
  channel: string
}

export interface LocationRecord {
  location_id: string
  name: string
  kind: string
  customer_id: string | null
  country: string
  zone: string
  city: string
  postal_code: string
  street: string
  latitude: number
  longitude: number
  openings: string
  cutoff: string | null
}

export interface ProductRecord {
  product_id: string
  name: string
  product_group: string
  unit: string
  gtin: string
  weight_grams: number
  pack_unit: string
  pack_quantity: number
}

export interface CarrierRecord {
  carrier_id: string
  name: string
  service: string
  mode: string
  country: string
  zone: string
  openings: string
}

export interface LaneRecord {
  lane_id: string
  carrier_id: string
  service: string
  from_location_id: string
  to_country: string
  to_postal_prefix: string | null
  mode: string
  departures: string
  transit_days: number
  is_expedite: 'yes' | 'no'
  handling: string | null
  max_weight_grams: number
  emission_kind: string | null
  valid_from: string
  price_valid_from: string
  currency: string
  base: number
  per_kg: number
  per_stop: number
  minimum: number
  fuel_percent: number
}

export interface ResourceRecord {
  resource_id: string
  location_id: string
  kind: string
  name: string
  monday: number
  tuesday: number
  wednesday: number
  thursday: number
  friday: number
  saturday: number
  sunday: number
  to_country?: string
  to_postal_prefix?: string
  starts_at?: string
  ends_at?: string
  overtime_quantity?: number
  overtime_cost?: number
  cutoff_days?: number
  cutoff_at?: string
  price?: number
  currency?: string
}

export interface SeasonRecord {
  season_id: string
  location_id: string | null
  name: string
  first_day: string
  last_day: string
  kind: 'busy' | 'slow'
  demand_percent: number
  capacity_percent: number | null
  stock_target_percent: number | null
  extra_lead_days: number | null
  staffing: string | null
}

export interface OrderRecord {
  order_id: string
  line_number: number
  customer_id: string
  location_id: string
  site_id: string
  product_id: string
  quantity: number
  unit: string
  unit_price: number
  tax_percent: number
  currency: string
  ordered_at: string
  requested_from: string | null
  requested_to: string
  cancelled_by: string | null
  cancelled_at: string | null
  exclusion: string | null
  promised_from: string | null
  promised_to: string | null
  promised_at: string | null
}

/** Versions after the first: the first promise stands with the order. */
export interface PromiseRecord {
  order_id: string
  line_number: number
  version: number
  promised_from: string | null
  promised_to: string
  promised_at: string
  quantity: number
  cause: 'customer' | 'company'
}

export interface ShipmentRecord {
  shipment_id: string
  order_id: string
  line_number: number
  carrier_id: string
  service: string
  mode: string
  tracking_number: string
  shipped_at: string
  shipped_quantity: number
  from_location_id: string
}

export interface TrackingRecord {
  shipment_id: string
  source: string
  source_event_id: string
  milestone: string
  lifecycle: string
  occurred_at: string
  location_id: string | null
  latitude: number | null
  longitude: number | null
  reason: string | null
  retracts: string | null
}

export interface DocumentRecord {
  document_id: string
  document_kind: string
  shipment_id: string
  order_id: null
  sent_at: string
  is_correct: boolean | null
  error: string | null
}

export interface DeliveryRecord {
  delivery_id: string
  order_id: string
  line_number: number
  shipment_id: string
  delivered_at: string
  accepted_quantity: number | null
  rejected_quantity: number | null
  condition: string | null
  delivered_product_id: string | null
  delivered_location_id: string | null
  recipient: string | null
  reason: string | null
}

export interface InvoiceRecord {
  invoice_id: string
  order_id: string
  line_number: number
  invoice_kind: 'invoice' | 'credit'
  issued_at: string
  currency: string
  invoiced_quantity: number
  invoiced_unit_price: number
  invoiced_net: number
  invoiced_charges: number
  tax_percent: number
  credit_reason: string | null
  credits_invoice_id: string | null
}

export interface RatingRecord {
  rating_id: string
  order_id: string
  score: number
  scale_max: number
  given_at: string
  comment: string | null
}

/** One row a line: its order, promise, the delivery that completed it with all quantities added up, bill and rating. */
export interface HistoryRecord extends OrderRecord {
  customer_name: string
  product_name: string
  product_group: string
  location_name: string
  country: string
  current_promised_from: string | null
  current_promised_to: string | null
  current_promised_at: string | null
  current_promise_cause: string | null
  carrier_id: string | null
  service: string | null
  mode: string | null
  tracking_number: string | null
  shipped_at: string | null
  shipped_quantity: number | null
  shipment_id: string | null
  delivered_at: string | null
  accepted_quantity: number | null
  rejected_quantity: number | null
  condition: string | null
  delivered_product_id: string | null
  delivered_location_id: string | null
  recipient: string | null
  reason: string | null
  delivery_id: string | null
  invoice_id: string | null
  invoiced_at: string | null
  invoiced_quantity: number | null
  invoiced_unit_price: number | null
  invoiced_net: number | null
  invoiced_charges: number | null
  rating: number | null
  rating_max: number | null
}

export interface MasterRecords {
  readonly segments: readonly SegmentRecord[]
  readonly standards: readonly StandardRecord[]
  readonly customers: readonly CustomerRecord[]
  readonly contacts: readonly ContactRecord[]
  readonly locations: readonly LocationRecord[]
  readonly products: readonly ProductRecord[]
  readonly carriers: readonly CarrierRecord[]
  readonly lanes: readonly LaneRecord[]
  readonly seasons: readonly SeasonRecord[]
  readonly resources: readonly ResourceRecord[]
}

export interface FreightBillRecord {
  bill_id: string
  shipment_id: string
  carrier_id: string
  billed_on: string
  currency: string
  amount: number
}

/** Everything that is known at the end instant about one order. */
export interface OrderRecords {
  readonly orders: OrderRecord[]
  readonly promises: PromiseRecord[]
  readonly shipments: ShipmentRecord[]
  readonly freight_bills: FreightBillRecord[]
  readonly tracking: TrackingRecord[]
  readonly documents: DocumentRecord[]
  readonly deliveries: DeliveryRecord[]
  readonly invoices: InvoiceRecord[]
  readonly ratings: RatingRecord[]
}

/** Kinds in the order in which references resolve. */
export const MASTER_KINDS = [
  'segments',
  'standards',
  'customers',
  'contacts',
  'locations',
  'products',
  'carriers',
  'lanes',
  'seasons',
  'resources',
] as const
export const ORDER_KINDS = [
  'orders',
  'promises',
  'shipments',
  'freight_bills',
  'tracking',
  'documents',
  'deliveries',
  'invoices',
  'ratings',
] as const
