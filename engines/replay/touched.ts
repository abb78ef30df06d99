/** Who wins and who loses, by customer: no total may hide somebody who is worse off. */
import { MARK, NONE, type ReplayFacts } from './facts.ts'
import type { Run } from './run.ts'
import { isOnTime, OF, OFS, type Tally } from './tally.ts'

export const WAYS = ['otif', 'days', 'in_stock', 'stops', 'lost_orders', 'merged'] as const
export type Way = (typeof WAYS)[number]

export interface TouchedCustomer {
  readonly customer: number
  readonly segment: number
  /** A customer that is worse off in any way loses, whatever else it gains. */
  readonly verdict: 'loses' | 'wins'
  /** Null: none of its orders is in the currency asked for. */
  readonly worth: number | null
  readonly lines: number
  readonly earlier: number
  readonly later: number
  /** Lines kept today that the draft would break, and of these, those that come no later but were promised sooner. */
  readonly missed: number
  readonly missedSooner: number
  /** Lines broken today that the draft would keep. */
  readonly mended: number
  readonly ways: readonly {
    readonly way: Way
    readonly isWorse: boolean
    readonly before: number
    readonly after: number
  }[]
}

export interface Touched {
  readonly customers: number
  readonly winners: number
  readonly losers: number
  /** Those with most at stake first, losers before winners. */
  readonly list: readonly TouchedCustomer[]
}

/** [ours] What a customer would notice: a point of promises kept, a fifth of a day, a tenth of the stops, an order every second year. */
const NOTICED = { otif: 0.01, days: 0.2, in_stock: 0.01, stops: 0.1, orders: 0.5 }
const LISTED_MAX = 400

interface Runs {
  readonly today: Run
  readonly proposed: Run
  readonly before: Tally
  readonly after: Tally
}

const COUNTS = ['lines', 'earlier', 'later', 'missed', 'missedSooner', 'mended', 'priced'] as const

/** Of every customer, summed over as many years as were added. */
export interface Noted extends Readonly<Record<(typeof COUNTS)[number], Int32Array>> {
  readonly segment: Int32Array
  readonly before: Float64Array
  readonly after: Float64Array
}

export function noteNothing(customers: number): Noted {
  const counts = Object.fromEntries(COUNTS.map((name) => [name, new Int32Array(customers)])) as Record<
    (typeof COUNTS)[number],
    Int32Array
  >
  return {
    ...counts,
    segment: new Int32Array(customers),
    before: new Float64Array(customers * OFS),
    after: new Float64Array(customers * OFS),
  }
}

export function noteRuns(noted: Noted, facts: ReplayFacts, { today, proposed, before, after }: Runs): void {
  const { lines, orders } = facts
  for (let order = 0; order < orders.count; order++)
    if (!Number.isNaN(orders.worth[order]!)) noted.priced[orders.customer[order]!]!++
  for (let line = 0; line < lines.count; line++) {
    const order = lines.order[line]!
    const customer = orders.customer[order]!
    noted.segment[customer] = orders.segment[order]!
    noted.lines[customer]!++
    const [was, is] = [today.done[line]!, proposed.done[line]!]
    if (was === NONE || is === NONE) continue
    if (is < was) noted.earlier[customer]!++
    else if (is > was) noted.later[customer]!++
    if ((lines.marks[line]! & MARK.judged) === 0) continue
    const [kept, keeps] = [isOnTime(facts, today, line), isOnTime(facts, proposed, line)]
    if (!kept && keeps) noted.mended[customer]!++
    if (!kept || keeps) continue
    noted.missed[customer]!++
    if (is <= was && proposed.due[line]! < today.due[line]!) noted.missedSooner[customer]!++
  }
  for (let at = 0; at < noted.before.length; at++) {
    noted.before[at]! += before.customers![at]!
    noted.after[at]! += after.customers![at]!
  }
}

export function touchedCustomers(facts: ReplayFacts, runs: Runs): Touched {
  const noted = noteNothing(facts.customers)
  noteRuns(noted, facts, runs)
  return touchedOf(noted)
}

/** What is told of a customer is that of a year. */
export function touchedOf(noted: Noted, years = 1): Touched {
  const found: TouchedCustomer[] = []
  let ordering = 0
  const yearly = (sums: Float64Array, at: number) => sums.slice(at, at + OFS).map((sum) => sum / years)
  for (let customer = 0; customer < noted.lines.length; customer++) {
    if (noted.lines[customer] === 0) continue
    ordering++
    const before = yearly(noted.before, customer * OFS)
    const ways = waysOf(before, yearly(noted.after, customer * OFS))
    if (ways.length === 0) continue
    const count = (name: (typeof COUNTS)[number]) => Math.round(noted[name][customer]! / years)
    found.push({
      customer,
      segment: noted.segment[customer]!,
      verdict: ways.some(({ isWorse }) => isWorse) ? 'loses' : 'wins',
      worth: noted.priced[customer] === 0 ? null : before[OF.worth]!,
      ...{ lines: count('lines'), earlier: count('earlier'), later: count('later') },
      ...{ missed: count('missed'), missedSooner: count('missedSooner'), mended: count('mended') },
      ways,
    })
  }
  found.sort((a, b) => (a.verdict === b.verdict ? (b.worth ?? 0) - (a.worth ?? 0) : a.verdict === 'loses' ? -1 : 1))
  const losers = found.filter(({ verdict }) => verdict === 'loses').length
  return { customers: ordering, winners: found.length - losers, losers, list: found.slice(0, LISTED_MAX) }
}

function waysOf(before: Float64Array, after: Float64Array): TouchedCustomer['ways'] {
  const share = (of: Float64Array, part: number, whole: number) => (of[whole]! > 0 ? of[part]! / of[whole]! : null)
  const ways: TouchedCustomer['ways'][number][] = []
  const compare = (
    way: Way,
    was: number | null,
    is: number | null,
    { noticed, more }: { noticed: number; more: 'better' | 'worse' },
  ) => {
    if (was === null || is === null || Math.abs(is - was) < noticed) return
    ways.push({ way, isWorse: is > was === (more === 'worse'), before: was, after: is })
  }
  compare('otif', share(before, OF.otif, OF.judged), share(after, OF.otif, OF.judged), {
    noticed: NOTICED.otif,
    more: 'better',
  })
  compare('days', share(before, OF.days, OF.came), share(after, OF.days, OF.came), {
    noticed: NOTICED.days,
    more: 'worse',
  })
  compare('in_stock', share(before, OF.shelf, OF.stocked), share(after, OF.shelf, OF.stocked), {
    noticed: NOTICED.in_stock,
    more: 'better',
  })
  // Fewer stops are worse only where goods come later by it; put together on one day they may be welcome.
  const isSlower = ways.some(({ way, isWorse }) => way === 'days' && isWorse)
  const [stopsBefore, stopsAfter] = [before[OF.stops]!, after[OF.stops]!]
  if (isSlower && stopsBefore > 0 && stopsAfter <= stopsBefore * (1 - NOTICED.stops))
    ways.push({ way: 'stops', isWorse: true, before: stopsBefore, after: stopsAfter })
  if (after[OF.lost]! - before[OF.lost]! >= NOTICED.orders)
    ways.push({ way: 'lost_orders', isWorse: true, before: before[OF.lost]!, after: after[OF.lost]! })
  if (after[OF.merged]! - before[OF.merged]! >= NOTICED.orders)
    ways.push({ way: 'merged', isWorse: true, before: before[OF.merged]!, after: after[OF.merged]! })
  return ways
}
