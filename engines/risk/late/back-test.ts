/**
 * Late risk forward in time, in blocks. Before each block the models are fitted on what was known by its first day; what
 * they said of earlier blocks and what came of it tells how high their chances really were, and which of them to believe.
 */
import { type Boosted, boost, boostedChance } from './boost.ts'
import { type Encoded, encode, isLate, type LateCase } from './encode.ts'
import { type Judged, judge } from './judge.ts'
import { learnLevel, levelled } from './level.ts'
import { fitLogistic, logisticChance } from './logistic.ts'
import { believed } from './mixture.ts'
import { sigmoid } from './odds.ts'

export interface LateBackTest {
  readonly cases: number
  readonly judgedFrom: number
  readonly judgedTo: number
  readonly model: Judged
  /** What the model is mixed of. */
  readonly trees: Judged
  /** Null where nothing is known of the times it takes. */
  readonly times: Judged | null
  readonly logistic: Judged
  /** Share late that was known when each was asked, said of everybody. */
  readonly constant: Judged
}

const BLOCKS = 10
/** Blocks before the judged ones, in which the models show what they are worth. */
const BLOCKS_BEFORE = 5
/** Share of the cases before the first block. */
const FIRST_SHARE = 0.3
const CASES_MIN = 100
/** Several forests, each from other draws, differ less from the truth than one. */
const SEEDS = [1, 2]

export function lateBackTest(cases: readonly LateCase[], { judgedShare }: { judgedShare: number }): LateBackTest {
  const sorted = cases.map((_, i) => cases[i]!).sort((a, b) => a.day - b.day)
  const first = Math.floor(sorted.length * (1 - judgedShare))
  if (first < CASES_MIN || sorted.length - first < CASES_MIN)
    throw new Error(`${cases.length} cases are too few to judge`)
  const walk = walkThrough(sorted, first)
  const late = sorted.slice(first).map(isLate)
  const judged = (said: Float64Array) => judge([...said.subarray(first)], late)
  return {
    cases: cases.length,
    judgedFrom: sorted[first]!.day,
    judgedTo: sorted.at(-1)!.day,
    model: judged(walk.model),
    trees: judged(walk.trees),
    times: walk.hasTimes ? judged(walk.times) : null,
    logistic: judged(walk.logistic),
    constant: judged(walk.constant),
  }
}

const NAMES = ['trees', 'times', 'logistic'] as const
type Name = (typeof NAMES)[number]
type Said = Record<Name, Float64Array>

function walkThrough(cases: readonly LateCase[], first: number) {
  const encoded = encode(cases)
  const room = () => new Float64Array(cases.length).fill(Number.NaN)
  const raw: Said = { trees: room(), times: room(), logistic: room() }
  const out: Said & { model: Float64Array; constant: Float64Array } = {
    ...{ trees: room(), times: room(), logistic: room(), model: room() },
    constant: encoded.columns.at(-1)!.map(sigmoid),
  }
  const hasTimes = cases.some(({ byTimes }) => byTimes != null)
  for (const [from, to] of blocksOf(cases.length, first)) {
    const day = cases[from]!.day
    const ask = fitted(cases, encoded, day)
    for (const name of NAMES) for (let i = from; i < to; i++) raw[name][i] = ask[name](i)
    const known = said(cases, { raw, from, day })
    for (const name of NAMES) {
      const level = learnLevel(known.map((i) => outcomeOf(cases[i]!, raw[name][i]!, day)))
      for (let i = from; i < to; i++) out[name][i] = levelled(level, raw[name][i]!)
    }
    const told = known.filter((i) => !Number.isNaN(out.trees[i]!))
    const share = hasTimes ? believed(told.map((i) => [out.trees[i]!, out.times[i]!, isLate(cases[i]!)])) : 1
    for (let i = from; i < to; i++) out.model[i] = share * out.trees[i]! + (1 - share) * out.times[i]!
  }
  return { ...out, hasTimes }
}

function blocksOf(count: number, first: number): [number, number][] {
  const start = Math.floor(FIRST_SHARE * first)
  const part = (from: number, to: number, blocks: number) =>
    Array.from({ length: blocks }, (_, b): [number, number] => [
      from + Math.floor((b * (to - from)) / blocks),
      from + Math.floor(((b + 1) * (to - from)) / blocks),
    ])
  return [...part(start, first, BLOCKS_BEFORE), ...part(first, count, BLOCKS)].filter(([from, to]) => to > from)
}

/** Earlier cases of which something was said and whose outcome is known. */
function said(cases: readonly LateCase[], { raw, from, day }: { raw: Said; from: number; day: number }): number[] {
  const known: number[] = []
  for (let i = 0; i < from; i++) if (cases[i]!.dueDay < day && !Number.isNaN(raw.trees[i]!)) known.push(i)
  return known
}

const outcomeOf = (one: LateCase, chance: number, day: number) => ({
  chance,
  isLate: isLate(one),
  age: day - one.dueDay,
})

type Ask = Record<Name, (row: number) => number>

/** Trees and regression learn from the same rows and the same features. */
function fitted(cases: readonly LateCase[], encoded: Encoded, day: number): Ask {
  const rows = cases.flatMap((one, i) => (one.dueDay < day ? [i] : []))
  const late = Uint8Array.from(cases, (one) => Number(isLate(one)))
  const forests: Boosted[] = SEEDS.map((seed) => boost(encoded, late, { rows, seed }))
  const regression = fitLogistic(encoded, late, rows)
  const trees = (row: number) => forests.reduce((sum, one) => sum + boostedChance(one, encoded, row), 0) / SEEDS.length
  return {
    trees,
    logistic: (row) => logisticChance(regression, encoded, row),
    times: (row) => cases[row]!.byTimes ?? trees(row),
  }
}
