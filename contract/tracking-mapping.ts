/** How what one carrier sends reads: where our fields stand in it, and what its codes mean. Data, so that anybody can mend it. */
import { z } from 'zod'
import { PollingError } from './carrier-polling.ts'
import { REASONS } from './imports.ts'
import { Code, Text, Zone } from './values.ts'

/** Everything a code may mean; a test holds it against the table of milestones. */
export const TRACKING_STEPS = [
  'order_received',
  'order_confirmed',
  'allocated',
  'picked',
  'packed',
  'staged',
  'carrier_informed',
  'pickup_arrived',
  'loaded',
  'picked_up',
  'departed',
  'in_transit',
  'arrived_facility',
  'customs_presented',
  'customs_held',
  'customs_released',
  'border_crossed',
  'appointment_set',
  'out_for_delivery',
  'arrived_consignee',
  'ready_for_collection',
  'attempt_failed',
  'delivered',
  'delivered_partial',
  'refused',
  'accepted',
  'returning',
  'returned',
  'cancelled',
  'delayed',
  'damaged',
  'lost',
  'address_problem',
  'misrouted',
  'held',
  'eta_updated',
] as const

/** From the root, names between dots; `[]` behind a name goes through a list: `shipments[].events[].time`. */
const Path = z
  .string()
  .max(200)
  .regex(/^(\[\]|[^.[\]]+(\[\])?)(\.[^.[\]]+(\[\])?)*$/, 'must be a path such as shipments[].events[].time')

export const CodeMeaning = z.object({
  step: z.enum(TRACKING_STEPS),
  lifecycle: z.enum(['requested', 'planned', 'estimated', 'actual']).default('actual'),
  /** Of a condition such as `held`: it has ended. */
  closes: z.boolean().default(false),
})

export const TrackingMapping = z.strictObject({
  /** csv: one event a row, each path the name of a column; dots and brackets in a name are written `_`. */
  format: z.enum(['json', 'csv']).default('json'),
  /** The list of events; a payload of one event has none, and names its fields from the root. */
  events: Path.optional(),
  /** Numbers by which we may know the shipment: ours or the carrier's. */
  shipments: z.array(Path).min(1).max(6),
  orders: z.array(Path).max(4).default([]),
  /** The event's own id, of several parts if need be. Without one an event is known by what it says. */
  event_id: z.array(Path).max(4).default([]),
  /** The code, of several parts if need be, joined by `/`. */
  code: z.array(Path).min(1).max(3),
  /** The time, of day and time if they stand apart. */
  time: z.array(Path).min(1).max(2),
  time_format: z
    .enum(['iso', 'day_first', 'month_first', 'compact', 'epoch_seconds', 'epoch_milliseconds'])
    .default('iso'),
  /** Where the offset from UTC stands if not in the time itself. */
  offset: Path.optional(),
  /** Where the name of the zone stands. */
  zone: Path.optional(),
  place: z.array(Path).max(4).default([]),
  /** Our code of the place or its global location number. */
  location: Path.optional(),
  latitude: Path.optional(),
  longitude: Path.optional(),
  reason: Path.optional(),
  /** When the carrier expects to deliver. */
  expected: Path.optional(),
  /** Codes that stand in no line stay as they were told and are counted. */
  codes: z.record(z.string().max(100), z.union([z.enum(TRACKING_STEPS), CodeMeaning])),
  reasons: z.record(z.string().max(100), z.enum(REASONS)).default({}),
})
export type TrackingMapping = z.output<typeof TrackingMapping>

export const CONNECTION_AUTHS = ['signature', 'token'] as const
export const CarrierConnection = z.object({
  connection_id: Code,
  name: Text,
  carrier_id: Code.nullish(),
  auth: z.enum(CONNECTION_AUTHS).default('signature'),
  zone: Zone.nullish(),
  mapping: TrackingMapping.nullish(),
  is_active: z.boolean().default(true),
})

export const NewConnectionSecret = z.object({
  /** What the carrier has made; absent: we make one. */
  secret: z
    .string()
    .min(16)
    .max(200)
    .regex(/^[\x21-\x7e]+$/, 'must be letters, digits and signs without blanks')
    .optional(),
})
/** Shown this once. */
export const ConnectionSecret = z.object({
  /** Where the carrier calls. */
  path: z.string(),
  secret: z.string(),
})

/** How each connection does. */
export const ConnectionState = z.object({
  connection_id: z.string(),
  /** Null: it has no secret yet, so nobody can call. */
  path: z.string().nullable(),
  /** We ask this carrier: no call of theirs is waited for. */
  is_polled: z.boolean(),
  /** Why the last asking brought nothing; null: it went well, or was not tried. */
  polling_error: PollingError.nullable(),
  last_at: z.string().nullable(),
  last_state: z.enum(['taken', 'partly', 'refused']).nullable(),
  /** In the last 30 days. */
  messages: z.int(),
  refused: z.int(),
  unmatched: z.int(),
  unmapped: z.int(),
})
export type ConnectionState = z.infer<typeof ConnectionState>
export const ConnectionStates = z.object({ rows: z.array(ConnectionState) })

export const MappingTrial = z.object({
  mapping: TrackingMapping,
  zone: Zone.nullish(),
  sample: z.string().min(1).max(500_000),
})
export const TrialEvent = z.object({
  shipments: z.array(z.string()),
  orders: z.array(z.string()),
  code: z.string(),
  step: z.string(),
  lifecycle: z.string(),
  at: z.string().nullable(),
  /** On the clock of a place that nobody named. */
  local_time: z.string().nullable(),
  day: z.string().nullable(),
  zone: z.string().nullable(),
  place: z.string().nullable(),
  reason: z.string().nullable(),
})
export const MappingTrialResult = z.object({
  events: z.array(TrialEvent),
  problems: z.array(z.object({ where: z.string(), code: z.string(), value: z.string().optional() })),
  /** Codes the sample holds and the mapping does not. */
  unmapped: z.array(z.string()),
})
