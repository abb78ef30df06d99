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
  type Pools,
  poolId,
  writeReservations,
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
  /** Part by part, where the goods of a line do not all go by one day. Absent or empty: all of them by the new day. */
  readonly parts?: readonly PromisePart[]
  /** Absent: what is booked moves along. */
  readonly bookings?: readonly (CapacityKey & { readonly quantity: number })[]
}

/** Goods of a line: from the reservation they are in, or newly set aside, to another day. */
export interface PromisePart {
  readonly product_id: string
  /** Null: not reserved yet. */
  readonly from_site_id: string | null
  readonly from_need_on: string | null
  readonly quantity: number
  readonly site_id: string
  readonly need_on: string
}

/**
 * Returns the lines that were moved, by `order/line`. Lines without a promise get their first. Refuses `insufficient_stock`
 * when the goods are not there on a new day after all: then nothing has moved. Moves that hang together are all made or,
 * with `proposal_outdated`, none.
 */
export async function movePromises(
  context: Context,
  tx: Tx,
  { moves, isTogether = false }: { moves: readonly PromiseMove[]; isTogether?: boolean },
): Promise<Set<string>> {
  const versions = await lockLastVersions(tx, moves)
  const valid = moves.filter((move) => (versions.get(subjectId(move))?.version ?? 0) === move.promise_version)
  if (isTogether && valid.length < moves.length) throw outdated(moves.find((move) => !valid.includes(move))!)
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

const outdated = ({ order_id, line_number }: PromiseMove) =>
  new Refusal('proposal_outdated', { order_id, line_number, reason: 'promise_changed' })

/** A quantity that leaves one day of a pool, or no pool yet, for another day. */
interface GoodsMove {
  readonly from: Claim | null
  readonly to: Claim
}

async function moveGoods(
  context: Context,
  tx: Tx,
  moves: readonly PromiseMove[],
  held: readonly Claim[],
): Promise<void> {
  const goods = moves.flatMap((move) => (move.parts?.length ? inParts(move, held) : allOf(move, held)))
  const pools = await lockPools(
    tx,
    goods.flatMap(({ from, to }) => (from ? [from, to] : [to])),
  )
  checkRoom(pools, goods)
  const among = goods.flatMap(({ from, to }): ClaimMove[] => (from ? [{ from, to }] : []))
  await moveReservations(context, tx, among, 'promise moved')
  await writeReservations(
    context,
    tx,
    goods.flatMap(({ from, to }) => (from ? [] : [to])),
  )
}

const allOf = (move: PromiseMove, held: readonly Claim[]): GoodsMove[] =>
  held.flatMap((from) => {
    if (subjectId(from) !== subjectId(move) || move.new_need_on === null || move.new_site_id === null) return []
    return [{ from, to: { ...from, location_id: move.new_site_id, need_on: move.new_need_on } }]
  })

/** Refuses `proposal_outdated` where a reservation no longer holds what is to be taken from it. */
function inParts({ order_id, line_number, parts = [] }: PromiseMove, held: readonly Claim[]): GoodsMove[] {
  return parts.map(({ product_id, quantity, site_id, need_on, from_site_id, from_need_on }) => {
    const line = { order_id, line_number, product_id, quantity }
    const to = { ...line, location_id: site_id, need_on }
    const isOwn = (claim: Claim) => claim.order_id === order_id && claim.line_number === line_number
    if (from_site_id === null || from_need_on === null) {
      if (held.some(isOwn)) throw new Refusal('proposal_outdated', { order_id, line_number, reason: 'reserved_since' })
      return { from: null, to }
    }
    const from = { ...line, location_id: from_site_id, need_on: from_need_on }
    const there = held.find(
      (claim) => isOwn(claim) && claim.location_id === from_site_id && claim.need_on === from_need_on,
    )
    if (!there || there.quantity < quantity)
      throw new Refusal('proposal_outdated', { order_id, line_number, reason: 'reservation_changed' })
    return { from, to }
  })
}

/**
 * Refuses `insufficient_stock` when the goods are not there on a new day after all. Goods that go later can only break the
 * days from the last of them on; those that go sooner, or are new, must fit from their own day on.
 */
function checkRoom(pools: Pools, goods: readonly GoodsMove[]): void {
  const after = new Map([...pools].map(([id, pool]) => [id, { ...pool, reserved: [...pool.reserved] as Step[] }]))
  const later = new Map<string, Claim>()
  const sooner = new Map<string, Claim>()
  for (const { from, to } of goods) {
    const quantityMilli = Math.round(to.quantity * 1000)
    if (from)
      after.get(poolId(from))!.reserved.push({ day: parseLocalDay(from.need_on), quantityMilli: -quantityMilli })
    after.get(poolId(to))!.reserved.push({ day: parseLocalDay(to.need_on), quantityMilli })
    const isLater = from !== null && poolId(from) === poolId(to) && from.need_on <= to.need_on
    const [days, isBefore] = isLater ? [later, true] : [sooner, false]
    const known = days.get(poolId(to))
    if (!known || known.need_on < to.need_on === isBefore) days.set(poolId(to), to)
  }
  for (const to of [...later.values(), ...sooner.values()]) {
    const left = availableOrShort(after.get(poolId(to))!, parseLocalDay(to.need_on))
    const { product_id, location_id, need_on } = to
    if (left < 0) throw new Refusal('insufficient_stock', { product_id, location_id, need_on, short: -left / 1000 })
  }
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
