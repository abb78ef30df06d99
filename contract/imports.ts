/**
 * What a file may hold: the import kinds, their fields, and the mapping from a company's own columns to them.
 * Field names are the column names of the tables they end in.
 */
import { z } from 'zod'
import { DOCUMENT_KINDS } from './information-clause.ts'
import { STOCK_STATES } from './stock.ts'
import { SUPPLY_STATES } from './supply.ts'
import { TERM_KINDS } from './term-kinds.ts'

export type FieldType =
  | 'code' // business key, 1-64 characters
  | 'text'
  | 'quantity' // exact, at most 3 decimals, base unit
  | 'price' // exact, at most 6 decimals, major units
  | 'money' // exact, at most the currency's decimals, major units
  | 'number'
  | 'integer'
  | 'date' // local calendar day
  | 'time' // instant
  | 'day_or_time' // instant where the file has one, else only the day
  | 'enum'
  | 'unit'
  | 'currency'
  | 'country'
  | 'language'
  | 'zone'
  | 'boolean'
  | 'email'
  | 'phone'
  | 'openings' // weekly hours: "Mo-Fr 08:00-16:00; Sa 09:00-12:00"
  | 'clock' // "14:30"

export interface ImportField {
  readonly name: string
  readonly type: FieldType
  readonly required?: true
  /** Part of the record's identity: the same key met again is the same record. */
  readonly key?: true
  readonly values?: readonly string[]
  /** Zero and below are refused. Quantities and prices without it may be zero, never negative. */
  readonly positive?: true
  /** Bounds and precision of a `number`, both ends allowed. */
  readonly least?: number
  readonly most?: number
  readonly decimals?: number
  /** Line breaks and tabs are allowed, as in a customer's comment. */
  readonly multiline?: true
}

export interface ImportKind {
  readonly kind: string
  readonly fields: readonly ImportField[]
}

export const BUYING_ROLES = [
  'purchasing',
  'production',
  'quality',
  'logistics',
  'product_development',
  'finance',
  'end_user',
] as const
export const CHANNELS = ['email', 'sms', 'portal', 'webhook', 'phone'] as const
export const LOCATION_KINDS = ['own_site', 'customer_site', 'carrier_hub', 'supplier_site', 'order_desk'] as const
export const MODES = ['own_van', 'parcel', 'road', 'rail', 'sea', 'air'] as const
/** What a lane can do beyond moving boxes, and what goods may need. */
export const HANDLING = ['cold', 'hazardous', 'tail_lift'] as const
/** Kinds of vehicles and vessels for which an emission factor is known. */
export const EMISSION_KINDS = [
  'van_diesel',
  'van_electric',
  'rigid_small',
  'rigid_medium',
  'rigid_large',
  'articulated_medium',
  'articulated_large',
  'truck_average',
  'truck_refrigerated',
  'rail',
  'general_cargo_ship',
  'container_ship',
  'ferry',
  'air_short',
  'air_long',
] as const
export const SEASON_KINDS = ['busy', 'slow'] as const
export const RESOURCE_KINDS = ['pick_lines', 'repack', 'dock', 'vehicle_stops', 'service_minutes', 'slot'] as const
export const CONDITIONS = [
  'OK',
  'PKG_MINOR',
  'PKG_OPEN',
  'DMG_VISIBLE',
  'DMG_CONCEALED',
  'WET',
  'TEMP_EXC',
  'SHOCK',
  'CONTAM',
  'INFEST',
  'SHORT',
  'OVER',
  'WRONG_ITEM',
  'WRONG_LOT',
  'EXPIRED',
  'LOST',
  'STOLEN',
] as const
export const RECIPIENTS = ['consignee', 'neighbor_with_consent', 'neighbor', 'wrong_party'] as const
export const REASONS = [
  'weather',
  'road_traffic',
  'mechanical',
  'accident',
  'driver',
  'missort',
  'carrier_error',
  'capacity',
  'customs_docs',
  'customs_process',
  'address_incorrect',
  'consignee_absent',
  'consignee_closed',
  'customer_reschedule',
  'refused',
  'payment',
  'damage',
  'shortage',
  'shipper_not_ready',
  'stock_out',
  'pick_error',
  'civil',
  'security',
  'system',
  'other',
] as const
export const PROMISE_CAUSES = ['initial', 'customer', 'company'] as const
export const INVOICE_KINDS = ['invoice', 'credit'] as const
export const CREDIT_REASONS = ['return', 'price_error', 'shortage', 'damage', 'late', 'duplicate', 'goodwill'] as const
export const ELEMENTS = [
  'order_cycle_time',
  'on_time',
  'in_full',
  'condition',
  'billing',
  'information',
  'perfect_order',
  'first_answer',
  'final_answer',
] as const
export const CANCELLED_BY = ['customer', 'company'] as const

const key = (name: string): ImportField => ({ name, type: 'code', required: true, key: true })
const code = (name: string): ImportField => ({ name, type: 'code' })
const must = (field: ImportField): ImportField => ({ ...field, required: true })
const text = (name: string): ImportField => ({ name, type: 'text' })
const of = (type: FieldType, ...names: string[]): ImportField[] => names.map((name) => ({ name, type }))
const choice = (name: string, values: readonly string[]): ImportField => ({ name, type: 'enum', values })
const TAX: ImportField = { name: 'tax_percent', type: 'number', least: 0, most: 100, decimals: 3 }
const POSITION: ImportField[] = [
  { name: 'latitude', type: 'number', least: -90, most: 90, decimals: 8 },
  { name: 'longitude', type: 'number', least: -180, most: 180, decimals: 8 },
]
const lineKey: ImportField[] = [
  key('order_id'),
  { name: 'line_number', type: 'integer', required: true, key: true, positive: true },
]

const orderFields: ImportField[] = [
  ...lineKey,
  must(code('customer_id')),
  code('location_id'), // ship-to; empty: the customer's only location, or one made from the customer
  code('site_id'), // our own location that fulfills
  must(code('product_id')),
  must({ name: 'quantity', type: 'quantity', positive: true }),
  { name: 'unit', type: 'unit' },
  { name: 'unit_price', type: 'price' },
  TAX,
  { name: 'currency', type: 'currency' },
  { name: 'ordered_at', type: 'day_or_time' },
  { name: 'requested_from', type: 'day_or_time' },
  { name: 'requested_to', type: 'day_or_time' },
  choice('cancelled_by', CANCELLED_BY),
  { name: 'cancelled_at', type: 'day_or_time' },
  choice('exclusion', ['test_order', 'duplicate', 'internal']),
]
const firstPromiseFields: ImportField[] = of('day_or_time', 'promised_from', 'promised_to', 'promised_at')
const shipmentFields: ImportField[] = [
  code('carrier_id'),
  code('service'),
  choice('mode', MODES),
  code('tracking_number'),
  { name: 'shipped_at', type: 'day_or_time' },
  { name: 'shipped_quantity', type: 'quantity' },
]
const deliveryFields: ImportField[] = [
  { name: 'delivered_at', type: 'day_or_time' },
  { name: 'accepted_quantity', type: 'quantity' },
  { name: 'rejected_quantity', type: 'quantity' },
  choice('condition', CONDITIONS),
  code('delivered_product_id'),
  code('delivered_location_id'),
  choice('recipient', RECIPIENTS),
  choice('reason', REASONS),
]
const invoiceFields: ImportField[] = [
  { name: 'invoiced_quantity', type: 'quantity' },
  { name: 'invoiced_unit_price', type: 'price' },
  { name: 'invoiced_net', type: 'money' },
  { name: 'invoiced_charges', type: 'money' },
]

/** One location, or a country and perhaps the beginning of its postal codes. */
const areaFields: ImportField[] = [
  code('to_location_id'),
  { name: 'to_country', type: 'country' },
  text('to_postal_prefix'),
]

export const IMPORT_KINDS: readonly ImportKind[] = [
  {
    kind: 'segments',
    fields: [key('segment_id'), must(text('name')), text('description')],
  },
  {
    kind: 'standards',
    fields: [
      { ...key('segment_id') },
      { ...must(choice('element', ELEMENTS)), key: true },
      { name: 'valid_from', type: 'date', required: true, key: true },
      must({ name: 'target', type: 'number', least: 0, most: 100_000, decimals: 3 }),
      must(choice('target_unit', ['percent', 'hours', 'business_days'])),
      text('owner'),
      // The information clause, for the element information only.
      text('required_documents'), // "asn delivery_note"
      { name: 'advance_notice_hours', type: 'integer', least: 0, most: 720 },
      { name: 'tracking_age_hours', type: 'integer', least: 1, most: 720 },
      { name: 'tells_exceptions', type: 'boolean' },
    ],
  },
  {
    kind: 'customers',
    fields: [
      key('customer_id'),
      must(text('name')),
      code('segment_id'),
      { name: 'country', type: 'country' },
      { name: 'language', type: 'language' },
      { name: 'currency', type: 'currency' },
    ],
  },
  {
    kind: 'contacts',
    fields: [
      key('contact_id'),
      must(code('customer_id')),
      must(text('name')),
      choice('buying_role', BUYING_ROLES),
      { name: 'language', type: 'language' },
      { name: 'email', type: 'email' },
      { name: 'phone', type: 'phone' },
      choice('channel', CHANNELS),
    ],
  },
  {
    kind: 'locations',
    fields: [
      key('location_id'),
      must(text('name')),
      must(choice('kind', LOCATION_KINDS)),
      code('customer_id'),
      { name: 'country', type: 'country' },
      must({ name: 'zone', type: 'zone' }),
      text('city'),
      text('postal_code'),
      text('street'),
      ...POSITION,
      code('gln'),
      { name: 'openings', type: 'openings' },
      { name: 'cutoff', type: 'clock' }, // own sites
      { name: 'is_open_on_holidays', type: 'boolean' },
    ],
  },
  {
    kind: 'products',
    fields: [
      key('product_id'),
      must(text('name')),
      text('product_group'),
      must({ name: 'unit', type: 'unit' }),
      code('gtin'),
      { name: 'weight_grams', type: 'integer', least: 0 },
      { name: 'pack_unit', type: 'unit' },
      { name: 'pack_quantity', type: 'quantity', positive: true },
    ],
  },
  {
    kind: 'carriers',
    fields: [
      key('carrier_id'),
      must(text('name')),
      code('service'),
      choice('mode', MODES),
      { name: 'country', type: 'country' },
      { name: 'zone', type: 'zone' },
      text('openings'), // days on which it moves
    ],
  },
  {
    kind: 'lanes',
    fields: [
      key('lane_id'),
      must(code('carrier_id')),
      must(code('service')),
      must(code('from_location_id')),
      ...areaFields,
      must(choice('mode', MODES)),
      must(text('departures')), // "Mo-Fr 16:00; Sa 12:00"
      must({ name: 'transit_days', type: 'integer', least: 0, most: 365 }),
      { name: 'is_expedite', type: 'boolean' },
      text('handling'), // "cold tail_lift"
      { name: 'min_weight_grams', type: 'integer', least: 0 },
      { name: 'max_weight_grams', type: 'integer', positive: true },
      choice('emission_kind', EMISSION_KINDS),
      { name: 'distance_km', type: 'number', least: 0.001, most: 50_000, decimals: 3 },
      must({ name: 'valid_from', type: 'date' }),
      { name: 'valid_to', type: 'date' },
      { name: 'price_valid_from', type: 'date', key: true }, // several rows of a lane give it several prices
      { name: 'currency', type: 'currency' },
      { name: 'base', type: 'money' },
      { name: 'per_kg', type: 'price' },
      { name: 'per_stop', type: 'money' },
      { name: 'minimum', type: 'money' },
      { name: 'fuel_percent', type: 'number', least: 0, most: 200, decimals: 3 },
    ],
  },
  {
    kind: 'seasons',
    fields: [
      key('season_id'),
      code('location_id'), // empty: the whole company
      must(text('name')),
      must({ name: 'first_day', type: 'date' }),
      must({ name: 'last_day', type: 'date' }),
      must(choice('kind', SEASON_KINDS)),
      must({ name: 'demand_percent', type: 'integer', least: 0, most: 1000 }),
      { name: 'capacity_percent', type: 'integer', least: 0, most: 1000 },
      { name: 'stock_target_percent', type: 'integer', least: 0, most: 1000 },
      { name: 'extra_lead_days', type: 'integer', least: 0, most: 365 },
      text('staffing'),
    ],
  },
  {
    kind: 'resources',
    fields: [
      key('resource_id'),
      must(code('location_id')),
      must(choice('kind', RESOURCE_KINDS)),
      must(text('name')),
      ...['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].map((name) =>
        must({ name, type: 'integer', least: 0, most: 100_000_000 }),
      ),
      ...areaFields, // from here on of slots only
      text('starts_at'),
      text('ends_at'),
      { name: 'cutoff_days', type: 'integer', least: 0, most: 60 },
      text('cutoff_at'),
      { name: 'price', type: 'money' },
      { name: 'currency', type: 'currency' },
      // of lines to pick and stops of the van only
      { name: 'overtime_quantity', type: 'integer', least: 0, most: 100_000_000 },
      { name: 'overtime_cost', type: 'money' },
      { name: 'overtime_from', type: 'date' },
      { name: 'overtime_to', type: 'date' },
    ],
  },
  ...TERM_KINDS,
  { kind: 'orders', fields: [...orderFields, ...firstPromiseFields] },
  {
    kind: 'promises',
    fields: [
      ...lineKey,
      { name: 'version', type: 'integer', required: true, key: true, positive: true },
      { name: 'promised_from', type: 'day_or_time' },
      must({ name: 'promised_to', type: 'day_or_time' }),
      { name: 'promised_at', type: 'day_or_time' },
      { name: 'quantity', type: 'quantity' },
      choice('cause', PROMISE_CAUSES),
    ],
  },
  {
    kind: 'shipments',
    fields: [key('shipment_id'), ...lineKey, ...shipmentFields, code('from_location_id')],
  },
  {
    kind: 'freight_bills',
    fields: [
      key('bill_id'),
      must(code('shipment_id')),
      code('carrier_id'),
      must({ name: 'billed_on', type: 'date' }),
      must({ name: 'currency', type: 'currency' }),
      must({ name: 'amount', type: 'money' }), // below zero: a credit
      text('note'),
    ],
  },
  {
    kind: 'tracking',
    fields: [
      { ...key('shipment_id') },
      key('source'),
      key('source_event_id'),
      must(code('milestone')),
      choice('lifecycle', ['requested', 'planned', 'estimated', 'actual']),
      must({ name: 'occurred_at', type: 'day_or_time' }),
      code('location_id'),
      ...POSITION,
      choice('reason', REASONS),
      { name: 'retracts', type: 'code' },
    ],
  },
  {
    kind: 'documents',
    fields: [
      key('document_id'),
      must(choice('document_kind', DOCUMENT_KINDS)),
      code('shipment_id'), // a shipment, an order, or both for one order's part of the shipment
      code('order_id'),
      must({ name: 'sent_at', type: 'day_or_time' }),
      { name: 'is_correct', type: 'boolean' },
      text('error'),
    ],
  },
  {
    kind: 'deliveries',
    fields: [
      key('delivery_id'),
      ...lineKey,
      code('shipment_id'),
      must({ name: 'delivered_at', type: 'day_or_time' }),
      ...deliveryFields.slice(1),
    ],
  },
  {
    kind: 'invoices',
    fields: [
      key('invoice_id'),
      ...lineKey,
      choice('invoice_kind', INVOICE_KINDS),
      must({ name: 'issued_at', type: 'day_or_time' }),
      must({ name: 'currency', type: 'currency' }),
      ...invoiceFields,
      TAX,
      choice('credit_reason', CREDIT_REASONS),
      code('credits_invoice_id'),
    ],
  },
  {
    kind: 'ratings',
    fields: [
      key('rating_id'),
      must(code('order_id')),
      must({ name: 'score', type: 'number', least: 0, most: 1000, decimals: 2 }),
      must({ name: 'scale_max', type: 'integer', positive: true }),
      { name: 'given_at', type: 'day_or_time' },
      { name: 'comment', type: 'text', multiline: true },
    ],
  },
  {
    kind: 'supplies',
    fields: [
      key('supply_id'),
      { name: 'line_number', type: 'integer', required: true, key: true, positive: true },
      choice('kind', ['purchase', 'production']),
      code('supplier_id'),
      must(code('product_id')),
      must(code('location_id')),
      must({ name: 'quantity', type: 'quantity', positive: true }),
      { name: 'received', type: 'quantity' },
      choice('state', SUPPLY_STATES),
      { name: 'ordered_on', type: 'date' },
      must({ name: 'due_on', type: 'date' }),
      { name: 'counted_on', type: 'date' }, // empty: learned from the supplier's receipts
      { name: 'received_on', type: 'date' },
    ],
  },
  {
    // What lies there; places that the file does not name stay as they are.
    kind: 'stock',
    fields: [
      key('product_id'),
      key('location_id'),
      { ...code('bin'), key: true },
      { ...code('lot_id'), key: true },
      { ...code('serial'), key: true },
      { ...choice('state', STOCK_STATES), key: true }, // empty: released
      must({ name: 'quantity', type: 'quantity' }),
      { name: 'produced_on', type: 'date' },
      { name: 'expires_on', type: 'date' },
      text('origin'),
      { name: 'received_on', type: 'date' },
    ],
  },
  {
    kind: 'reservations',
    fields: [
      ...lineKey,
      key('location_id'),
      { name: 'need_on', type: 'date', required: true, key: true },
      { ...code('product_id'), key: true }, // empty: the product of the order line
      must({ name: 'quantity', type: 'quantity' }),
    ],
  },
  {
    kind: 'history',
    fields: [
      ...orderFields,
      text('customer_name'),
      text('product_name'),
      text('product_group'),
      text('location_name'),
      { name: 'country', type: 'country' },
      ...firstPromiseFields,
      ...of('day_or_time', 'current_promised_from', 'current_promised_to', 'current_promised_at'),
      choice('current_promise_cause', ['customer', 'company']),
      ...shipmentFields,
      code('shipment_id'),
      ...deliveryFields,
      code('delivery_id'),
      code('invoice_id'),
      { name: 'invoiced_at', type: 'day_or_time' },
      ...invoiceFields,
      { name: 'rating', type: 'number', least: 0, most: 1000, decimals: 2 },
      { name: 'rating_max', type: 'integer', positive: true },
    ],
  },
]

export const ImportKindName = z.enum(IMPORT_KINDS.map((kind) => kind.kind) as [string, ...string[]])

/** Where a field's value comes from. */
export const ColumnSource = z.union([
  z.string().min(1),
  z.strictObject({
    column: z.string().min(1),
    /** Raw value to our value, e.g. {"Truck": "road"}; an empty one says nothing is known; one not listed is refused or flagged. */
    values: z.record(z.string(), z.string()).optional(),
    dateFormat: z.string().optional(),
    /** The column holds a time that is always midnight and means the day; any other time is refused. */
    dayOnly: z.literal(true).optional(),
    decimal: z.enum(['.', ',']).optional(),
    zone: z.string().optional(),
    /** Taken when the cell is empty. */
    default: z.string().optional(),
    /** Make a code from a long text: readable beginning and a short stable hash. */
    digest: z.literal(true).optional(),
    /** What happens to a value that cannot be read: the row is refused, or the field is left unknown and the row flagged. */
    onUnknown: z.enum(['reject', 'flag']).optional(),
    /** Phrases of this column that mean "not known": kept as a flag, never a refusal. */
    phrases: z.array(z.string()).optional(),
  }),
])

export const Mapping = z.strictObject({
  kind: ImportKindName,
  format: z.enum(['csv', 'xlsx', 'json']).optional(),
  delimiter: z.enum([',', ';', '\t', '|']).optional(),
  encoding: z.string().optional(),
  sheet: z.string().optional(),
  columns: z.record(z.string(), ColumnSource).default({}),
  constants: z.record(z.string(), z.string()).default({}),
  /** Letters yyyy yy MMM MM M dd d HH mm ss SSS XXX, or 'iso' (the default): day, or day and time with or without offset. */
  dateFormat: z.string().default('iso'),
  /** First year a two-digit year may mean (1970: 70 is 1970, 69 is 2069). A format with yy needs it. */
  twoDigitYearFrom: z.number().int().min(1900).max(2100).optional(),
  decimal: z.enum(['.', ',']).default('.'),
  /** Thousands separator, where the file has one. Without it a grouped number is refused as ambiguous. */
  grouping: z.enum(['.', ',', ' ', "'"]).optional(),
  /** IANA zone of times written without offset, and of the calendar day of every time. */
  zone: z.string().default('UTC'),
  /** Master data that the file may bring into being; anything else unknown is refused. */
  createMissing: z.array(z.enum(['customers', 'products', 'locations', 'carriers'])).default([]),
})
export type Mapping = z.infer<typeof Mapping>
/** A mapping as a person writes it: everything with a default may be left out. */
export type MappingInput = z.input<typeof Mapping>

/** Why a cell or row was refused, or a field left unknown. The text shown to people is the message `import.reject.<code>`. */
export const REJECT_CODES = [
  'missing_value',
  'not_a_number',
  'ambiguous_number',
  'too_many_decimals',
  'out_of_range',
  'negative_value',
  'not_positive',
  'currency_missing',
  'not_a_date',
  'no_such_day',
  'not_midnight',
  'phrase',
  'refers_to_other_row',
  'formula_cell',
  'control_character',
  'damaged_code',
  'too_long',
  'unknown_value',
  'unknown_unit',
  'unknown_currency',
  'unknown_country',
  'unknown_language',
  'unknown_zone',
  'not_a_boolean',
  'not_an_email',
  'not_a_phone',
  'not_opening_hours',
  'not_a_time_of_day',
  'error_cell',
  'nested_value',
  'wrong_cell_type',
  'ragged_row',
  'broken_quotes',
  'window_reversed',
  // Found when the rows meet each other and what is already there.
  'duplicate_key',
  'contradicts_other_row',
  'unknown_customer',
  'unknown_product',
  'unknown_location',
  'unknown_carrier',
  'unknown_segment',
  'unknown_order_line',
  'unknown_shipment',
  'unknown_invoice',
  'unknown_price_list',
  'unknown_agreement',
  'unknown_service',
  'quantity_exceeded',
  'insufficient_stock',
  'time_order',
  'version_gap',
] as const
export const RejectCode = z.enum(REJECT_CODES)
export type RejectCode = z.infer<typeof RejectCode>

/** One problem of one row. A row with several problems has several of these, and none of it is imported. */
export const Reject = z.object({
  /** As a spreadsheet numbers it: the header is row 1. */
  rowNumber: z.number().int(),
  /** Our field; empty when the whole row is at fault. */
  field: z.string(),
  /** The file's own column; empty when the field comes from a constant or from no column. */
  column: z.string(),
  /** What stood there, cut to 200 characters. */
  value: z.string(),
  code: RejectCode,
})
export type Reject = z.infer<typeof Reject>

/** The row was kept, but this field of it is unknown. */
export type Flag = Reject
