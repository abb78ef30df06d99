/**
 * A proposed policy beside today's, over the history as it was: what each element, cost and customer would have seen.
 *
 * Three runs share everything but the terms: the policies that held then (which must give what really happened), today's and
 * the proposed. Uncertain figures are drawn once a round for both; how much weeks differ is told by drawing weeks with
 * replacement, the same for both. So what differs between the two is the policy alone.
 */
import { seededRandom } from '../shared/index.ts'
import { drawGuesses } from './draws.ts'
import type { ReplayFacts } from './facts.ts'
import { type Fit, fitOf } from './fit.ts'
import { type Measured, measuresOf, type Sums } from './measures.ts'
import { prepare, runPolicy } from './run.ts'
import { linesByPool, waitsAt } from './stock.ts'
import { allWeeks, type Round, summed, totalOf } from './sums.ts'
import { tally } from './tally.ts'
import { type Touched, touchedCustomers } from './touched.ts'

export interface ReplaySettings {
  readonly seed?: number
  /** How often the uncertain figures are drawn. */
  readonly rounds?: number
  /** How often weeks are drawn. */
  readonly draws?: number
  readonly onProgress?: (share: number) => void
}

export interface ReplayAnswer {
  readonly lines: number
  readonly orders: number
  readonly firstDay: number
  readonly lastDay: number
  readonly rounds: number
  readonly seed: number
  readonly fit: Fit
  readonly segments: readonly (Measured & { readonly segment: string })[]
  readonly total: Measured
  readonly touched: Touched
  /** Lines that found their day full. */
  readonly putOff: { readonly today: number; readonly proposed: number }
}

export function replay(facts: ReplayFacts, settings: ReplaySettings = {}): ReplayAnswer {
  const { seed = 1, rounds = 12, draws = 400, onProgress = () => undefined } = settings
  const prepared = prepare(facts)
  onProgress(0.02)
  const likely = drawGuesses(facts.guesses, seed, 0)
  const then = runPolicy(facts, { which: 'then', drawn: likely, prepared })
  const fit = fitOf(facts, { run: then, prepared })
  onProgress(0.05)
  const byPool = linesByPool(facts)
  const hasStock = facts.pools.length > 0
  const isStockMoved = facts.pools.some(({ today, proposed }) => today !== proposed)
  const told: Round[] = []
  let touched: Touched | undefined
  let putOff = { today: 0, proposed: 0 }
  // Where nothing that is drawn moves a line, every round would find the same.
  const isDrawn = isStockMoved || facts.segments.some((one) => isMinimumDrawn(one))
  for (let round = 0; round <= rounds; round++) {
    const drawn = drawGuesses(facts.guesses, seed, round)
    if (round > 0 && !isDrawn) {
      told.push({ ...told[0]!, drawn })
      continue
    }
    const luck = round === 0 ? 0 : round * 31 + seed
    const waits = hasStock ? waitsAt(facts, byPool, { level: 'today', round: luck }) : undefined
    const moved = isStockMoved ? waitsAt(facts, byPool, { level: 'proposed', round: luck }) : waits
    const today = runPolicy(facts, { which: 'today', drawn, prepared })
    const proposed = runPolicy(facts, {
      ...{ which: 'proposed', drawn, prepared },
      waits: isStockMoved && waits && moved ? { today: waits, here: moved } : undefined,
    })
    const counting = { prepared, byCustomer: round === 0 }
    const pair = {
      drawn,
      today: tally(facts, { ...counting, run: today, waits }),
      proposed: tally(facts, { ...counting, run: proposed, waits: moved }),
    }
    if (round === 0) {
      touched = touchedCustomers(facts, { today, proposed, before: pair.today, after: pair.proposed })
      putOff = { today: today.putOff, proposed: proposed.putOff }
    }
    told.push(pair)
    onProgress(0.05 + (0.9 * (round + 1)) / (rounds + 1))
  }
  const samples = sampleWeeks(told, { draws, seed, segments: facts.segments.length })
  const points = told[0]!
  const whole = allWeeks(points, facts.segments.length)
  const segments = facts.segments.map((one, nth) => ({
    segment: one.segment,
    ...measuresOf(one, { point: whole[nth]!, samples: samples.map((sample) => sample[nth]!) }),
  }))
  onProgress(1)
  return {
    lines: facts.lines.count,
    orders: facts.orders.count,
    firstDay: prepared.firstDay,
    lastDay: facts.orders.count ? facts.orders.day[facts.orders.count - 1]! : prepared.firstDay,
    rounds,
    seed,
    fit,
    segments,
    total: totalOf(facts, { point: whole, samples }),
    touched: touched!,
    putOff,
  }
}

const isMinimumDrawn = ({ held, today, proposed }: ReplayFacts['segments'][number]) =>
  held.some(({ terms }) => today.minimumOrder > terms.minimumOrder || proposed.minimumOrder > terms.minimumOrder)

/** Weeks drawn with replacement, as many as there were; each draw with one round's figures. */
function sampleWeeks(
  told: readonly Round[],
  { draws, seed, segments }: { draws: number; seed: number; segments: number },
): Sums[][] {
  const { below } = seededRandom(seed * 104_729 + 17)
  const { weeks } = told[0]!.today
  return Array.from({ length: draws }, (_, nth) => {
    const pair = told[told.length === 1 ? 0 : 1 + (nth % (told.length - 1))]!
    return summed(pair, { segments, weeks: Array.from({ length: weeks }, () => below(weeks)) })
  })
}
