/** Vehicles, their trips, and where they are. */
import { z } from 'zod'
import { Code, Day, Instant, Text } from './values.ts'

export const Vehicle = z.object({
  vehicle_id: Code,
  name: Text,
  plate: Text.nullish(),
  /** In whose name it drives, such as our own vans. */
  carrier_id: Code.nullish(),
  site_id: Code.nullish(),
  /** Who usually drives it. */
  driver_id: Code.nullish(),
  payload_kg: z.int().min(0).max(100_000).nullish(),
  volume_m3: z.coerce.number().min(0).max(500).multipleOf(0.01).nullish(),
  /** The name under which its device reports. */
  device: Code.nullish(),
  is_active: z.boolean().default(true),
})
export type Vehicle = z.infer<typeof Vehicle>

const STOPS_MAX = 300

export const TripStop = z.object({
  stop_number: z.int().min(1).max(9_999),
  shipment_id: Code,
  planned_at: Instant.nullish(),
})
export const NewTrip = z.object({
  trip_id: Code.optional(),
  vehicle_id: Code,
  /** Absent: who usually drives the vehicle. */
  driver_id: Code.nullish(),
  day: Day,
  stops: z.array(TripStop).min(1).max(STOPS_MAX),
})
export type NewTrip = z.infer<typeof NewTrip>
export const ChangeTrip = NewTrip.omit({ trip_id: true }).partial().extend({ version: z.int().optional() })
export type ChangeTrip = z.infer<typeof ChangeTrip>

export const TRIP_STATES = ['planned', 'under_way', 'ended'] as const
export const TripState = z.enum(TRIP_STATES)
export type TripState = z.infer<typeof TripState>

/** Open, the vehicle stands there, the goods were handed over, it left without, or the trip ended before. */
export const STOP_STATES = ['ahead', 'here', 'handed_over', 'left', 'missed'] as const

/** When goods come, with the interval in which eight of ten arrivals fall, and when the vehicle was last heard of: from then it counts. */
export const LiveArrival = z.object({ low: z.string(), mid: z.string(), high: z.string(), heard_at: z.string() })
export type LiveArrival = z.infer<typeof LiveArrival>

export const SeenStop = z.object({
  stop_number: z.int(),
  shipment_id: z.string(),
  location_id: z.string().nullable(),
  place: z.string().nullable(),
  city: z.string().nullable(),
  street: z.string().nullable(),
  postal_code: z.string().nullable(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  zone: z.string().nullable(),
  orders: z.array(z.string()),
  planned_at: z.string().nullable(),
  arrived_at: z.string().nullable(),
  left_at: z.string().nullable(),
  handed_over_at: z.string().nullable(),
  /** When somebody was at the door on this trip and could not hand over, last, and why. */
  failed_at: z.string().nullable(),
  failed_reason: z.string().nullable(),
  state: z.enum(STOP_STATES),
  /** Of a stop ahead of a vehicle that reports. */
  arrival: LiveArrival.nullable(),
})
export type SeenStop = z.infer<typeof SeenStop>

export const TripRow = z.object({
  trip_id: z.string(),
  vehicle_id: z.string(),
  vehicle_name: z.string(),
  plate: z.string().nullable(),
  driver_id: z.string().nullable(),
  driver_name: z.string().nullable(),
  day: z.string(),
  state: TripState,
  started_at: z.string().nullable(),
  ended_at: z.string().nullable(),
  stops: z.int(),
  stops_done: z.int(),
  /** When the vehicle was last seen on this trip. */
  last_seen_at: z.string().nullable(),
  version: z.int(),
})
export type TripRow = z.infer<typeof TripRow>
export const TripList = z.object({ rows: z.array(TripRow), total: z.int(), nextCursor: z.string().nullable() })
export const TripQuery = z.object({
  q: z.string().max(100).optional(),
  state: TripState.optional(),
  vehicle_id: Code.optional(),
  day: Day.optional(),
  cursor: Code.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})
export type TripQuery = z.infer<typeof TripQuery>

export const TripFile = TripRow.omit({ stops: true }).extend({
  stops: z.array(SeenStop),
  /** Whether the driver lets the phone tell where it is. */
  has_consent: z.boolean(),
  /** Where it came along, oldest first; thinned out where there is much. */
  track: z.array(z.object({ at: z.string(), latitude: z.number(), longitude: z.number() })),
})
export type TripFile = z.infer<typeof TripFile>

/** Shipments that no trip takes yet. */
export const WaitingShipment = z.object({
  shipment_id: z.string(),
  carrier_id: z.string().nullable(),
  carrier_name: z.string().nullable(),
  from_location_id: z.string().nullable(),
  to_location_id: z.string().nullable(),
  place: z.string().nullable(),
  city: z.string().nullable(),
  shipped_on: z.string(),
  orders: z.array(z.string()),
})
export type WaitingShipment = z.infer<typeof WaitingShipment>
export const WaitingShipments = z.object({ rows: z.array(WaitingShipment) })

/** What a driver sees: the own trips of today and those under way, and no one else's. */
export const OwnTrips = z.object({ trips: z.array(TripFile) })
export const ConsentWish = z.object({ is_given: z.boolean() })
export const ConsentState = z.object({ has_consent: z.boolean() })
