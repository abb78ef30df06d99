/** What is asked: segments, the elements of their service, the levels each could have, and what limits them all. */

/** What is not known exactly: the least, the likeliest and the most it could be. */
export interface Range {
  readonly low: number
  readonly likely: number
  readonly high: number
}

/** One uncertain figure that stands in several places: it is drawn once for all of them. */
export interface Shared {
  readonly input: string
  readonly times?: number
}

export type Guess = number | Range | Shared

/** How the segment's revenue moves with a level. */
export type Response =
  /** So much of the revenue for each unit better. */
  | { readonly form: 'linear'; readonly slope: Guess }
  /** Threshold, growth, saturation: least + (most − least) / (1 + e^(−steepness·(better − middle))), as shares of the revenue. */
  | {
      readonly form: 'logistic'
      readonly least: Guess
      readonly most: Guess
      readonly steepness: Guess
      readonly middle: number
    }
  /** Customers choose among us and rivals: e^V / Σ e^V, V the sensitivity times the level. */
  | { readonly form: 'choice'; readonly sensitivity: Guess; readonly rivals: readonly number[] }

export interface Level {
  readonly level: number
  /** A year, at this level. */
  readonly cost: Guess
  /** What it takes of each shared capacity. */
  readonly uses?: Readonly<Record<string, number>>
  /** Deviation with which the level is reached; absent: as said. */
  readonly spread?: number
}

export interface Element {
  readonly element: string
  /** Which way the customer is better off. */
  readonly better: 'more' | 'less'
  /** Nothing else makes up for it. */
  readonly core?: boolean
  /** Below it nothing is admissible. */
  readonly floor?: number
  /** What the best competitor is seen to offer. */
  readonly parity?: number
  /** Parity binds here though the element is no core one; false: not even where it is one. */
  readonly keepsParity?: boolean
  /** The least difference customers notice, in the level's unit. */
  readonly step?: number
  /** Importance to the segment, in whatever points, for the benefit before and after. */
  readonly weight?: number
  readonly response?: Response
  /** Change of the share of customers kept, for each unit better: the intangible return. */
  readonly loyalty?: Guess
  readonly today: number
  readonly levels: readonly Level[]
}

export interface Segment {
  readonly segment: string
  /** A year, at today's service. */
  readonly revenue: Guess
  /** Share of the revenue left after the goods. */
  readonly margin: Guess
  /** Share of customers kept from year to year, and the rate at which later years count less. */
  readonly retention?: { readonly kept: number; readonly discount: number }
  readonly elements: readonly Element[]
}

export interface Problem {
  readonly inputs?: Readonly<Record<string, Range>>
  readonly segments: readonly Segment[]
  /** The most that may be spent a year beyond today. */
  readonly budget?: number
  readonly capacities?: readonly { readonly capacity: string; readonly limit: number }[]
  /** Whether the intangible return takes part in the choice. */
  readonly intangible?: boolean
}

export interface Fault {
  readonly field: string
  readonly reason: string
}

/** What makes a problem meaningless, each fault with its place. */
export function faultsOf(problem: Problem): Fault[] {
  const known = new Set((problem.capacities ?? []).map(({ capacity }) => capacity))
  const inputs = new Set(Object.keys(problem.inputs ?? {}))
  return [
    ...repeated(problem.segments.map(({ segment }) => segment)).map((name) => fault('segments', name, 'repeated')),
    ...Object.entries(problem.inputs ?? {}).flatMap(([name, range]) => guessFaults(`inputs.${name}`, range, inputs)),
    ...problem.segments.flatMap((segment) => [
      ...guessFaults(`${segment.segment}.revenue`, segment.revenue, inputs),
      ...guessFaults(`${segment.segment}.margin`, segment.margin, inputs),
      ...(segment.retention && 1 + segment.retention.discount - segment.retention.kept <= 0
        ? [{ field: `${segment.segment}.retention`, reason: 'kept_without_end' }]
        : []),
      ...repeated(segment.elements.map(({ element }) => element)).map((name) =>
        fault(segment.segment, name, 'repeated'),
      ),
      ...segment.elements.flatMap((element) =>
        elementFaults(`${segment.segment}.${element.element}`, element, known, inputs),
      ),
    ]),
  ]
}

const fault = (place: string, name: string, reason: string): Fault => ({ field: `${place}.${name}`, reason })

function elementFaults(place: string, element: Element, known: Set<string>, inputs: Set<string>): Fault[] {
  const { levels, today, response, loyalty } = element
  const guesses: [string, Guess | undefined][] = [
    ['loyalty', loyalty],
    ...Object.entries(response ?? {}).flatMap(([name, value]): [string, Guess][] =>
      name === 'form' || name === 'rivals' || name === 'middle' ? [] : [[`response.${name}`, value as Guess]],
    ),
    ...levels.map(({ level, cost }): [string, Guess] => [`${level}.cost`, cost]),
  ]
  return [
    ...(levels.some(({ level }) => level === today) ? [] : [{ field: `${place}.today`, reason: 'not_a_level' }]),
    ...repeated(levels.map(({ level }) => String(level))).map((name) => fault(place, name, 'repeated')),
    ...levels.flatMap(({ uses = {} }) =>
      Object.keys(uses)
        .filter((name) => !known.has(name))
        .map((name) => fault(place, name, 'unknown_capacity')),
    ),
    ...guesses.flatMap(([name, guess]) => (guess === undefined ? [] : guessFaults(`${place}.${name}`, guess, inputs))),
  ]
}

function guessFaults(field: string, guess: Guess, inputs: Set<string>): Fault[] {
  if (typeof guess === 'number') return []
  if ('input' in guess) return inputs.has(guess.input) ? [] : [{ field, reason: 'unknown_input' }]
  return guess.low <= guess.likely && guess.likely <= guess.high ? [] : [{ field, reason: 'low_above_high' }]
}

const repeated = (names: readonly string[]) => names.filter((name, at) => names.indexOf(name) !== at)
