/** What the live map shows: own vehicles, consignments on the road, sites and destinations. */
import { z } from 'zod'
import { Code } from './values.ts'
import { LiveArrival } from './vehicles.ts'

/** How the promise stands; `unknown` where nothing was promised or nobody has judged it yet. */
export const MAP_STATES = ['on_time', 'watch', 'danger', 'late', 'unknown'] as const
export const MapState = z.enum(MAP_STATES)
export type MapState = z.infer<typeof MapState>

export const LiveMapQuery = z.object({
  q: z.string().max(100).optional(),
  carrier_id: Code.optional(),
  site_id: Code.optional(),
  state: MapState.optional(),
})
export type LiveMapQuery = z.infer<typeof LiveMapQuery>

const Place = { latitude: z.number().nullable(), longitude: z.number().nullable() }

export const MapVan = z.object({
  vehicle_id: z.string(),
  name: z.string(),
  plate: z.string().nullable(),
  carrier_id: z.string().nullable(),
  site_id: z.string().nullable(),
  driver_name: z.string().nullable(),
  trip_id: z.string().nullable(),
  /** When it was seen there. */
  at: z.string(),
  latitude: z.number(),
  longitude: z.number(),
  speed_kmh: z.number().nullable(),
  heading: z.number().nullable(),
  stops_ahead: z.int(),
  stops_done: z.int(),
  next_stop: z
    .object({
      shipment_id: z.string(),
      place: z.string().nullable(),
      city: z.string().nullable(),
      zone: z.string().nullable(),
    })
    .nullable(),
  next_arrival: LiveArrival.nullable(),
  /** Of what it carries, the one that stands worst. */
  state: MapState,
})
export type MapVan = z.infer<typeof MapVan>

export const MapConsignment = z.object({
  shipment_id: z.string(),
  orders: z.array(z.string()),
  customer_name: z.string().nullable(),
  carrier_id: z.string().nullable(),
  carrier_name: z.string().nullable(),
  tracking_number: z.string().nullable(),
  vehicle_id: z.string().nullable(),
  site_id: z.string().nullable(),
  site_name: z.string().nullable(),
  milestone: z.string().nullable(),
  flags: z.array(z.string()),
  /** The last place that is known, and since when. */
  seen_at: z.string().nullable(),
  seen_place: z.string().nullable(),
  ...Place,
  /** From the position of the vehicle it rides in, not from a scan. */
  is_live: z.boolean(),
  to_location_id: z.string().nullable(),
  to_place: z.string().nullable(),
  to_city: z.string().nullable(),
  to_latitude: z.number().nullable(),
  to_longitude: z.number().nullable(),
  zone: z.string().nullable(),
  /** Where it stops next: the door, or with how many doors before it. */
  stops_before: z.int().nullable(),
  /** By the position of its vehicle. */
  arrival: LiveArrival.nullable(),
  /** By the risk model, in days; beside a promise, never in its place. */
  expected: z.object({ on: z.string(), low80: z.string(), high80: z.string().nullable() }).nullable(),
  promised_on: z.string().nullable(),
  promised_to_at: z.string().nullable(),
  state: MapState,
})
export type MapConsignment = z.infer<typeof MapConsignment>

export const MapSite = z.object({
  location_id: z.string(),
  name: z.string(),
  city: z.string().nullable(),
  latitude: z.number(),
  longitude: z.number(),
})
export type MapSite = z.infer<typeof MapSite>

export const LiveMap = z.object({
  as_of: z.string(),
  vans: z.array(MapVan),
  consignments: z.array(MapConsignment),
  sites: z.array(MapSite),
  /** How many consignments there are under the filter; beyond what is shown, the newest are. */
  total: z.int(),
})
export type LiveMap = z.infer<typeof LiveMap>
