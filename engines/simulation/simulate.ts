/** One order's whole story, and the stream of them. */
import { toInvoices } from './billing.ts'
import { workOrder } from './consignments.ts'
import { toFreightBills } from './cost-records.ts'
import { toDocuments } from './documents.ts'
import { seededDraws } from './draws.ts'
import { type OrderHead, orderHeads } from './order-days.ts'
import { toDeliveries, toOrders, toPromises, toShipments } from './order-records.ts'
import { planOrder } from './plan.ts'
import { toRatings } from './rating.ts'
import type { OrderRecords } from './records.ts'
import { toTracking } from './tracking.ts'
import type { World } from './world.ts'

export interface StoryOptions {
  /** Leave tracking out where it is not needed: it is half of all records. The rest stays the same to the last digit. */
  readonly tracking?: boolean
}

/**
 * Streams the records of every order, oldest first, one order at a time and nothing kept.
 * Example: `for (const { orders } of orderStories(buildWorld({ seed: 7, orders: 100, endInstant: 1_790_000_000_000 }))) …`
 */
export function* orderStories(world: World, options: StoryOptions = {}): Generator<OrderRecords> {
  for (const head of orderHeads(world)) yield tellOrder(world, head, options.tracking ?? true)
}

/** Tracking is drawn last, so that leaving it out changes no other draw. */
function tellOrder(world: World, head: OrderHead, withTracking: boolean): OrderRecords {
  const plan = planOrder(world, head, seededDraws(world.seed, head.number))
  const consignments = plan.exclusion === null ? workOrder(plan) : []
  const shipments = consignments.map((consignment) => toShipments(plan, consignment))
  return {
    orders: toOrders(plan),
    promises: plan.exclusion === null ? toPromises(plan) : [],
    shipments: shipments.flat(),
    freight_bills: consignments.flatMap((consignment, at) =>
      shipments[at]!.length ? toFreightBills(plan, consignment) : [],
    ),
    deliveries: consignments.flatMap((consignment) => toDeliveries(plan, consignment)),
    invoices: consignments.flatMap((consignment) => toInvoices(plan, consignment)),
    // Nothing can be hung on a shipment that is not recorded yet.
    documents: consignments.flatMap((consignment, at) => (shipments[at]!.length ? toDocuments(plan, consignment) : [])),
    ratings: toRatings(plan, consignments),
    // A carrier may know of goods before they leave; until the shipment is recorded there is nothing to hang that on.
    tracking: withTracking
      ? consignments.flatMap((consignment, at) => (shipments[at]!.length ? toTracking(plan, consignment) : []))
      : [],
  }
}
