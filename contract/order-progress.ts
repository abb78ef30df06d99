/** Where an order is on its way from the supplier to the door, as it is known this minute. */
import { z } from 'zod'

export const PROGRESS_STAGES = ['supply', 'stock', 'preparation', 'transport', 'delivery'] as const

/** not_needed: nothing of the order takes this step. unknown: nobody told. */
export const STAGE_STATES = ['done', 'under_way', 'waiting', 'trouble', 'not_needed', 'unknown'] as const

export const ProgressStage = z.object({
  stage: z.enum(PROGRESS_STAGES),
  state: z.enum(STAGE_STATES),
  /** The day it is expected to be over, where it is not over yet. */
  expected_on: z.string().nullable(),
})

export const ShipmentOnTheWay = z.object({
  shipment_id: z.string(),
  carrier_id: z.string().nullable(),
  tracking_number: z.string().nullable(),
  /** Null: nothing was observed yet. */
  milestone: z.string().nullable(),
  /** Open conditions, among them `stale` (silent for too long) and `suspect_delivery` (seen under way after "delivered"). */
  flags: z.array(z.string()),
  /** When the last thing happened that we were told of, and when we were told. */
  last_seen_at: z.string().nullable(),
  last_told_at: z.string().nullable(),
  /** Since when it has been silent for longer than it may be; null: it is not. */
  stale_since: z.string().nullable(),
  /** What the carrier expects or plans next. */
  next: z.object({ code: z.string(), lifecycle: z.string(), at: z.string() }).nullable(),
  /** Events whose code nobody has mapped. */
  unmapped: z.int(),
})

export const OrderProgress = z.object({
  order_id: z.string(),
  /** When it was asked. */
  as_of: z.string(),
  stages: z.array(ProgressStage),
  shipments: z.array(ShipmentOnTheWay),
})
export type OrderProgress = z.infer<typeof OrderProgress>
export type ProgressStage = z.infer<typeof ProgressStage>
export type ShipmentOnTheWay = z.infer<typeof ShipmentOnTheWay>
