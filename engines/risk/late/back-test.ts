/**
 * Late risk forward in time: the last part of the promises is judged in blocks; before each block both models are fitted on
 * what was known by its first day, and their level is set on the youngest of that.
 */
import { type Calibration, calibrated, learnCalibration } from '../calibrate.ts'
import { boost, boostedChance } from './boost.ts'
import { type Encoded, encode, type LateCase } from './encode.ts'
import { type Judged, judge } from './judge.ts'
import { fitLogistic, logisticChance } from './logistic.ts'

export interface LateBackTest {
  readonly cases: number
  readonly judgedFrom: number
  readonly judgedTo: number
  readonly model: Judged
  readonly logistic: Judged
  /** Share late that was known when each was asked, said of everybody. */
  readonly constant: Judged
}

const BLOCKS = 10
/** The youngest part of what is known tells how high chances really were. */
const LEVEL_SHARE = 0.3
const CASES_MIN = 100
/** Several forests, each from other draws, differ less from the truth than one. */
const SEEDS = [1, 2, 3]

export function lateBackTest(cases: readonly LateCase[], { judgedShare }: { judgedShare: number }): LateBackTest {
  const sorted = cases.map((_, i) => i).sort((a, b) => cases[a]!.day - cases[b]!.day || a - b)
  const first = Math.floor(sorted.length * (1 - judgedShare))
  const judged = sorted.slice(first)
  if (first < CASES_MIN || judged.length < CASES_MIN) throw new Error(`${cases.length} cases are too few to judge`)
  const encoded = encode(cases)
  const isLate = Uint8Array.from(cases, (one) => Number(one.isLate))
  const said = { model: [] as number[], logistic: [] as number[], constant: [] as number[] }
  for (let block = 0; block < BLOCKS; block++) {
    const rows = judged.slice(
      Math.floor((block * judged.length) / BLOCKS),
      Math.floor(((block + 1) * judged.length) / BLOCKS),
    )
    const day = cases[rows[0]!]!.day
    const known = sorted.filter((i) => cases[i]!.knownDay < day)
    for (const [name, ask] of Object.entries(modelsOf(encoded, isLate, known)))
      said[name as keyof typeof said].push(...rows.map(ask))
    said.constant.push(...rows.map((row) => encoded.columns.at(-1)![row]!))
  }
  const late = judged.map((row) => cases[row]!.isLate)
  return {
    cases: cases.length,
    judgedFrom: cases[judged[0]!]!.day,
    judgedTo: cases[judged.at(-1)!]!.day,
    model: judge(said.model, late),
    logistic: judge(said.logistic, late),
    constant: judge(said.constant, late),
  }
}

type Ask = (row: number) => number

/** Both with the same rows, the same features and the same setting of the level. */
function modelsOf(encoded: Encoded, isLate: Uint8Array, known: readonly number[]): { model: Ask; logistic: Ask } {
  const cut = Math.floor(known.length * (1 - LEVEL_SHARE))
  const [older, younger] = [known.slice(0, cut), known.slice(cut)]
  const forests = (rows: readonly number[]): Ask => {
    const grown = SEEDS.map((seed) => boost(encoded, isLate, { rows, seed }))
    return (row) => grown.reduce((sum, one) => sum + boostedChance(one, encoded, row), 0) / grown.length
  }
  const regression = (rows: readonly number[]): Ask => {
    const fitted = fitLogistic(encoded, isLate, rows)
    return (row) => logisticChance(fitted, encoded, row)
  }
  const levelled = (learn: (rows: readonly number[]) => Ask): Ask => {
    const before = learn(older)
    const level: Calibration = learnCalibration(
      younger.map((row) => ({ chance: before(row), isLate: isLate[row] === 1 })),
    )
    const all = learn(known)
    return (row) => calibrated(level, all(row))
  }
  return { model: levelled(forests), logistic: levelled(regression) }
}
