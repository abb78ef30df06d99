/** Adds up how promises were kept: overall, by segment and by month, with nothing kept but counters. */
import { formatLocalDay } from '../../calendars/index.ts'
import { wilson } from '../../shared/index.ts'
import type { Frontier, Trade } from './frontier.ts'
import type { Judged, KeptShare } from './judged.ts'

/** The promises that were given. */
export interface GivenReport extends KeptShare {
  /** Segments with at least SEGMENT_CASES cases. */
  readonly segments: readonly (KeptShare & { readonly segment: string })[]
  readonly months: readonly (KeptShare & { readonly month: string })[]
}

/** The promises that would have been made at a quantile. */
export interface QuantileReport extends GivenReport {
  readonly quantile: number
}

export interface BackTestReport {
  readonly learnedFrom: number
  /** Lost orders: kept by no number of days, whoever promises. */
  readonly neverDelivered: number
  readonly judged: { readonly cases: number; readonly from: string | null; readonly to: string | null }
  /** Orders of the judged period that came before anything was learned. */
  readonly skipped: number
  readonly given: GivenReport | null
  readonly quantiles: readonly QuantileReport[]
  /** At the share kept by the promises given: one quantile for every order. */
  readonly sameKeepRate: Trade | null
  /** At the same share over all orders, but a day is promised only where it buys most. */
  readonly sameKeepRateOverall: Trade | null
}

const SEGMENT_CASES = 300

class Counter {
  #cases = 0
  #kept = 0
  #days = 0
  add({ days }: Judged, promised: number): void {
    this.#cases += 1
    this.#days += promised
    if (days <= promised) this.#kept += 1
  }
  get cases(): number {
    return this.#cases
  }
  tell(): KeptShare {
    const cases = this.#cases
    if (cases === 0) return { cases, kept: null, interval: null, meanDays: null }
    return { cases, kept: this.#kept / cases, interval: wilson(this.#kept, cases), meanDays: this.#days / cases }
  }
}

interface Counters {
  readonly all: Counter
  readonly segments: Map<string, Counter>
  readonly months: Map<string, Counter>
}

interface Whole {
  readonly learnedFrom: number
  readonly neverDelivered: number
  readonly frontier: Frontier
}

export interface ReportBuilder {
  skip(): void
  add(order: Judged, promised: readonly number[]): void
  finish(whole: Whole): BackTestReport
}

export function startReport(quantiles: readonly number[]): ReportBuilder {
  const counters = quantiles.map(newCounters)
  const given = newCounters()
  const names = new Map<number, string>()
  let [cases, skipped] = [0, 0]
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  const add = (order: Judged, promised: readonly number[]) => {
    cases += 1
    from = Math.min(from, order.startDay)
    to = Math.max(to, order.startDay)
    const at = { segment: nameOf(order, names), month: formatLocalDay(order.startDay).slice(0, 7) }
    if (order.givenDays !== null) count(given, { order, promised: order.givenDays, ...at })
    for (const [q, counter] of counters.entries()) count(counter, { order, promised: promised[q]!, ...at })
  }
  const finish = ({ learnedFrom, neverDelivered, frontier }: Whole): BackTestReport => ({
    learnedFrom,
    neverDelivered,
    judged: { cases, from: cases ? formatLocalDay(from) : null, to: cases ? formatLocalDay(to) : null },
    skipped,
    given: given.all.cases > 0 ? tell(given) : null,
    quantiles: counters.map((counter, q) => ({ quantile: quantiles[q]!, ...tell(counter) })),
    ...frontier.finish(given.all.tell()),
  })
  return { skip: () => void skipped++, add, finish }
}

const newCounters = (): Counters => ({ all: new Counter(), segments: new Map(), months: new Map() })

interface Counted {
  readonly order: Judged
  readonly promised: number
  readonly segment: string | null
  readonly month: string
}

function count({ all, segments, months }: Counters, { order, promised, segment, month }: Counted): void {
  all.add(order, promised)
  if (segment !== null) member(segments, segment).add(order, promised)
  member(months, month).add(order, promised)
}

function nameOf(order: Judged, names: Map<number, string>): string | null {
  if (order.segment === null) return null
  if (!names.has(order.segment)) names.set(order.segment, order.segmentName())
  return names.get(order.segment)!
}

function member(counters: Map<string, Counter>, name: string): Counter {
  const known = counters.get(name) ?? new Counter()
  counters.set(name, known)
  return known
}

const tell = ({ all, segments, months }: Counters): GivenReport => ({
  ...all.tell(),
  segments: [...segments]
    .filter(([, { cases }]) => cases >= SEGMENT_CASES)
    .sort(([a, x], [b, y]) => y.cases - x.cases || (a < b ? -1 : 1))
    .map(([segment, counter]) => ({ segment, ...counter.tell() })),
  months: [...months].sort(([a], [b]) => (a < b ? -1 : 1)).map(([month, counter]) => ({ month, ...counter.tell() })),
})
