/** Sums of two runs over weeks and segments. */
import type { Drawn } from './draws.ts'
import type { ReplayFacts } from './facts.ts'
import { type Measured, measuresOf, type Sums } from './measures.ts'
import { SUMS, type Tally } from './tally.ts'

/** One drawing of the uncertain figures, and what either policy comes to under it. */
export interface Round {
  readonly drawn: Drawn
  readonly today: Tally
  readonly proposed: Tally
}

const blank = (segments: number): Sums[] =>
  Array.from({ length: segments }, () => ({
    today: new Float64Array(SUMS),
    proposed: new Float64Array(SUMS),
    drawn: null as never,
  }))

export function allWeeks(pair: Round, segments: number): Sums[] {
  return summed(pair, { segments, weeks: Array.from({ length: pair.today.weeks }, (_, week) => week) })
}

export function summed(pair: Round, { segments, weeks }: { segments: number; weeks: readonly number[] }): Sums[] {
  const found = blank(segments).map((one) => ({ ...one, drawn: pair.drawn }))
  for (let segment = 0; segment < segments; segment++) {
    const { today, proposed } = found[segment]!
    for (const week of weeks) {
      const base = (segment * pair.today.weeks + week) * SUMS
      for (let nth = 0; nth < SUMS; nth++) {
        today[nth]! += pair.today.sums[base + nth]!
        proposed[nth]! += pair.proposed.sums[base + nth]!
      }
    }
  }
  return found
}

/** Money and sums add up over segments; shares are those of all lines. */
export function totalOf(
  facts: ReplayFacts,
  { point, samples, isPaired }: { point: readonly Sums[]; samples: readonly (readonly Sums[])[]; isPaired?: boolean },
): Measured {
  const added = (parts: readonly Sums[]): Sums => {
    const [whole] = blank(1)
    for (const part of parts) {
      for (let nth = 0; nth < SUMS; nth++) {
        whole!.today[nth]! += part.today[nth]!
        whole!.proposed[nth]! += part.proposed[nth]!
      }
    }
    return {
      ...whole!,
      drawn: parts[0]?.drawn as Drawn,
      parts: parts.map((part, nth) => ({ part, terms: facts.segments[nth]! })),
    }
  }
  return measuresOf(null, { point: added(point), samples: samples.map(added), isPaired })
}
