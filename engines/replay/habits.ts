/** How a company's year goes, fitted to the one that was: who orders when and what, what is promised, what becomes of it. */
import { weekdayOf } from './days.ts'
import { MARK, NONE, type ReplayFacts } from './facts.ts'
import type { Prepared } from './run.ts'

/** Things by kind, those of one kind next to each other. */
export interface Grouped {
  readonly starts: Int32Array
  readonly things: Int32Array
}

export interface Habits {
  readonly firstDay: number
  readonly days: number
  /** First line of each order, and one beyond the last. */
  readonly lineStarts: Int32Array
  /** A customer's own orders: how many there are in a year, and what one is like. */
  readonly ofCustomer: Grouped
  /** By segment: chance that an order comes by a day, cumulated over the days. */
  readonly dayChances: readonly Float64Array[]
  /** Lines by what a promise hangs on: segment, terms that held, day of the week. By lines, so that large orders count as much as they do. */
  readonly promises: Grouped
  /** Lines by what keeping it hangs on: segment, site, wished or not, day of the week promised. */
  readonly outcomes: Grouped
}

const HELD_MAX = 64
/** [ours] Busy and slow weeks are told by three, so that one week's chance is no season. */
const SMOOTH = 1

export const promiseKind = (segment: number, held: number, day: number): number =>
  (segment * HELD_MAX + Math.min(held, HELD_MAX - 1)) * 7 + weekdayOf(day)
export const outcomeKind = (
  { sites }: Pick<ReplayFacts, 'sites'>,
  { segment, site, due, isWished }: { segment: number; site: number; due: number; isWished: boolean },
): number => ((segment * sites + site) * 2 + (isWished ? 1 : 0)) * 8 + (due === NONE ? 7 : weekdayOf(due))

export function habitsOf(facts: ReplayFacts, prepared: Prepared): Habits {
  const { lines, orders, segments, customers, sites } = facts
  let last = prepared.firstDay
  for (let at = 0; at < orders.count; at++) last = Math.max(last, orders.day[at]!)
  const days = last - prepared.firstDay + 1
  const lineStarts = new Int32Array(orders.count + 1)
  for (let at = 0; at < lines.count; at++) lineStarts[lines.order[at]! + 1]!++
  for (let at = 0; at < orders.count; at++) lineStarts[at + 1]! += lineStarts[at]!
  const kinds = (of: (line: number, order: number) => number) =>
    Int32Array.from({ length: lines.count }, (_, line) => of(line, lines.order[line]!))
  return {
    firstDay: prepared.firstDay,
    days,
    lineStarts,
    // Columns may be longer than what they hold.
    ofCustomer: grouped(orders.customer.subarray(0, orders.count), customers),
    dayChances: segments.map((_, segment) => dayChancesOf(facts, { segment, firstDay: prepared.firstDay, days })),
    promises: grouped(
      kinds((_, order) => promiseKind(orders.segment[order]!, prepared.heldAt[order]!, orders.day[order]!)),
      segments.length * HELD_MAX * 7,
    ),
    outcomes: grouped(
      kinds((line, order) => {
        const isWished = (lines.marks[line]! & MARK.wished) !== 0
        const [segment, site] = [orders.segment[order]!, orders.site[order]!]
        return outcomeKind(facts, { segment, site, due: lines.due[line]!, isWished })
      }),
      segments.length * sites * 16,
    ),
  }
}

function grouped(kinds: Int32Array, count: number): Grouped {
  const starts = new Int32Array(count + 1)
  for (const kind of kinds) starts[kind + 1]!++
  for (let kind = 0; kind < count; kind++) starts[kind + 1]! += starts[kind]!
  const next = starts.slice()
  const things = new Int32Array(kinds.length)
  kinds.forEach((kind, thing) => {
    things[next[kind]!++] = thing
  })
  return { starts, things }
}

interface OfSegment {
  readonly segment: number
  readonly firstDay: number
  readonly days: number
}

/** The segment's days of the week times the company's season; nobody orders on days on which nobody did. */
function dayChancesOf({ orders }: ReplayFacts, { segment, firstDay, days }: OfSegment): Float64Array {
  const weeks = Math.ceil(days / 7)
  const [season, weekdays] = [new Float64Array(weeks), new Float64Array(7)]
  const isOpen = new Uint8Array(days)
  for (let at = 0; at < orders.count; at++) {
    const day = orders.day[at]! - firstDay
    season[Math.floor(day / 7)]!++
    isOpen[day] = 1
    if (orders.segment[at] === segment) weekdays[weekdayOf(orders.day[at]!)]!++
  }
  const busy = season.map((_, week) => {
    const near = season.subarray(Math.max(0, week - SMOOTH), week + SMOOTH + 1)
    return near.reduce((sum, orders) => sum + orders, 0) / near.length
  })
  const chances = new Float64Array(days)
  let sum = 0
  for (let day = 0; day < days; day++) {
    sum += isOpen[day]! * weekdays[weekdayOf(firstDay + day)]! * busy[Math.floor(day / 7)]!
    chances[day] = sum
  }
  return sum > 0 ? chances.map((chance) => chance / sum) : chances
}
