/** A year that could have been: drawn from the habits of the one that was, the same for whatever policy runs through it. */
import { type Random, seededRandom } from '../shared/index.ts'
import { MARK, NONE, type ReplayFacts } from './facts.ts'
import { type Grouped, type Habits, outcomeKind, promiseKind } from './habits.ts'
import type { Prepared } from './run.ts'

interface Drawing {
  readonly facts: ReplayFacts
  readonly habits: Habits
  readonly prepared: Prepared
  readonly seed: number
}

/**
 * Customers order as often as they did, at random (Poisson), on days as busy as theirs were. What an order holds is drawn from
 * the customer's own; what is promised from orders of the segment on that day of the week under the terms that held then; what
 * becomes of it (days late, short, damaged) from orders of the segment and site that were promised for that day of the week.
 * The three are drawn apart, so that sizes, promises and disturbances meet as they never did.
 */
export function drawYear({ facts, habits, prepared, seed }: Drawing): ReplayFacts {
  const random = seededRandom(seed)
  const { lines, orders } = facts
  const { model, day } = drawOrders({ facts, habits, random })
  const count = model.length
  let total = 0
  for (const order of model) total += habits.lineStarts[order + 1]! - habits.lineStarts[order]!
  const year = {
    lines: {
      count: total,
      order: new Int32Array(total),
      due: new Int32Array(total),
      done: new Int32Array(total),
      pool: new Int32Array(total),
      quantity: new Float32Array(total),
      marks: new Uint8Array(total),
    },
    orders: {
      count,
      day,
      customer: model.map((order) => orders.customer[order]!),
      door: model.map((order) => orders.door[order]!),
      segment: model.map((order) => orders.segment[order]!),
      site: model.map((order) => orders.site[order]!),
      worth: Float64Array.from(model, (order) => orders.worth[order]!),
      emission: Float64Array.from(model, (order) => orders.emission[order]!),
      isOwnVan: Uint8Array.from(model, (order) => orders.isOwnVan[order]!),
    },
  }
  let at = 0
  for (let order = 0; order < count; order++) {
    const of = model[order]!
    const [segment, site] = [orders.segment[of]!, orders.site[of]!]
    const first = habits.lineStarts[of]!
    const kind = promiseKind(segment, heldOn(facts, segment, day[order]!), day[order]!)
    const promise = pick(habits.promises, kind, random) ?? first
    const isWished = (lines.marks[promise]! & MARK.wished) !== 0
    const due = dueAs(facts, promise, day[order]!)
    const outcome = pick(habits.outcomes, outcomeKind(facts, { segment, site, due, isWished }), random) ?? promise
    for (let line = first, nth = 0; line < habits.lineStarts[of + 1]!; line++, nth++, at++) {
      const promised = beside(facts, habits, promise, nth)
      const like = beside(facts, habits, outcome, nth)
      year.lines.order[at] = order
      year.lines.pool[at] = lines.pool[line]!
      year.lines.quantity[at] = lines.quantity[line]!
      year.lines.due[at] = dueAs(facts, promised, day[order]!)
      year.lines.done[at] = doneAs(facts, { like, due: year.lines.due[at]!, day: day[order]! })
      year.lines.marks[at] = (lines.marks[like]! & ~MARK.wished) | (lines.marks[promised]! & MARK.wished)
    }
  }
  return { ...facts, ...year, capacity: prepared.limits.map((limit) => [...limit]) }
}

function drawOrders({ facts, habits, random }: Pick<Drawing, 'facts' | 'habits'> & { random: Random }) {
  const { ofCustomer, dayChances, firstDay, days } = habits
  const drawn: { model: number; day: number }[] = []
  for (let customer = 0; customer < facts.customers; customer++) {
    const [from, to] = [ofCustomer.starts[customer]!, ofCustomer.starts[customer + 1]!]
    if (to === from) continue
    for (let nth = poisson(to - from, random); nth > 0; nth--) {
      const model = ofCustomer.things[from + random.below(to - from)]!
      const day = firstDay + dayBy(dayChances[facts.orders.segment[model]!]!, random.unit())
      drawn.push({ model, day: Math.min(day, firstDay + days - 1) })
    }
  }
  // Orders of a day stay in the order in which they were drawn.
  drawn.sort((a, b) => a.day - b.day)
  return {
    model: Int32Array.from(drawn, ({ model }) => model),
    day: Int32Array.from(drawn, ({ day }) => day),
  }
}

/** Knuth's product of uniforms, in parts of at most thirty so that no product vanishes. */
export function poisson(mean: number, random: Random): number {
  let count = 0
  for (let left = mean; left > 0; left -= 30) {
    const least = Math.exp(-Math.min(30, left))
    for (let product = random.unit(); product > least; product *= random.unit()) count++
  }
  return count
}

function dayBy(chances: Float64Array, unit: number): number {
  let [low, high] = [0, chances.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if (chances[middle]! > unit) high = middle
    else low = middle + 1
  }
  return low
}

function pick({ starts, things }: Grouped, kind: number, random: Random): number | undefined {
  const [from, to] = [starts[kind]!, starts[kind + 1]!]
  return to > from ? things[from + random.below(to - from)] : undefined
}

function heldOn({ segments }: ReplayFacts, segment: number, day: number): number {
  const { held } = segments[segment]!
  let nth = 0
  while (nth + 1 < held.length && held[nth + 1]!.from <= day) nth++
  return nth
}

/** The line so many places on in the same order, from its first on again where it ends. */
function beside({ lines }: ReplayFacts, { lineStarts }: Habits, line: number, nth: number): number {
  const order = lines.order[line]!
  const [from, to] = [lineStarts[order]!, lineStarts[order + 1]!]
  return from + ((line - from + nth) % (to - from))
}

function dueAs({ lines, orders }: ReplayFacts, like: number, day: number): number {
  return lines.due[like] === NONE ? NONE : day + lines.due[like]! - orders.day[lines.order[like]!]!
}

/** As late as the other line was; where nothing was promised, as long after the order. */
function doneAs(
  { lines, orders }: ReplayFacts,
  { like, due, day }: { like: number; due: number; day: number },
): number {
  const done = lines.done[like]!
  if (done === NONE) return NONE
  const late = due !== NONE && lines.due[like] !== NONE ? due + done - lines.due[like]! : NONE
  return Math.max(day, late !== NONE ? late : day + done - orders.day[lines.order[like]!]!)
}
