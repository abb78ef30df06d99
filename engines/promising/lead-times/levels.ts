/** The levels that have cases enough, each with its counts, its curve of the day and the level it leans on. */
import { type Curve, cellOf, curveOf, type Level, newLevel } from './curves.ts'
import { FACTORS, LEVELS } from './factors.ts'
import { MINIMUM_CASES } from './settings.ts'

export interface Ladder {
  /** The first is the level of all. */
  readonly levels: Level[]
  /** What each level leans on; −1 for the level of all. */
  readonly above: number[]
  /** Factor of each level; −1 for the level of all. */
  readonly factor: number[]
  /** Level of each code of each factor of LEVELS; −1: too few cases. */
  readonly ofCode: readonly Int32Array[]
  readonly curves: (Curve | null)[]
}

/** Finds the levels with cases enough. `codes` has FACTORS values a case. */
export function buildLadder(codes: Int32Array, cases: ArrayLike<number>, sizes: readonly number[]): Ladder {
  const ladder: Ladder = {
    levels: [newLevel()],
    above: [-1],
    factor: [-1],
    ofCode: LEVELS.map((_, f) => new Int32Array(sizes[f]!).fill(-1)),
    curves: [null],
  }
  for (let f = 0; f < LEVELS.length; f++) {
    const counts = new Int32Array(sizes[f]!)
    for (let i = 0; i < cases.length; i++) {
      const code = codes[cases[i]! * FACTORS + f]!
      if (code >= 0 && ++counts[code]! === MINIMUM_CASES) addLevel(ladder, { f, code, codes, row: cases[i]! })
    }
  }
  return ladder
}

interface NewLevel {
  readonly f: number
  readonly code: number
  readonly codes: Int32Array
  readonly row: number
}

function addLevel(ladder: Ladder, { f, code, codes, row }: NewLevel): void {
  ladder.ofCode[f]![code] = ladder.levels.length
  ladder.above.push(levelAbove(ladder, f, codes, row))
  ladder.levels.push(newLevel())
  ladder.factor.push(f)
  ladder.curves.push(null)
}

/** A carrier's service spans several pairs of countries and leans on the service; a lane leans on whatever there is. */
const LEANS_ON: readonly (readonly number[])[] = [[], [], [0], [2, 1, 0]]

function levelAbove({ ofCode }: Ladder, f: number, codes: Int32Array, row: number): number {
  for (const upper of LEANS_ON[f]!) {
    const code = codes[row * FACTORS + upper]!
    if (code >= 0 && ofCode[upper]![code]! >= 0) return ofCode[upper]![code]!
  }
  return 0
}

/** The finest level of a case that has its own counts. */
export function finestLevel({ ofCode }: Pick<Ladder, 'ofCode'>, codes: Int32Array, at: number): number {
  for (let f = LEVELS.length - 1; f >= 0; f--) {
    const code = codes[at + f]!
    if (code >= 0 && code < ofCode[f]!.length && ofCode[f]![code]! >= 0) return ofCode[f]![code]!
  }
  return 0
}

/** Counts a case on all its levels. */
export function count(ladder: Ladder, codes: Int32Array, at: number, told: Told): void {
  put(ladder.levels[0]!, told)
  for (let f = 0; f < LEVELS.length; f++) {
    const code = codes[at + f]!
    const level = code < 0 ? -1 : ladder.ofCode[f]![code]!
    if (level >= 0) put(ladder.levels[level]!, told)
  }
}

export interface Told {
  readonly as: 'ended' | 'left' | 'open'
  readonly deviation: number
  readonly weight: number
}

function put(level: Level, { as, deviation, weight }: Told): void {
  level[as][cellOf(deviation)]! += weight
  if (as !== 'ended') return
  level.cases += weight
  level.deliveries += 1
}

/** The curve of a level as of the last `forgetCurves`. */
export function curveAt(ladder: Ladder, level: number, now: number): Curve {
  const known = ladder.curves[level]
  if (known) return known
  const above = ladder.above[level]!
  const curve = curveOf(ladder.levels[level]!, above < 0 ? null : curveAt(ladder, above, now), now)
  ladder.curves[level] = curve
  return curve
}

export function forgetCurves(ladder: Ladder): void {
  ladder.curves.fill(null)
  for (const { open } of ladder.levels) open.fill(0)
}
