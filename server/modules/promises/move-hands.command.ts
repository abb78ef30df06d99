/** The hands booked for lines go with them to their new days; what other lines of their orders share stays with these. */
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import {
  type Booking,
  capacityKey,
  type Leaving,
  type LockedDays,
  lockCapacity,
  releaseBookingsOf,
  resourcesAt,
  stopsHeldBy,
  writeBookings,
} from '../capacity/index.ts'
import { chargeSlots } from './charge-slots.command.ts'
import type { MoveStep } from './next-version.ts'
import { subjectId } from './promises.store.ts'

/**
 * A line to be picked goes to the new day, at the new site where the goods leave from another. The stop of the van is one for
 * all lines of an order that leave together: those that stay keep it, those that go have one on their new day, unless the
 * order has one there already. Hours at the door stay as long as the promised day does; else they are given back, and their
 * price with them. Refuses `insufficient_capacity`: then nothing has moved.
 */
export async function moveHands(context: Context, tx: Tx, steps: readonly MoveStep[]): Promise<void> {
  const moving = steps.filter((step) => step.move.bookings !== undefined || !isSameWay(step))
  if (moving.length === 0) return
  const orders = [...new Set(moving.map(({ move }) => move.order_id))]
  const stops = await stopsHeldBy(tx, orders)
  const given = await releaseBookingsOf(
    context,
    tx,
    moving.map(({ move }) => move),
  )
  const resources = await resourcesAt(tx, [...new Set(moving.flatMap(({ move }) => move.new_site_id ?? []))])
  const wanted = moving.flatMap((step) => wantedOf(step, { given, stops, resources }))
  const there = await stopsHeldBy(tx, orders)
  const bookings = withoutSecondStops(wanted, there)
  await writeBookings(context, tx, await lockedFor(tx, bookings, given), bookings)
  for (const orderId of orders) {
    const lost = given.filter((one) => one.order_id === orderId && isSlotLost(one, bookings))
    await chargeSlots(context, tx, orderId, lost.map(givenBack))
  }
}

/** A slot that stays may be taken again also after its cut-off, and on a day that was cut short since. */
async function lockedFor(tx: Tx, bookings: readonly Booking[], given: readonly Leaving[]): Promise<LockedDays> {
  const slots = new Set(given.filter(({ kind }) => kind === 'slot').map(capacityKey))
  const locked = await lockCapacity(tx, bookings)
  return new Map(
    [...locked].map(([key, day]) => [
      key,
      slots.has(key) ? { ...day, quantity: Number.POSITIVE_INFINITY, bookableUntil: null } : day,
    ]),
  )
}

const givenBack = ({ line_number, price_minor, currency }: Leaving) => ({
  line_number,
  minor: -Number(price_minor ?? 0),
  currency,
})

/** Goods that are on their way keep what was booked for them; only what is promised of them is new. */
const isSameWay = ({ move, before }: MoveStep): boolean =>
  before !== undefined &&
  before.site_id === move.new_site_id &&
  before.need_on === move.new_need_on &&
  before.departs_on === move.new_departs_on &&
  before.to_date === move.new_to_date

interface Wanted extends Booking {
  readonly isStop: boolean
}

interface Held {
  readonly given: readonly Leaving[]
  readonly stops: Awaited<ReturnType<typeof stopsHeldBy>>
  /** By `site kind`. */
  readonly resources: ReadonlyMap<string, string>
}

function wantedOf(step: MoveStep, held: Held): Wanted[] {
  const { order_id, line_number, bookings, new_site_id } = step.move
  const line = { order_id, line_number }
  const isStop = (resource_id: string) => held.resources.get(`${new_site_id} vehicle_stops`) === resource_id
  const own = held.given.filter((one) => subjectId(one) === subjectId(line))
  const slots = own.filter((one) => one.kind === 'slot' && one.heir === null && one.day === step.move.new_to_date)
  const same = slots.map(({ resource_id, day, quantity }) => ({ ...line, resource_id, day, quantity, isStop: false }))
  if (bookings) return [...bookings.map((one) => ({ ...one, ...line, isStop: isStop(one.resource_id) })), ...same]
  return [...same, ...own.flatMap((one) => movedHand(step, one, held.resources)), ...stopOf(step, held)]
}

function movedHand({ move }: MoveStep, booking: Leaving, resources: Held['resources']): Wanted[] {
  const { order_id, line_number, new_site_id, new_need_on } = move
  if (booking.kind === 'slot' || booking.kind === 'vehicle_stops' || new_need_on === null) return []
  const resource_id =
    booking.location_id === new_site_id ? booking.resource_id : resources.get(`${new_site_id} ${booking.kind}`)
  if (resource_id === undefined) return []
  return [{ order_id, line_number, resource_id, day: new_need_on, quantity: booking.quantity, isStop: false }]
}

/** Where the lane is not known, the line comes with the van if it did so before. */
function stopOf({ move, before, lane }: MoveStep, { stops, resources }: Held): Wanted[] {
  const { order_id, line_number, new_site_id, new_need_on, new_departs_on } = move
  const leftOn = before?.departs_on ?? before?.need_on
  const cameByVan = stops.some(
    (one) => one.order_id === order_id && one.location_id === before?.site_id && one.day === leftOn,
  )
  const day = new_departs_on ?? new_need_on
  const resource_id = resources.get(`${new_site_id} vehicle_stops`)
  if (!(lane ? lane.mode === 'own_van' : cameByVan) || day === null || resource_id === undefined) return []
  return [{ order_id, line_number, resource_id, day, quantity: 1, isStop: true }]
}

/** One stop a day and order is enough, however many lines come with it. */
function withoutSecondStops(wanted: readonly Wanted[], there: Held['stops']): Booking[] {
  const stopKey = (one: Booking) => `${one.order_id} ${capacityKey(one)}`
  const known = new Set(there.map(stopKey))
  return wanted.flatMap(({ isStop, ...booking }) => {
    if (isStop && known.has(stopKey(booking))) return []
    if (isStop) known.add(stopKey(booking))
    return [booking]
  })
}

const isSlotLost = (one: Leaving, bookings: readonly Booking[]): boolean =>
  one.kind === 'slot' &&
  one.heir === null &&
  !bookings.some((kept) => kept.order_id === one.order_id && capacityKey(kept) === capacityKey(one))
