/**
 * Two policies over years that could have been. Each pair of runs shares everything that chance decides: the same orders of the
 * same customers, the same demand on the stock and lead times of supply, the same delays and damage, the same guesses (common
 * random numbers). Policies that are the same come to the same to the last digit.
 */
import type { ReplayAnswer } from './compare.ts'
import { drawYear } from './drawn-year.ts'
import { drawGuesses } from './draws.ts'
import type { ReplayFacts } from './facts.ts'
import { FIT_WITHIN, type Fit, fitOf } from './fit.ts'
import { habitsOf } from './habits.ts'
import { measuresOf, type Sums } from './measures.ts'
import { prepare, runPolicy } from './run.ts'
import { linesByPool, waitsAt } from './stock.ts'
import { allWeeks, totalOf } from './sums.ts'
import { SUM, tally } from './tally.ts'
import { noteNothing, noteRuns, touchedOf } from './touched.ts'

export interface SimulateSettings {
  readonly seed?: number
  readonly pairs?: number
  readonly onProgress?: (share: number) => void
}

/** [ours] Thirty at least; as many more as a small company's years take no time. */
export const PAIRS = { least: 30, most: 100, lines: 3_000_000 } as const
export const usualPairs = (lines: number): number =>
  Math.max(PAIRS.least, Math.min(PAIRS.most, Math.floor(PAIRS.lines / Math.max(1, lines))))

export type SimulatedAnswer = ReplayAnswer & { readonly pairs: number }

export function simulate(facts: ReplayFacts, settings: SimulateSettings = {}): SimulatedAnswer {
  const { seed = 1, pairs = usualPairs(facts.lines.count), onProgress = () => undefined } = settings
  const past = prepare(facts)
  const habits = habitsOf(facts, past)
  const isStockMoved = facts.pools.some(({ today, proposed }) => today !== proposed)
  const samples: Sums[][] = []
  const noted = noteNothing(facts.customers)
  const fits = new FitSums(facts)
  let [lines, orders] = [0, 0]
  let putOff = { today: 0, proposed: 0 }
  for (let pair = 0; pair < pairs; pair++) {
    const year = drawYear({ facts, habits, prepared: past, seed: seed * 7_919 + pair })
    // What a promise of another chance adds is read from what really happened.
    const prepared = { ...prepare(year), lateness: past.lateness }
    const drawn = drawGuesses(facts.guesses, seed, pair + 1)
    fits.add(fitOf(year, { run: runPolicy(year, { which: 'then', drawn, prepared }), prepared }))
    const byPool = linesByPool(year)
    const luck = pair * 31 + seed
    const waits = year.pools.length ? waitsAt(year, byPool, { level: 'today', round: luck }) : undefined
    const moved = isStockMoved ? waitsAt(year, byPool, { level: 'proposed', round: luck }) : waits
    const today = runPolicy(year, { which: 'today', drawn, prepared })
    const proposed = runPolicy(year, {
      ...{ which: 'proposed', drawn, prepared },
      waits: isStockMoved && waits && moved ? { today: waits, here: moved } : undefined,
    })
    const counting = { prepared, byCustomer: true }
    const round = {
      drawn,
      today: tally(year, { ...counting, run: today, waits }),
      proposed: tally(year, { ...counting, run: proposed, waits: moved }),
    }
    noteRuns(noted, year, { today, proposed, before: round.today, after: round.proposed })
    samples.push(allWeeks(round, facts.segments.length))
    putOff = { today: putOff.today + today.putOff, proposed: putOff.proposed + proposed.putOff }
    lines += year.lines.count
    orders += year.orders.count
    onProgress((pair + 1) / pairs)
  }
  const told = { point: samples[0]!, samples, isPaired: true }
  const judgedOf = (nth: number) => samples.reduce((sum, sample) => sum + sample[nth]!.today[SUM.judged]!, 0) / pairs
  return {
    lines: Math.round(lines / pairs),
    orders: Math.round(orders / pairs),
    firstDay: habits.firstDay,
    lastDay: habits.firstDay + habits.days - 1,
    rounds: pairs,
    pairs,
    seed,
    fit: fits.told(),
    segments: facts.segments.map((one, nth) => {
      const own = { point: told.point[nth]!, samples: samples.map((sample) => sample[nth]!), isPaired: true }
      return { segment: one.segment, ...measuresOf(one, own), judged: Math.round(judgedOf(nth)) }
    }),
    total: {
      ...totalOf(facts, told),
      judged: Math.round(facts.segments.reduce((sum, _, nth) => sum + judgedOf(nth), 0)),
    },
    touched: touchedOf(noted, pairs),
    putOff: { today: Math.round(putOff.today / pairs), proposed: Math.round(putOff.proposed / pairs) },
  }
}

/** What was measured of the year that was, beside the mean of years simulated under the terms that held then. */
class FitSums {
  readonly #facts: ReplayFacts
  readonly #sums: { lines: number; replayed: number }[]

  constructor(facts: ReplayFacts) {
    this.#facts = facts
    this.#sums = facts.segments.map(() => ({ lines: 0, replayed: 0 }))
  }

  add({ segments }: Fit): void {
    segments.forEach(({ lines, replayed }, nth) => {
      this.#sums[nth]!.lines += lines
      this.#sums[nth]!.replayed += (replayed ?? 0) * lines
    })
  }

  told(): Fit {
    const { lines, actual, segments } = measured(this.#facts)
    const all = this.#sums.reduce(
      (sum, one) => ({ lines: sum.lines + one.lines, replayed: sum.replayed + one.replayed }),
      {
        lines: 0,
        replayed: 0,
      },
    )
    const replayed = all.lines ? all.replayed / all.lines : null
    return {
      ...{ lines, actual, replayed, foretold: null, offDays: 0 },
      isFit: actual !== null && replayed !== null && Math.abs(actual - replayed) <= FIT_WITHIN,
      segments: segments.map((one, nth) => {
        const sum = this.#sums[nth]!
        return { ...one, replayed: sum.lines ? sum.replayed / sum.lines : null }
      }),
    }
  }
}

/** What really happened stands in the verdicts; no run is asked. */
function measured(facts: ReplayFacts): Fit {
  const prepared = prepare(facts)
  const drawn = drawGuesses(facts.guesses, 1, 0)
  return fitOf(facts, { run: runPolicy(facts, { which: 'then', drawn, prepared }), prepared })
}
