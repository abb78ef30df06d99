/** One policy over the whole history: for every line the day it would have been promised and the day it would have come. */
import { type Change, cappedDue, changeOf, onOtherDays } from './change.ts'
import { weekdayOf } from './days.ts'
import { type Drawn, luckOf } from './draws.ts'
import { MARK, NONE, type ReplayFacts, type Terms } from './facts.ts'
import type { Waits } from './stock.ts'

/** What becomes of an order. */
export const FATE = { kept: 0, merged: 1, lost: 2 } as const
const LUCK = { fate: 1, ready: 2 } as const
/** [ours] An order put together with another waits no longer for it. */
const MERGE_DAYS = 14

export interface Run {
  readonly due: Int32Array
  readonly done: Int32Array
  /** By order. */
  readonly fate: Uint8Array
  readonly expedited: Uint8Array
  /** Lines that found their day full and came on a later one. */
  readonly putOff: number
}

export type Which = 'then' | 'today' | 'proposed'

export interface RunSetting {
  readonly which: Which
  readonly drawn: Drawn
  /** Waits for stock as it is kept, and as it is under this policy; absent: the same. */
  readonly waits?: { readonly today: Waits; readonly here: Waits } | undefined
  readonly prepared: Prepared
}

/** What all runs share. */
export interface Prepared {
  /** For every order, which of its segment's terms held. */
  readonly heldAt: Uint8Array
  /** By segment and day promised: lateness of promises, to read quantiles from. */
  readonly lateness: readonly Int32Array[]
  /** Lines handed over, by site and day, as it was; and what a site manages on a weekday. */
  readonly limits: readonly Float64Array[]
  readonly firstDay: number
  readonly days: number
  /** The next order of the same door; NONE: there is none soon enough. */
  readonly next: Int32Array
}

export function prepare(facts: ReplayFacts): Prepared {
  const { lines, orders, segments } = facts
  let [first, last] = [Number.MAX_SAFE_INTEGER, 0]
  for (let at = 0; at < orders.count; at++) {
    first = Math.min(first, orders.day[at]!)
    last = Math.max(last, orders.day[at]!)
  }
  for (let at = 0; at < lines.count; at++) last = Math.max(last, lines.due[at]!, lines.done[at]!)
  if (orders.count === 0) first = 0
  const heldAt = new Uint8Array(orders.count)
  for (let at = 0; at < orders.count; at++) {
    const held = segments[orders.segment[at]!]!.held
    let nth = 0
    while (nth + 1 < held.length && held[nth + 1]!.from <= orders.day[at]!) nth++
    heldAt[at] = nth
  }
  const days = last - first + 1
  return {
    heldAt,
    lateness: latenessOf(facts),
    limits: limitsOf(facts, first, days),
    firstDay: first,
    days,
    next: nextOfDoor(facts),
  }
}

function latenessOf({ lines, orders, segments }: ReplayFacts): Int32Array[] {
  const isTold = (at: number) =>
    (lines.marks[at]! & (MARK.judged | MARK.wished)) === MARK.judged && lines.done[at]! !== NONE
  const counts = new Int32Array(segments.length)
  for (let at = 0; at < lines.count; at++) if (isTold(at)) counts[orders.segment[lines.order[at]!]!]!++
  const found = Array.from(counts, (count) => new Int32Array(count))
  counts.fill(0)
  for (let at = 0; at < lines.count; at++) {
    if (!isTold(at)) continue
    const segment = orders.segment[lines.order[at]!]!
    found[segment]![counts[segment]!++] = lines.done[at]! - lines.due[at]!
  }
  for (const one of found) one.sort()
  return found
}

/** A day that went well before can go so again: the busiest such weekday there was, or what the site says it manages. */
function limitsOf({ lines, orders, sites, capacity }: ReplayFacts, first: number, days: number): Float64Array[] {
  const loads = new Int32Array(sites * days)
  for (let at = 0; at < lines.count; at++) {
    if (lines.done[at]! >= first) loads[orders.site[lines.order[at]!]! * days + lines.done[at]! - first]!++
  }
  return Array.from({ length: sites }, (_, site) => {
    const limit = Float64Array.from({ length: 7 }, (_none, weekday) => capacity[site]?.[weekday] ?? 0)
    for (let day = 0; day < days; day++) {
      const weekday = weekdayOf(first + day)
      limit[weekday] = Math.max(limit[weekday]!, loads[site * days + day]!)
    }
    return limit
  })
}

function nextOfDoor({ orders, doors }: ReplayFacts): Int32Array {
  const next = new Int32Array(orders.count).fill(NONE)
  const later = new Int32Array(doors).fill(NONE)
  for (let at = orders.count - 1; at >= 0; at--) {
    const found = later[orders.door[at]!]!
    if (found !== NONE && orders.day[found]! - orders.day[at]! <= MERGE_DAYS) next[at] = found
    later[orders.door[at]!] = at
  }
  return next
}

const quantileOf = (sorted: Int32Array, share: number): number =>
  sorted.length === 0 ? 0 : sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!

export function runPolicy(facts: ReplayFacts, setting: RunSetting): Run {
  const { lines, orders, segments } = facts
  const { prepared, which } = setting
  const changes: Change[][] = segments.map(({ held, ...one }) =>
    held.map(({ terms }) => changeOf(terms, which === 'then' ? terms : one[which])),
  )
  const shifts = changes.map((list, segment) =>
    list.map((change) => (change.isQuantileSame ? 0 : shiftOf(prepared.lateness[segment]!, change.from, change.to))),
  )
  const run = {
    due: new Int32Array(lines.count),
    done: new Int32Array(lines.count),
    fate: new Uint8Array(orders.count),
    expedited: new Uint8Array(orders.count),
    putOff: 0,
  }
  for (let at = 0; at < orders.count; at++) {
    const change = changes[orders.segment[at]!]![prepared.heldAt[at]!]!
    if (change.isMinimumRaised) run.fate[at] = fateOf(facts, change, at, setting)
  }
  for (let line = 0; line < lines.count; line++) moveLine(facts, { line, changes, shifts, run, setting })
  for (const [segment, list] of changes.entries()) {
    if (list.some(({ completes }) => completes)) completeOrders(facts, { segment, list, run, prepared })
  }
  mergeOrders(facts, run, prepared.next)
  run.putOff = which === 'then' ? 0 : keepCapacity(facts, run, { prepared, changes })
  return run
}

/** A promise with another chance is for another day: later by what lies between the two shares of lateness there was. */
const shiftOf = (lateness: Int32Array, from: Terms, to: Terms) =>
  quantileOf(lateness, to.quantile) - quantileOf(lateness, from.quantile)

/** Small orders wait for the next of their door, are lost, or are made greater by the customer. */
function fateOf({ orders }: ReplayFacts, { to, from }: Change, at: number, { drawn, prepared }: RunSetting): number {
  const worth = orders.worth[at]!
  if (!(worth < to.minimumOrder && worth >= from.minimumOrder)) return FATE.kept
  const luck = luckOf(at, LUCK.fate)
  if (luck < drawn.lostBelowMinimum) return FATE.lost
  return luck < drawn.lostBelowMinimum + drawn.merged && prepared.next[at] !== NONE ? FATE.merged : FATE.kept
}

interface Moving {
  readonly line: number
  readonly changes: readonly Change[][]
  readonly shifts: readonly number[][]
  readonly run: Run
  readonly setting: RunSetting
}

/** Whatever made a line early or late then makes it so again: the days between promise and delivery move with the promise. */
function moveLine({ lines, orders }: ReplayFacts, { line, changes, shifts, run, setting }: Moving): void {
  const order = lines.order[line]!
  const [segment, held] = [orders.segment[order]!, setting.prepared.heldAt[order]!]
  const change = changes[segment]![held]!
  const ordered = orders.day[order]!
  const isWished = (lines.marks[line]! & MARK.wished) !== 0
  let [due, done] = [lines.due[line]!, lines.done[line]!]
  const spread = { luck: luckOf(order, LUCK.ready), least: ordered + 1 }
  const { waits } = setting
  if (waits) {
    if (due !== NONE) due += waits.here.expected[line]! - waits.today.expected[line]!
    if (done !== NONE) done = Math.max(ordered, done + waits.here.drawn[line]! - waits.today.drawn[line]!)
  }
  if (due !== NONE && !isWished) {
    // What is promised for its own reason, as for a day of the customer's, is no matter of the chance or the lead time.
    due = Math.max(ordered, due + shifts[segment]![held]!)
    const capped = cappedDue(change, due, ordered)
    if (capped < due) {
      run.expedited[order] = 1
      if (done !== NONE) done = Math.max(Math.min(done, ordered + 1), done - (due - capped))
      due = capped
    }
  }
  if (!change.isSameDays) {
    if (due !== NONE) due = onOtherDays(change, due, isWished ? { luck: 0, least: due } : spread)
    if (done !== NONE) done = onOtherDays(change, done, isWished ? { luck: 0, least: done } : spread)
  }
  run.due[line] = due
  run.done[line] = done
}

interface Completing {
  readonly segment: number
  readonly list: readonly Change[]
  readonly run: Run
  readonly prepared: Prepared
}

/** Everything of an order comes together, with its last line. */
function completeOrders({ lines, orders }: ReplayFacts, { segment, list, run, prepared }: Completing): void {
  let begin = 0
  while (begin < lines.count) {
    const order = lines.order[begin]!
    let [end, due, done] = [begin, NONE, NONE]
    for (; end < lines.count && lines.order[end] === order; end++) {
      due = Math.max(due, run.due[end]!)
      done = Math.max(done, run.done[end]!)
    }
    if (orders.segment[order] === segment && list[prepared.heldAt[order]!]!.completes) {
      for (let at = begin; at < end; at++) {
        if (run.due[at] !== NONE) run.due[at] = due
        if (run.done[at] !== NONE) run.done[at] = done
      }
    }
    begin = end
  }
}

/** What is put together with the next order of the door comes when that comes. */
function mergeOrders({ lines, orders }: ReplayFacts, run: Run, next: Int32Array): void {
  const [due, done] = [new Int32Array(orders.count).fill(NONE), new Int32Array(orders.count).fill(NONE)]
  if (!run.fate.includes(FATE.merged)) return
  for (let at = 0; at < lines.count; at++) {
    const order = lines.order[at]!
    due[order] = Math.max(due[order]!, run.due[at]!)
    done[order] = Math.max(done[order]!, run.done[at]!)
  }
  for (let at = lines.count - 1; at >= 0; at--) {
    const order = lines.order[at]!
    if (run.fate[order] !== FATE.merged) continue
    const into = next[order]!
    const late = run.done[at]! - run.due[at]!
    if (run.due[at] !== NONE && due[into] !== NONE) run.due[at] = Math.max(run.due[at]!, due[into]!)
    if (run.done[at] !== NONE && done[into] !== NONE)
      run.done[at] = Math.max(run.done[at]!, Math.min(done[into]!, run.due[at]! + Math.max(0, late)))
  }
}

interface Keeping {
  readonly prepared: Prepared
  readonly changes: readonly Change[][]
}

/** What a day cannot take comes on the segment's next; lines that stay on their day come first, they were there then. */
function keepCapacity({ lines, orders, sites }: ReplayFacts, run: Run, { prepared, changes }: Keeping): number {
  const { firstDay, days, limits } = prepared
  const room = days + 60
  const loads = new Int32Array(sites * room)
  for (let at = 0; at < lines.count; at++) {
    const day = run.done[at]!
    if (day >= firstDay && day < firstDay + room) loads[orders.site[lines.order[at]!]! * room + day - firstDay]!++
  }
  let putOff = 0
  for (let at = 0; at < lines.count; at++) {
    if (run.done[at] === lines.done[at] || run.done[at]! < firstDay) continue
    const order = lines.order[at]!
    const [site, change] = [orders.site[order]!, changes[orders.segment[order]!]![prepared.heldAt[order]!]!]
    let day = run.done[at]!
    const isFull = (wanted: number) => loads[site * room + wanted - firstDay]! > limits[site]![weekdayOf(wanted)]!
    if (day - firstDay >= room || !isFull(day)) continue
    loads[site * room + day - firstDay]!--
    const begin = day
    do day = day + 1 + change.toSteps.on[weekdayOf(day + 1)]!
    while (
      day - firstDay < room &&
      loads[site * room + day - firstDay]! >= limits[site]![weekdayOf(day)]! &&
      day < begin + 21
    )
    if (day - firstDay < room) loads[site * room + day - firstDay]!++
    run.done[at] = day
    putOff++
  }
  return putOff
}
