/** Steps of the order cycle from known instants. A step that would run backwards is not known, rather than negative. */
import type { OpenHours } from './facts.ts'
import { completingArrival } from './on-time.ts'
import type { Reading } from './reading.ts'
import type { CycleTimes } from './verdict.ts'

export function cycleTimes(reading: Reading): CycleTimes {
  const { facts, zone } = reading
  const completing = completingArrival(reading)
  const doneAt = completing === null ? null : (completing.delivery?.acceptedAt ?? completing.at)
  const doneDay = completing === null ? null : (completing.delivery?.acceptedDay ?? completing.day)
  const orderedDay = facts.orderedDay ?? (facts.orderedAt === null ? null : zone.dayAt(facts.orderedAt))
  const reachedAt = facts.arrivedAt ?? completing?.at ?? null
  return {
    orderCycleSeconds: elapsed(facts.orderedAt, doneAt),
    orderCycleDays: orderedDay === null || doneDay === null || doneDay < orderedDay ? null : doneDay - orderedDay,
    customerWaitSeconds: customerWait(reading, doneAt),
    orderEntrySeconds: elapsed(facts.orderedAt, facts.confirmedAt),
    orderEntryBusinessSeconds: business(facts.siteHours, facts.orderedAt, facts.confirmedAt),
    warehouseSeconds: elapsed(facts.releasedAt, facts.shippedAt),
    warehouseBusinessSeconds: business(facts.siteHours, facts.releasedAt, facts.shippedAt),
    transitSeconds: elapsed(facts.shippedAt, reachedAt),
    transitBusinessSeconds: business(facts.carrierHours, facts.shippedAt, reachedAt),
    lastMileSeconds: elapsed(facts.outForDeliveryAt, completing?.at ?? null),
    orderToCashSeconds: elapsed(facts.orderedAt, facts.paidAt),
  }
}

function elapsed(from: number | null, to: number | null): number | null {
  return from === null || to === null || to < from ? null : Math.round((to - from) / 1000)
}

function business(hours: OpenHours | null, from: number | null, to: number | null): number | null {
  if (hours === null || from === null || to === null || to < from) return null
  return Math.round(hours.secondsBetween(from, to))
}

/** An order for a later date waits by the customer's wish until that date opens. Only a requested start says so. */
function customerWait(reading: Reading, doneAt: number | null): number | null {
  const { orderedAt, requested } = reading.facts
  if (orderedAt === null || requested === null || requested.fromDay === null) return null
  const wanted = requested.fromAt ?? reading.zone.startOfDay(requested.fromDay)
  return elapsed(orderedAt, Math.max(orderedAt, doneAt === null ? wanted : Math.min(wanted, doneAt)))
}
