/**
 * The work itself: which goods leave on which day, what goes wrong on the way, and what is found at the door.
 * A consignment's days are settled from the ship day onward; each mishap adds open days of whoever caused it.
 */
import { CARRIERS, OWN_VANS } from './company.ts'
import { DAY, weekdayOf } from './local-time.ts'
import { arrivalDay, type OrderPlan, type PlannedLine } from './plan.ts'

export interface Cargo {
  readonly line: PlannedLine
  readonly milli: number
}

export interface Consignment {
  readonly nth: number
  readonly cargo: readonly Cargo[]
  readonly shipMinute: number
  /** Failed tries at the door, each with its reason. */
  readonly attempts: readonly { readonly minute: number; readonly reason: string }[]
  /** Null when the goods were lost. */
  readonly deliveredMinute: number | null
  /** Why it was late; null when nothing held it up. */
  readonly reason: string | null
  /** When the carrier or the site knew of the delay. */
  readonly delayKnownMinute: number
  readonly delayDays: number
  readonly outcomes: readonly Outcome[]
}

/** What one line's hand-over showed; null where nobody counted or looked. */
export interface Outcome {
  readonly cargo: Cargo
  readonly shippedMilli: number
  readonly acceptedMilli: number | null
  readonly rejectedMilli: number | null
  readonly condition: string | null
  readonly productId: string | null
  readonly reason: string | null
}

const DOOR_REASONS = ['consignee_absent', 'consignee_closed', 'address_incorrect'] as const
const ROAD_REASONS = ['road_traffic', 'mechanical', 'driver', 'capacity', 'carrier_error'] as const
const PARCEL_REASONS = ['missort', 'capacity', 'carrier_error', 'driver'] as const
const CROSSING_REASONS = ['customs_docs', 'customs_process', 'road_traffic', 'capacity'] as const

/** Sends the order's goods and follows what goes wrong with a second sending; a second sending is the last. */
export function workOrder(plan: OrderPlan): Consignment[] {
  const first = groupByShipDay(plan)
  const done: Consignment[] = []
  const owed: { shipDay: number; cargo: Cargo[] }[] = []
  for (const group of first) {
    const consignment = send(plan, done.length + 1, group.shipDay, group.cargo)
    done.push(consignment)
    const missing = consignment.outcomes.flatMap((outcome) => owedAfter(plan, consignment, outcome))
    const known = consignment.deliveredMinute ?? consignment.shipMinute + 5 * DAY
    if (missing.length > 0) owed.push({ shipDay: Math.floor(known / DAY) + 2, cargo: missing })
  }
  for (const group of owed) done.push(send(plan, done.length + 1, group.shipDay, group.cargo))
  return done
}

function groupByShipDay(plan: OrderPlan): { shipDay: number; cargo: Cargo[] }[] {
  const groups: { shipDay: number; cargo: Cargo[] }[] = []
  const add = (shipDay: number, line: PlannedLine, milli: number): void => {
    const group = groups.find((known) => known.shipDay === shipDay)
    if (group === undefined) groups.push({ shipDay, cargo: [{ line, milli }] })
    else group.cargo.push({ line, milli })
  }
  for (const line of plan.lines) {
    if (line.cancelled !== null) continue
    if (line.readyMilli > 0) add(line.shipDay, line, line.readyMilli)
    if (line.readyMilli < line.quantityMilli) add(line.restDay, line, line.quantityMilli - line.readyMilli)
  }
  return groups
}

/** Short, rejected, wrong or lost goods are sent again in most cases, else the line stays short. */
function owedAfter(plan: OrderPlan, consignment: Consignment, outcome: Outcome): Cargo[] {
  const { line, milli } = outcome.cargo
  const kept = outcome.productId !== null ? 0 : (outcome.acceptedMilli ?? milli)
  const missing = consignment.deliveredMinute === null ? milli : milli - kept
  return missing > 0 && plan.draws.chance(0.65) ? [{ line, milli: missing }] : []
}

function send(plan: OrderPlan, nth: number, plannedDay: number, cargo: readonly Cargo[]): Consignment {
  const { world, draws, head, carrier, customer } = plan
  const route = { world, site: head.site, carrier, place: plan.place }
  const days = world.carrierDays[head.site]![carrier]!
  const strain = world.conditions.strain(head.site, plannedDay)
  const leaves = days.from(plannedDay)
  const isLeavingLate = draws.chance(world.conditions.siteLateShare(head.site, leaves) * strain)
  const shipDay = isLeavingLate ? days.add(leaves, 1) : leaves
  const laneFactor = customer.lane === 'crossing' ? 1.2 : 1
  const isHeldUp = draws.chance(world.conditions.carrierLateShare(carrier, shipDay) * strain * laneFactor)
  const isStormy = world.conditions.hasStorm(customer.record.country as 'MD', shipDay) && draws.chance(0.5)
  const heldDays = (isHeldUp ? drawHeldDays(draws.next()) : 0) + (isStormy ? 1 : 0)
  const usual = arrivalDay(route, shipDay)
  const arrives = heldDays === 0 ? usual : plan.place.openDays.from(days.from(usual + heldDays))
  const due = cargo[0]!.line.commitments.at(-1)!.window
  const attempts = drawAttempts(plan, arrives)
  const handsOver = attempts.length === 0 ? arrives : plan.place.openDays.from(days.from(arrives + 1))
  const isLost = carrier !== OWN_VANS && draws.chance(0.0008)
  const reason = isStormy
    ? 'weather'
    : isHeldUp
      ? drawCarrierReason(plan)
      : isLeavingLate
        ? draws.pick(['shipper_not_ready', 'pick_error', 'system'])
        : (attempts[0]?.reason ?? null)
  const shipMinute = drawShipMinute(plan, shipDay)
  return {
    nth,
    cargo,
    shipMinute,
    attempts,
    deliveredMinute: isLost ? null : drawDoorMinute(plan, handsOver, strain),
    reason,
    delayKnownMinute: Math.max(shipMinute + 40, Math.min(due.toDay, usual) * DAY + 360 + draws.between(0, 60)),
    delayDays: handsOver - usual,
    outcomes: drawOutcomes(plan, cargo, { shipDay, nth, lateReason: handsOver > due.toDay ? reason : null }),
  }
}

const drawHeldDays = (drawn: number): number => (drawn < 0.7 ? 1 : drawn < 0.9 ? 2 : 4)

function drawCarrierReason(plan: OrderPlan): string {
  if (plan.customer.lane === 'crossing') return plan.draws.pick(CROSSING_REASONS)
  return plan.draws.pick(CARRIERS[plan.carrier]!.mode === 'parcel' ? PARCEL_REASONS : ROAD_REASONS)
}

/** Vans leave from 05:00, carriers collect in the afternoon, on Saturday before the site closes. */
function drawShipMinute(plan: OrderPlan, shipDay: number): number {
  if (plan.carrier === OWN_VANS) return shipDay * DAY + 300 + plan.draws.between(0, 40)
  const opens = weekdayOf(shipDay) >= 5 ? 690 : 960
  return shipDay * DAY + opens + plan.draws.between(0, 80)
}

function drawAttempts(plan: OrderPlan, day: number): Consignment['attempts'] {
  const { draws, segment } = plan
  if (!draws.chance(segment.attemptFailShare)) return []
  return [{ minute: day * DAY + draws.between(...segment.receives), reason: draws.pick(DOOR_REASONS) }]
}

/** Inside the booked slot, seldom after it, and always while the place receives. */
function drawDoorMinute(plan: OrderPlan, day: number, strain: number): number {
  const { draws, segment, requested } = plan
  const [opens, closes] = segment.receives
  if (requested.slot === null) return day * DAY + draws.between(opens + 5, closes)
  const [from, to] = requested.slot
  const isAfterSlot = draws.chance(0.035 * strain)
  return day * DAY + (isAfterSlot ? Math.min(closes, to + draws.between(5, 90)) : draws.between(from, to))
}

interface Circumstance {
  readonly shipDay: number
  readonly nth: number
  readonly lateReason: string | null
}

/** A silent hand-over has neither counts nor condition for any of its lines. */
function drawOutcomes(plan: OrderPlan, cargo: readonly Cargo[], circumstance: Circumstance): Outcome[] {
  const isSilent = plan.draws.chance(CARRIERS[plan.carrier]!.silentShare)
  const outcomes = cargo.map((each) => drawOutcome(plan, each, circumstance))
  if (!isSilent) return outcomes
  return outcomes.map((each) => ({
    ...each,
    acceptedMilli: null,
    rejectedMilli: null,
    condition: null,
    productId: null,
  }))
}

const DAMAGE_CONDITIONS = ['DMG_VISIBLE', 'DMG_VISIBLE', 'DMG_CONCEALED', 'WET', 'SHOCK', 'CONTAM'] as const

function drawOutcome(plan: OrderPlan, cargo: Cargo, { shipDay, nth, lateReason }: Circumstance): Outcome {
  const { draws, world, head, carrier } = plan
  const { milli } = cargo
  const pack = cargo.line.product.packMilli
  const short = world.conditions.siteShortShare(head.site, shipDay)
  const drawn = draws.next()
  const drawnDamage = draws.next()
  if (nth > 1) return arrived(cargo, milli, milli, 'OK', lateReason)
  const part = Math.max(0, milli - pack * draws.between(1, 2))
  if (drawn < short) return arrived(cargo, part || milli, part, 'SHORT', 'shortage')
  if (drawn < short + 0.005) return arrived(cargo, milli, part, 'SHORT', lateReason ?? 'shortage')
  if (drawn < short + 0.01) return arrived(cargo, milli + pack, milli + pack, 'OVER', 'pick_error')
  if (drawn < short + 0.014)
    return { ...arrived(cargo, milli, milli, 'WRONG_ITEM', 'pick_error'), productId: otherProduct(plan, cargo) }
  if (drawnDamage < CARRIERS[carrier]!.damageShare) {
    const rejected = Math.min(milli, pack * draws.between(1, 3))
    const damaged = arrived(cargo, milli, milli - rejected, draws.pick(DAMAGE_CONDITIONS), 'damage')
    return { ...damaged, rejectedMilli: rejected }
  }
  return arrived(cargo, milli, milli, drawnDamage > 0.99 ? 'PKG_MINOR' : 'OK', lateReason)
}

function arrived(
  cargo: Cargo,
  shippedMilli: number,
  acceptedMilli: number,
  condition: string,
  reason: string | null,
): Outcome {
  return { cargo, shippedMilli, acceptedMilli, rejectedMilli: 0, condition, productId: null, reason }
}

/** The next product of the same group, the one that stands beside it on the shelf. */
function otherProduct(plan: OrderPlan, { line }: Cargo): string {
  const { products } = plan.world.range
  return products[(line.productIndex + 10) % products.length]!.id
}
