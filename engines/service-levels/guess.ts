/** Uncertain figures by number, so that one row of values answers a whole problem. */
import type { Guess, Problem, Range } from './problem.ts'

export interface Input extends Range {
  readonly name: string
}

/** A figure as input × times, or a constant without an input. */
export interface Figure {
  readonly input: number
  readonly times: number
}

const CONSTANT = -1

export class Inputs {
  readonly list: Input[] = []
  readonly #shared = new Map<string, number>()

  constructor(problem: Problem) {
    for (const [name, range] of Object.entries(problem.inputs ?? {})) this.#shared.set(name, this.#add(name, range))
  }

  #add(name: string, range: Range): number {
    return this.list.push({ name, ...range }) - 1
  }

  figure(name: string, guess: Guess): Figure {
    if (typeof guess === 'number') return { input: CONSTANT, times: guess }
    if ('input' in guess) {
      const input = this.#shared.get(guess.input)
      if (input === undefined) throw new RangeError(`no input is called ${guess.input}`)
      return { input, times: guess.times ?? 1 }
    }
    return guess.low === guess.high
      ? { input: CONSTANT, times: guess.likely }
      : { input: this.#add(name, guess), times: 1 }
  }
}

export const figureAt = ({ input, times }: Figure, values: Float64Array): number =>
  input === CONSTANT ? times : values[input]! * times

/** The mean of the triangle between least and most with its top at the likeliest. */
export const meanOf = ({ low, likely, high }: Range): number => (low + likely + high) / 3

/** The value below which a share of the triangle lies. Example: of 0, 0, 1 half lies below 0.2929. */
export function triangleQuantile({ low, likely, high }: Range, share: number): number {
  const span = high - low
  if (span <= 0) return likely
  const rising = (likely - low) / span
  if (share < rising) return low + Math.sqrt(share * span * (likely - low))
  return high - Math.sqrt((1 - share) * span * (high - likely))
}
