/**
 * Past promises as numbers: what was known, by the day of the question, of each name that a promise belongs to. Of a
 * promise its outcome is known when its day has passed, not when it comes: those in time come first, and would make
 * everything younger look better than it is.
 */
import { logit, sigmoid } from './odds.ts'

export interface LateCase {
  /** The day on which it is asked. */
  readonly day: number
  readonly dueDay: number
  readonly cameDay: number
  /** What it belongs to: a lane, a carrier, a supplier. Null: not known. */
  readonly names: readonly (string | null)[]
  readonly numbers: readonly (number | null)[]
  /** The chance of being late that the times it usually takes speak of, by that morning; null: nothing is known of them. */
  readonly byTimes?: number | null
}

export const isLate = ({ cameDay, dueDay }: LateCase): boolean => cameDay > dueDay

export interface Encoded {
  /** One column a feature, a value a case, in the order of the cases. */
  readonly columns: readonly Float64Array[]
  /** Whether a higher value can only mean a higher chance. */
  readonly rising: readonly boolean[]
  readonly count: number
}

/** As many cases as a name needs for its own share to weigh as much as everybody's. [ours] */
const PRIOR_CASES = 10
/** A case counts half as much when it is so many days older. */
const HALF_LIFE = 180
/** The days that the last so many took are kept of each name. */
const TIMES_KEPT = 400
/** What is not known is a value of its own, below all others. */
const UNKNOWN = -1e9

/**
 * Of each name two features. How much oftener than everybody at that time it was late, in log odds, so that seasons do not
 * pass for names. And how often it took longer than there is time for this one, which knows of promises that give more
 * time than others. Then the numbers, and everybody's share late.
 */
export function encode(cases: readonly LateCase[]): Encoded {
  const names = cases[0]?.names.length ?? 0
  const numbers = cases[0]?.numbers.length ?? 0
  const columns = Array.from({ length: 2 * names + numbers + 2 }, () => new Float64Array(cases.length))
  const known = order(cases, ({ dueDay }) => dueDay)
  const seen = new Seen(names)
  let at = 0
  for (const index of order(cases, ({ day }) => day)) {
    const one = cases[index]!
    while (at < known.length && cases[known[at]!]!.dueDay < one.day) seen.learn(cases[known[at++]!]!)
    const all = seen.ofAll(one)
    for (let n = 0; n < names; n++) {
      const own = seen.of(n, one, all)
      columns[2 * n]![index] = own.late - all.late
      columns[2 * n + 1]![index] = own.longer
    }
    for (let n = 0; n < numbers; n++) columns[2 * names + n]![index] = one.numbers[n] ?? UNKNOWN
    columns[2 * names + numbers]![index] = all.longer
    columns[2 * names + numbers + 1]![index] = all.late
  }
  const rising = columns.map((_, f) => f < 2 * names || f >= 2 * names + numbers)
  return { columns, rising, count: cases.length }
}

export const isUnknown = (value: number): boolean => value === UNKNOWN

/** Positions by a key; equal keys in the order given. */
function order(cases: readonly LateCase[], keyOf: (one: LateCase) => number): number[] {
  return cases.map((_, index) => index).sort((a, b) => keyOf(cases[a]!) - keyOf(cases[b]!) || a - b)
}

interface Counted {
  /** Weights, which halve with HALF_LIFE, as of a day. */
  day: number
  cases: number
  late: number
  readonly took: number[]
}

/** In log odds. */
interface Foretold {
  readonly late: number
  readonly longer: number
}

class Seen {
  readonly #byName: Map<string, Counted>[]
  readonly #all: Counted = newCounted(0)

  constructor(names: number) {
    this.#byName = Array.from({ length: names }, () => new Map())
  }

  learn(one: LateCase): void {
    put(this.#all, one)
    one.names.forEach((name, n) => {
      if (name === null) return
      const known = this.#byName[n]!.get(name) ?? newCounted(one.dueDay)
      this.#byName[n]!.set(name, known)
      put(known, one)
    })
  }

  /** One in ten before anything is known. [prior] */
  ofAll(one: LateCase): Foretold {
    return foretold(this.#all, one, { late: logit(0.1), longer: logit(0.1) })
  }

  of(n: number, one: LateCase, all: Foretold): Foretold {
    const name = one.names[n] ?? null
    const known = name === null ? undefined : this.#byName[n]!.get(name)
    return known ? foretold(known, one, all) : all
  }
}

const newCounted = (day: number): Counted => ({ day, cases: 0, late: 0, took: [] })

function put(counted: Counted, one: LateCase): void {
  const keep = 2 ** ((counted.day - one.dueDay) / HALF_LIFE)
  counted.day = one.dueDay
  counted.cases = counted.cases * keep + 1
  counted.late = counted.late * keep + (isLate(one) ? 1 : 0)
  counted.took.push(one.cameDay - one.day)
  if (counted.took.length > TIMES_KEPT) counted.took.shift()
}

function foretold({ day, cases, late, took }: Counted, { day: asked, dueDay }: LateCase, prior: Foretold): Foretold {
  const keep = 2 ** (Math.min(0, day - asked) / HALF_LIFE)
  const longer = took.reduce((count, days) => count + (days > dueDay - asked ? 1 : 0), 0)
  return {
    late: logit((late * keep + PRIOR_CASES * sigmoid(prior.late)) / (cases * keep + PRIOR_CASES)),
    longer: logit((longer + PRIOR_CASES * sigmoid(prior.longer)) / (took.length + PRIOR_CASES)),
  }
}
