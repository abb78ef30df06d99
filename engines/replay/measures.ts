/** Elements, counts, money and emissions of two runs side by side, with how sure the difference is. */
import { addedDays } from './days.ts'
import type { Drawn } from './draws.ts'
import type { SegmentTerms } from './facts.ts'
import { type Compared, pairedOf } from './paired.ts'
import { SUM } from './tally.ts'

export interface Sums {
  readonly today: Float64Array
  readonly proposed: Float64Array
  readonly drawn: Drawn
  /** Of a total: its segments. */
  readonly parts?: readonly { readonly part: Sums; readonly terms: SegmentTerms }[]
}

export const REPLAYED = ['otif', 'on_time', 'days', 'promised_days', 'in_stock'] as const
export type Replayed = (typeof REPLAYED)[number]
export const COUNTED = ['orders', 'stops', 'expedited', 'merged', 'lost_orders'] as const
export type Counted = (typeof COUNTED)[number]
export const MONEY = ['revenue', 'margin', 'cost', 'gain', 'reaction', 'emission'] as const
export type Money = (typeof MONEY)[number]

export interface Measured {
  /** Lines whose verdict counts. */
  readonly judged: number
  readonly elements: Readonly<Record<Replayed, Compared>>
  readonly counts: Readonly<Record<Counted, Compared>>
  /** Revenue and its margin lost with orders, cost, what is gained in all; how customers may react; grams of CO₂e. */
  readonly money: Readonly<Record<Money, Compared>>
}

interface Sampled {
  readonly point: Sums
  readonly samples: readonly Sums[]
  /** The samples are pairs of simulated years, each of its own. */
  readonly isPaired?: boolean | undefined
}

type Pair = readonly [before: number | null, after: number | null]

const share = (sums: Float64Array, part: number, whole: number) =>
  sums[whole]! > 0 ? sums[part]! / sums[whole]! : null

const ELEMENTS: Readonly<Record<Replayed, readonly [part: number, whole: number]>> = {
  otif: [SUM.otif, SUM.judged],
  on_time: [SUM.onTime, SUM.judged],
  days: [SUM.days, SUM.came],
  promised_days: [SUM.promisedDays, SUM.promised],
  in_stock: [SUM.fromShelf, SUM.stocked],
}
const COUNTS: Readonly<Record<Counted, number>> = {
  orders: SUM.orders,
  stops: SUM.stops,
  expedited: SUM.expedited,
  merged: SUM.merged,
  lost_orders: SUM.lostOrders,
}

export function measuresOf(terms: SegmentTerms | null, sampled: Sampled): Measured {
  const told = <Name extends string>(names: readonly Name[], pairOf: (name: Name, sums: Sums) => Pair) =>
    Object.fromEntries(names.map((name) => [name, compared(sampled, (sums) => pairOf(name, sums))])) as Record<
      Name,
      Compared
    >
  return {
    judged: sampled.point.today[SUM.judged]!,
    elements: told(REPLAYED, (name, { today, proposed }) => [
      share(today, ...ELEMENTS[name]),
      share(proposed, ...ELEMENTS[name]),
    ]),
    counts: told(COUNTED, (name, { today, proposed }) => [today[COUNTS[name]]!, proposed[COUNTS[name]]!]),
    money: told(MONEY, (name, sums) => moneyOf(name, sums, terms)),
  }
}

function compared({ point, samples, isPaired }: Sampled, pairOf: (sums: Sums) => Pair): Compared {
  if (isPaired) {
    const pairs = samples.map(pairOf).filter((pair): pair is [number, number] => pair[0] !== null && pair[1] !== null)
    if (pairs.length) return pairedOf(pairs)
  }
  const [before, after] = pairOf(point)
  if (before === null || after === null)
    return { before, after, change: null, low: null, high: null, atLeast: null, spared: null }
  const pairs = samples.map(pairOf).filter((pair): pair is [number, number] => pair[0] !== null && pair[1] !== null)
  const changes = Float64Array.from(pairs, ([from, to]) => to - from).sort()
  const afters = Float64Array.from(pairs, ([, to]) => to).sort()
  return {
    before,
    after,
    change: after - before,
    low: quantileOf(changes, 0.025),
    high: quantileOf(changes, 0.975),
    atLeast: quantileOf(afters, 0.1),
    spared: null,
  }
}

const quantileOf = (sorted: Float64Array, share: number): number | null =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? null

function moneyOf(name: Money, sums: Sums, terms: SegmentTerms | null): Pair {
  if (terms === null) {
    const pairs = (sums.parts ?? []).map(({ part, terms: own }) => moneyOf(name, part, own))
    const added = (nth: 0 | 1) =>
      pairs.every((pair) => pair[nth] === null) ? null : pairs.reduce((sum, pair) => sum + (pair[nth] ?? 0), 0)
    return [added(0), added(1)]
  }
  const { today, proposed, drawn } = sums
  const margin = (of: Float64Array) => of[SUM.worth]! * terms.marginShare
  const cost = (of: Float64Array) =>
    of[SUM.pricedOrders]! * terms.handling +
    of[SUM.pricedStops]! * terms.stop * drawn.stop +
    of[SUM.pricedExpedited]! * terms.transport * drawn.expedite +
    (of === proposed ? terms.moreStock * drawn.holding : 0)
  switch (name) {
    case 'revenue':
      return [today[SUM.worth]!, proposed[SUM.worth]!]
    case 'margin':
      return [margin(today), margin(proposed)]
    case 'cost':
      return [cost(today), cost(proposed)]
    case 'gain':
      return [margin(today) - cost(today), margin(proposed) - cost(proposed)]
    case 'reaction':
      return [0, reactionOf(sums, terms)]
    case 'emission':
      return emissionOf(sums)
  }
}

/** What customers may buy more or less once they notice: margin of it, by the guesses of the trade-off desk. */
function reactionOf({ today, proposed, drawn }: Sums, terms: SegmentTerms): number {
  const change = (part: number, whole: number) => (share(proposed, part, whole) ?? 0) - (share(today, part, whole) ?? 0)
  const faster = 0 - change(SUM.promisedDays, SUM.promised) * drawn.dayFaster
  const shelf = change(SUM.fromShelf, SUM.stocked) * drawn.lostWhenShort
  const oftener = addedDays(terms.today.deliveryDays, terms.proposed.deliveryDays) * drawn.dayMore
  return today[SUM.worth]! * (faster + shelf + oftener) * terms.marginShare
}

/** The way of our own vans grows with their stops; goods that others carry emit by their weight. */
function emissionOf({ today, proposed }: Sums): Pair {
  const known = today[SUM.vanEmission]! + today[SUM.otherEmission]!
  if (known === 0) return [null, null]
  const stops = today[SUM.vanStops]! > 0 ? proposed[SUM.vanStops]! / today[SUM.vanStops]! : 1
  return [known, today[SUM.vanEmission]! * stops + proposed[SUM.otherEmission]!]
}
