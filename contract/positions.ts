/** Where vehicles are: reports, what is refused of them and why, and how long they are kept. */
import { z } from 'zod'
import { Code, Instant } from './values.ts'

/** Ranges are judged one by one, so that one wrong report does not lose the others. */
export const PositionReport = z.object({
  /** Ours, or the name under which its device reports. */
  vehicle_id: Code,
  at: Instant,
  latitude: z.number(),
  longitude: z.number(),
  accuracy_m: z.number().min(0).max(1_000_000).nullish(),
  speed_kmh: z.number().min(0).max(1_000).nullish(),
  /** Degrees from north. */
  heading: z.number().min(0).max(360).nullish(),
})
export type PositionReport = z.infer<typeof PositionReport>

const REPORTS_MAX = 1_000
export const NewPositions = z.object({ positions: z.array(PositionReport).min(1).max(REPORTS_MAX) })

export const POSITION_FAULTS = [
  'unknown_vehicle',
  'out_of_range',
  'zero_place',
  'future',
  'too_old',
  'inaccurate',
  'impossible_speed',
  'outside_trip',
  'no_consent',
] as const
export const PositionFault = z.enum(POSITION_FAULTS)
export type PositionFault = z.infer<typeof PositionFault>

export const PositionsTaken = z.object({
  added: z.int(),
  known: z.int(),
  /** By their place in the list. */
  refused: z.array(z.object({ index: z.int(), reason: PositionFault })),
  /** Shipments whose consignee the vehicle has reached by these. */
  arrived: z.array(z.string()),
})
export type PositionsTaken = z.infer<typeof PositionsTaken>

export const PositionSetting = z.object({
  /** Then positions are deleted: they tell where a person was. */
  retention_days: z.int().min(1).max(365),
  /** So near a door counts as there. */
  geofence_m: z.int().min(30).max(2_000),
  /** Faster than this between two reports is a fault of the device. */
  top_speed_kmh: z.int().min(30).max(300),
  /** Whether vehicles' own devices are heard while no trip is under way. A driver's phone never is. */
  keeps_outside_trips: z.boolean(),
})
export type PositionSetting = z.infer<typeof PositionSetting>
