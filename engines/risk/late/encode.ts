/**
 * Past promises as numbers: each name becomes the share late of what was known of it by then, pulled towards all that was
 * known, and how much that is. Nothing that came to be known on or after the day of the question takes part.
 */

export interface LateCase {
  /** The day on which it is asked. */
  readonly day: number
  /** The day on which its outcome was known. */
  readonly knownDay: number
  readonly isLate: boolean
  /** What it belongs to: a lane, a carrier, a supplier. Null: not known. */
  readonly names: readonly (string | null)[]
  readonly numbers: readonly (number | null)[]
}

export interface Encoded {
  /** One column a feature, a value a case, in the order of the cases. */
  readonly columns: readonly Float64Array[]
  readonly count: number
}

/** As many cases as a name needs for its own share to weigh as much as everybody's. [ours] */
const PRIOR_CASES = 10
/** What is not known is a value of its own, below all others. */
const UNKNOWN = -1e9

export function encode(cases: readonly LateCase[]): Encoded {
  const names = cases[0]?.names.length ?? 0
  const numbers = cases[0]?.numbers.length ?? 0
  const columns = Array.from({ length: 2 * names + numbers + 1 }, () => new Float64Array(cases.length))
  const asked = order(cases, ({ day }) => day)
  const known = order(cases, ({ knownDay }) => knownDay)
  const seen = new Seen(names)
  let at = 0
  for (const index of asked) {
    const one = cases[index]!
    while (at < known.length && cases[known[at]!]!.knownDay < one.day) seen.learn(cases[known[at++]!]!)
    for (let n = 0; n < names; n++) {
      const { share, count } = seen.of(n, one.names[n] ?? null)
      columns[2 * n]![index] = share
      columns[2 * n + 1]![index] = Math.log1p(count)
    }
    for (let n = 0; n < numbers; n++) columns[2 * names + n]![index] = one.numbers[n] ?? UNKNOWN
    columns[2 * names + numbers]![index] = seen.share()
  }
  return { columns, count: cases.length }
}

export const isUnknown = (value: number): boolean => value === UNKNOWN

/** Positions by a key; equal keys in the order given. */
function order(cases: readonly LateCase[], keyOf: (one: LateCase) => number): number[] {
  return cases.map((_, index) => index).sort((a, b) => keyOf(cases[a]!) - keyOf(cases[b]!) || a - b)
}

class Seen {
  readonly #byName: Map<string, { late: number; count: number }>[]
  #late = 0
  #count = 0

  constructor(names: number) {
    this.#byName = Array.from({ length: names }, () => new Map())
  }

  learn({ names, isLate }: LateCase): void {
    this.#count += 1
    this.#late += isLate ? 1 : 0
    names.forEach((name, n) => {
      if (name === null) return
      const known = this.#byName[n]!.get(name) ?? { late: 0, count: 0 }
      known.count += 1
      known.late += isLate ? 1 : 0
      this.#byName[n]!.set(name, known)
    })
  }

  /** Of all; one in ten before anything is known. [prior] */
  share(): number {
    return (this.#late + 1) / (this.#count + 10)
  }

  of(n: number, name: string | null): { share: number; count: number } {
    const known = name === null ? undefined : this.#byName[n]!.get(name)
    const { late, count } = known ?? { late: 0, count: 0 }
    return { share: (late + PRIOR_CASES * this.share()) / (count + PRIOR_CASES), count }
  }
}
