/** Moves many promises at once: goods to their new day, hands with them, and a new version with its reason for each. */
import { Refusal } from '../../../contract/refusals.ts'
import { parseLocalDay } from '../../../engines/calendars/index.ts'
import { availableOrShort, type Step } from '../../../engines/promising/index.ts'
import type { State } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { type Booking, type CapacityKey, lockCapacity, releaseBookings, writeBookings } from '../capacity/index.ts'
import {
  type Claim,
  type ClaimMove,
  findReservations,
  lockPools,
  moveReservations,
  poolId,
} from '../inventory/index.ts'
import { localDaysAt } from '../locations/index.ts'
import { insertPromises, lockLastVersions, subjectId } from './promises.store.ts'

export interface PromiseMove {
  readonly order_id: string
  readonly line_number: number
  readonly quantity: number
  /** The version that is to be followed by a new one; a later one leaves the line as it is. */
  readonly promise_version: number
  readonly new_site_id: string | null
  readonly new_lane_id: string | null
  readonly new_need_on: string | null
  readonly new_departs_on: string | null
  readonly new_to_date: string | null
  readonly reason: string
  /** Absent: what is booked moves along. */
  readonly bookings?: readonly (CapacityKey & { readonly quantity: number })[]
}

/**
 * Returns the lines that were moved, by `order/line`. Lines without a promise get their first. Refuses `insufficient_stock`
 * when the goods are not there on a new day after all: then nothing has moved.
 */
export async function movePromises(context: Context, tx: Tx, moves: readonly PromiseMove[]): Promise<Set<string>> {
  const versions = await lockLastVersions(tx, moves)
  const valid = moves.filter((move) => (versions.get(subjectId(move))?.version ?? 0) === move.promise_version)
  if (valid.length === 0) return new Set()
  const held = await findReservations(tx, valid)
  await moveGoods(context, tx, valid, held)
  await moveHands(context, tx, valid, held)
  const now = context.clock.now()
  const [day] = (await localDaysAt(tx, [valid[0]!.new_site_id], now)).values()
  const rows = valid.map((move): State => {
    const last = versions.get(subjectId(move))
    return {
      order_id: move.order_id,
      line_number: move.line_number,
      version: (last?.version ?? 0) + 1,
      subject_version: (last?.subject_version ?? 0) + 1,
      to_date: move.new_to_date,
      quantity: move.quantity,
      promised_on: day,
      promised_at: now.toISOString(),
      cause: last ? 'company' : 'initial',
      reason: move.reason,
      actor: context.principal.actor,
      site_id: move.new_site_id,
      lane_id: move.new_lane_id,
      need_on: move.new_need_on,
      departs_on: move.new_departs_on,
    }
  })
  await insertPromises(context, tx, rows)
  return new Set(valid.map(subjectId))
}

async function moveGoods(
  context: Context,
  tx: Tx,
  moves: readonly PromiseMove[],
  held: readonly Claim[],
): Promise<void> {
  const byLine = new Map(moves.map((move) => [subjectId(move), move]))
  const claims = held.flatMap((from): ClaimMove[] => {
    const move = byLine.get(subjectId(from))!
    if (move.new_need_on === null || move.new_site_id === null) return []
    return [{ from, to: { product_id: from.product_id, location_id: move.new_site_id, need_on: move.new_need_on } }]
  })
  const pools = await lockPools(tx, [...claims.map(({ from }) => from), ...claims.map(({ to }) => to)])
  const after = new Map([...pools].map(([id, pool]) => [id, { ...pool, reserved: [...pool.reserved] as Step[] }]))
  for (const { from, to } of claims) {
    const quantityMilli = Math.round(from.quantity * 1000)
    after.get(poolId(from))!.reserved.push({ day: parseLocalDay(from.need_on), quantityMilli: -quantityMilli })
    after.get(poolId(to))!.reserved.push({ day: parseLocalDay(to.need_on), quantityMilli })
  }
  const last = new Map<string, ClaimMove['to']>()
  for (const { to } of claims) if ((last.get(poolId(to))?.need_on ?? '') < to.need_on) last.set(poolId(to), to)
  for (const [id, to] of last) {
    const left = availableOrShort(after.get(id)!, parseLocalDay(to.need_on))
    if (left < 0) throw new Refusal('insufficient_stock', { ...to, short: -left / 1000 })
  }
  await moveReservations(context, tx, claims, 'promise moved')
}

/**
 * The hands booked for a line move with it: to its new day at the same site, or as the move says where the way changes.
 * Refuses `insufficient_capacity`: then nothing has moved.
 */
async function moveHands(
  context: Context,
  tx: Tx,
  moves: readonly PromiseMove[],
  held: readonly Claim[],
): Promise<void> {
  const byLine = new Map(moves.map((move) => [subjectId(move), move]))
  const siteOf = new Map(held.map((claim) => [subjectId(claim), claim]))
  const released = await releaseBookings(context, tx, moves)
  const kept = released.flatMap((booking): Booking[] => {
    const move = byLine.get(subjectId(booking))!
    const from = siteOf.get(subjectId(booking))
    const isSameSite = from !== undefined && from.location_id === move.new_site_id
    if (move.bookings || !isSameSite || move.new_need_on === null) return []
    return [
      { ...booking, day: booking.day === from.need_on ? move.new_need_on : (move.new_departs_on ?? move.new_need_on) },
    ]
  })
  const given = moves.flatMap((move) =>
    (move.bookings ?? []).map((booking) => ({ ...booking, order_id: move.order_id, line_number: move.line_number })),
  )
  const bookings = [...kept, ...given]
  await writeBookings(context, tx, await lockCapacity(tx, bookings), bookings)
}
