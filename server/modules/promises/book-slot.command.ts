/** Books a slot at the door for what of an order comes on its day: the slot becomes the promised window. */
import type { z } from 'zod'
import type { SlotOffer } from '../../../contract/capacity.ts'
import type { BookSlot, OrderSlots } from '../../../contract/orders.ts'
import { Refusal } from '../../../contract/refusals.ts'
import type { State } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { findSlotBookings, lockCapacity, releaseSome, slotsFor, writeBookings } from '../capacity/index.ts'
import { loadPlaces, localDaysAt } from '../locations/index.ts'
import { chargeSlots, type SlotCharge } from './charge-slots.command.ts'
import { loadOrder, lockOrder, type PromisedOrder } from './order-options.store.ts'
import { openQuantity } from './order-options.ts'
import { insertPromises, lastPromises } from './promises.store.ts'

type Held = Awaited<ReturnType<typeof findSlotBookings>>

/** What is still to come, by the day it is promised for. */
const comingLines = (order: PromisedOrder) =>
  order.lines.filter(
    (line) => line.kind === 'goods' && openQuantity(line) > 0 && line.shipped_quantity === 0 && line.to_date,
  )

export async function orderSlots(tx: Tx, orderId: string, visibleTo: string | null, now: Date): Promise<OrderSlots> {
  const order = await loadOrder(tx, orderId, visibleTo)
  const [held] = await findSlotBookings(tx, orderId)
  const booked = held ? { resource_id: held.resource_id, day: held.day } : null
  return { booked, rows: await slotsOf(tx, order, now) }
}

/** Only on the promised days: another day is another promise, for which there are offers. */
async function slotsOf(tx: Tx, order: PromisedOrder, now: Date): Promise<SlotOffer[]> {
  const lines = comingLines(order)
  const days = [...new Set(lines.map((line) => line.to_date!))].sort()
  const siteIds = [...new Set(lines.flatMap((line) => line.site_id ?? []))]
  if (order.location_id === null || days.length === 0 || siteIds.length === 0) return []
  const span = { firstDay: days[0]!, lastDay: days.at(-1)! }
  const places = await loadPlaces(tx, [...siteIds, order.location_id], span)
  const destination = places.get(order.location_id)
  const sites = new Map([...places].filter(([id]) => siteIds.includes(id)))
  if (!destination) return []
  return (await slotsFor(tx, { ...span, sites, destination, now })).filter((slot) => days.includes(slot.day))
}

/**
 * Refuses `cutoff_passed` where the slot held can no longer be given back, `insufficient_capacity` where the one wished is
 * full, over or not offered there; then everything stays as it was.
 */
export function bookSlot(context: Context, orderId: string, wish: z.output<typeof BookSlot>): Promise<void> {
  return inTransaction(context, async (tx) => {
    const now = context.clock.now()
    const { slot } = wish
    const order = await lockOrder(tx, orderId, context.principal.customerId)
    const held = await findSlotBookings(tx, orderId)
    const locked = await lockCapacity(tx, slot ? [...held, slot] : held)
    const isFavor = wish.despite_cutoff && context.principal.customerId === null
    const late = [...locked.values()].find(
      (day) =>
        held.some((one) => one.resource_id === day.resource_id && one.day === day.day) &&
        isOver(day.bookableUntil, now),
    )
    if (late && !isFavor) throw new Refusal('cutoff_passed', { until: new Date(late.bookableUntil!).toISOString() })
    await releaseSome(context, tx, held)
    const offered =
      slot &&
      (await slotsOf(tx, order, now)).find((one) => one.resource_id === slot.resource_id && one.day === slot.day)
    if (slot && !offered)
      throw new Refusal('insufficient_capacity', { resource: `${slot.resource_id}@${slot.day}`, left: 0 })
    const lines = comingLines(order).filter((line) => (slot ? line.to_date === slot.day : line.from_at !== null))
    if (slot) {
      const booking = { ...slot, order_id: orderId, line_number: lines[0]!.line_number, quantity: 1 }
      await writeBookings(context, tx, await lockCapacity(tx, [slot]), [booking])
    }
    await promiseWindow(context, tx, order, { numbers: new Set(lines.map((line) => line.line_number)), offered, now })
    await chargeSlots(context, tx, orderId, chargesOf({ held, offered, lineNumber: lines[0]?.line_number ?? 0 }))
  })
}

const isOver = (until: number | null, now: Date): boolean => until !== null && now.getTime() > until

interface Window {
  readonly numbers: ReadonlySet<number>
  readonly offered: SlotOffer | null | undefined
  readonly now: Date
}

/** The customer chose the hours: the next version, the same in all else. */
async function promiseWindow(
  context: Context,
  tx: Tx,
  order: PromisedOrder,
  { numbers, offered, now }: Window,
): Promise<void> {
  const days = await localDaysAt(tx, [order.location_id], now)
  const rows = (await lastPromises(tx, order.order_id))
    .filter(({ promise }) => numbers.has(promise.line_number))
    .map(
      ({ promise }): State => ({
        ...promise,
        version: Number(promise.version) + 1,
        subject_version: Number(promise.subject_version) + 1,
        from_at: offered?.from_at ?? null,
        to_at: offered?.to_at ?? null,
        from_date: offered ? offered.day : null,
        promised_on: days.get(order.location_id ?? '') ?? null,
        promised_at: now.toISOString(),
        cause: 'customer',
        reason: null,
        actor: context.principal.actor,
      }),
    )
  await insertPromises(context, tx, rows)
}

interface Charged {
  readonly held: Held
  readonly offered: SlotOffer | null | undefined
  readonly lineNumber: number
}

const chargesOf = ({ held, offered, lineNumber }: Charged): SlotCharge[] => [
  ...held.map((one) => ({
    line_number: one.line_number,
    minor: -Number(one.price_minor ?? 0),
    currency: one.currency,
  })),
  { line_number: lineNumber, minor: Number(offered?.price_minor ?? 0), currency: offered?.currency ?? null },
]
