/** Moves many promises at once: goods to their new day, hands with them, and a new version with its reason for each. */
import { Refusal } from '../../../contract/refusals.ts'
import { parseLocalDay } from '../../../engines/calendars/index.ts'
import { availableOrShort, type Step } from '../../../engines/promising/index.ts'
import type { State } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { type FoundLane, lanesById } from '../carriers/index.ts'
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
import { moveHands } from './move-hands.command.ts'
import { nextVersion, type PromiseMove } from './next-version.ts'
import { insertPromises, lockPromises, subjectId } from './promises.store.ts'

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
  const inForce = await lockPromises(tx, moves)
  const valid = moves.filter((move) => (inForce.get(subjectId(move))?.version ?? 0) === move.promise_version)
  if (isTogether && valid.length < moves.length) throw outdated(moves.find((move) => !valid.includes(move))!)
  if (valid.length === 0) return new Set()
  const held = await findReservations(tx, valid)
  await moveGoods(context, tx, valid, held)
  const now = context.clock.now()
  const day = (await localDaysAt(tx, [valid[0]!.new_site_id], now)).values().next().value
  const lanes = await lanesOf(tx, valid, now)
  const steps = valid.map((move) => ({ move, before: inForce.get(subjectId(move)), lane: lanes.get(move.new_lane_id) }))
  await moveHands(context, tx, steps)
  const rows = steps.map(
    (step): State => ({
      ...nextVersion(step),
      promised_on: day,
      promised_at: now.toISOString(),
      actor: context.principal.actor,
    }),
  )
  await insertPromises(context, tx, rows)
  return new Set(valid.map(subjectId))
}

async function lanesOf(tx: Tx, moves: readonly PromiseMove[], now: Date): Promise<Map<string | null, FoundLane>> {
  const ids = [...new Set(moves.flatMap((move) => move.new_lane_id ?? []))]
  const found = ids.length ? await lanesById(tx, ids, now.toISOString().slice(0, 10)) : []
  return new Map(found.map((lane) => [lane.lane_id, lane]))
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
