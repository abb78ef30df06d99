/** What a run comes to, week by week of the orders and segment by segment, and customer by customer. */
import { MARK, NONE, type ReplayFacts } from './facts.ts'
import { FATE, type Prepared, type Run } from './run.ts'
import type { Waits } from './stock.ts'

/** Sums, each of which can be added over weeks. */
export const SUM = {
  judged: 0,
  onTime: 1,
  otif: 2,
  came: 3,
  days: 4,
  promised: 5,
  promisedDays: 6,
  stocked: 7,
  fromShelf: 8,
  stops: 9,
  orders: 10,
  worth: 11,
  lostOrders: 12,
  lostWorth: 13,
  merged: 14,
  expedited: 15,
  vanStops: 16,
  vanEmission: 17,
  otherEmission: 18,
  /** Of orders in the currency asked for: only they cost and bring what is told in it. */
  pricedOrders: 19,
  pricedStops: 20,
  pricedExpedited: 21,
} as const
export const SUMS = 22

/** Of a customer. */
export const OF = {
  judged: 0,
  otif: 1,
  came: 2,
  days: 3,
  orders: 4,
  lost: 5,
  merged: 6,
  stops: 7,
  stocked: 8,
  shelf: 9,
  worth: 10,
} as const
export const OFS = 11

export interface Tally {
  readonly weeks: number
  /** By segment, week and sum. */
  readonly sums: Float64Array
  /** By customer and sum; absent: not asked for. */
  readonly customers: Float64Array | undefined
}

interface Counting {
  readonly run: Run
  readonly prepared: Prepared
  readonly waits: Waits | undefined
  readonly byCustomer: boolean
}

/** Told by the days alone, but for what happened within a day. */
export function isOnTime({ lines }: Pick<ReplayFacts, 'lines'>, run: Pick<Run, 'due' | 'done'>, line: number): boolean {
  const marks = lines.marks[line]!
  const [due, done] = [run.due[line]!, run.done[line]!]
  if (due === NONE || done === NONE) return false
  const late = done - due
  if (late > 0) return false
  if ((marks & MARK.early) !== 0) return late > lines.done[line]! - lines.due[line]!
  return late < 0 || (marks & MARK.lateInDay) === 0
}

export function tally(facts: ReplayFacts, { run, prepared, waits, byCustomer }: Counting): Tally {
  const { lines, orders, segments } = facts
  const weeks = Math.max(1, Math.ceil(prepared.days / 7))
  const sums = new Float64Array(segments.length * weeks * SUMS)
  const customers = byCustomer ? new Float64Array(facts.customers * OFS) : undefined
  const room = prepared.days + 64
  const stops = new Uint8Array(Math.ceil((facts.doors * room) / 8))
  let known = NONE
  let [base, of, handled] = [0, 0, 0]
  for (let line = 0; line < lines.count; line++) {
    const order = lines.order[line]!
    const segment = orders.segment[order]!
    if (order !== known) {
      known = order
      const week = Math.floor((orders.day[order]! - prepared.firstDay) / 7)
      base = (segment * weeks + week) * SUMS
      of = orders.customer[order]! * OFS
      handled = countOrder(facts, { order, run, sums, base, customers, of })
    }
    if (handled === FATE.lost) continue
    const [due, done] = [run.due[line]!, run.done[line]!]
    if ((lines.marks[line]! & MARK.judged) !== 0) {
      const onTime = isOnTime(facts, run, line)
      const otif = onTime && (lines.marks[line]! & MARK.inFull) !== 0
      sums[base + SUM.judged]!++
      if (onTime) sums[base + SUM.onTime]!++
      if (otif) sums[base + SUM.otif]!++
      if (customers) {
        customers[of + OF.judged]!++
        if (otif) customers[of + OF.otif]!++
      }
    }
    // How long a customer had asked to wait is no speed of ours.
    const isWished = (lines.marks[line]! & MARK.wished) !== 0
    if (done !== NONE && !isWished) {
      sums[base + SUM.came]!++
      sums[base + SUM.days]! += done - orders.day[order]!
      if (customers) {
        customers[of + OF.came]!++
        customers[of + OF.days]! += done - orders.day[order]!
      }
    }
    if (due !== NONE && !isWished) {
      sums[base + SUM.promised]!++
      sums[base + SUM.promisedDays]! += due - orders.day[order]!
    }
    if (lines.pool[line]! !== NONE && waits) {
      const isShelf = waits.drawn[line] === 0
      sums[base + SUM.stocked]!++
      if (isShelf) sums[base + SUM.fromShelf]!++
      if (customers) {
        customers[of + OF.stocked]!++
        if (isShelf) customers[of + OF.shelf]!++
      }
    }
    if (done !== NONE && done >= prepared.firstDay) {
      const bit = orders.door[order]! * room + Math.min(room - 1, done - prepared.firstDay)
      if ((stops[bit >> 3]! & (1 << (bit & 7))) === 0) {
        stops[bit >> 3]! |= 1 << (bit & 7)
        sums[base + SUM.stops]!++
        if (!Number.isNaN(orders.worth[order]!)) sums[base + SUM.pricedStops]!++
        if (orders.isOwnVan[order]) sums[base + SUM.vanStops]!++
        if (customers) customers[of + OF.stops]!++
      }
    }
  }
  return { weeks, sums, customers }
}

interface CountingOrder {
  readonly order: number
  readonly run: Run
  readonly sums: Float64Array
  readonly base: number
  readonly customers: Float64Array | undefined
  readonly of: number
}

/** Answers what became of it. */
function countOrder({ orders }: ReplayFacts, { order, run, sums, base, customers, of }: CountingOrder): number {
  const fate = run.fate[order]!
  const isPriced = !Number.isNaN(orders.worth[order]!)
  const worth = isPriced ? orders.worth[order]! : 0
  if (fate === FATE.lost) {
    sums[base + SUM.lostOrders]!++
    sums[base + SUM.lostWorth]! += worth
    if (customers) customers[of + OF.lost]!++
    return fate
  }
  sums[base + SUM.worth]! += worth
  if (customers) customers[of + OF.worth]! += worth
  if (fate === FATE.merged) {
    sums[base + SUM.merged]!++
    if (customers) customers[of + OF.merged]!++
  } else {
    sums[base + SUM.orders]!++
    if (isPriced) sums[base + SUM.pricedOrders]!++
    if (customers) customers[of + OF.orders]!++
  }
  if (run.expedited[order]) {
    sums[base + SUM.expedited]!++
    if (isPriced) sums[base + SUM.pricedExpedited]!++
  }
  const emission = orders.emission[order]!
  if (!Number.isNaN(emission)) sums[base + (orders.isOwnVan[order] ? SUM.vanEmission : SUM.otherEmission)]! += emission
  return fate
}
