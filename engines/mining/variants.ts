/** The different ways in which cases went, each with how many went it. */
import { type CodedLog, caseCount } from './event-log.ts'

export interface Variant {
  readonly activities: readonly string[]
  readonly cases: number
  /** Of all cases. */
  readonly share: number
  /** A case that went this way. */
  readonly example: string
}

export interface Variants {
  /** How many different ways there are, those left out included. */
  readonly count: number
  /** Most frequent first; ways of equal frequency by their first case. */
  readonly variants: readonly Variant[]
  /** Share of the cases that the listed ways cover. */
  readonly covered: number
}

const PRIME = 16_777_619

/**
 * Ways by frequency, at most `most` of them. Sequences are told apart by a hash and then compared, so that two ways never
 * become one. Example: cases AB, AB, AC give the ways AB (2) and AC (1).
 */
export function variantsOf(log: CodedLog, most = 100): Variants {
  const found = new Map<number, { first: number; cases: number }[]>()
  const cases = caseCount(log)
  for (let one = 0; one < cases; one++) {
    const key = hashOf(log, one)
    const alike = found.get(key)
    const same = alike?.find(({ first }) => isSame(log, first, one))
    if (same) same.cases += 1
    else if (alike) alike.push({ first: one, cases: 1 })
    else found.set(key, [{ first: one, cases: 1 }])
  }
  const all = [...found.values()].flat().sort((a, b) => b.cases - a.cases || a.first - b.first)
  const listed = all.slice(0, most).map(({ first, cases: count }) => ({
    activities: Array.from(
      log.activity.subarray(log.caseStart[first]!, log.caseStart[first + 1]!),
      (kind) => log.activities[kind]!,
    ),
    cases: count,
    share: count / cases,
    example: log.caseIds[first]!,
  }))
  return { count: all.length, variants: listed, covered: listed.reduce((sum, { share }) => sum + share, 0) }
}

/** FNV-1a over the coded activities. */
function hashOf({ activity, caseStart }: CodedLog, one: number): number {
  let hash = 0x811c9dc5
  for (let at = caseStart[one]!; at < caseStart[one + 1]!; at++) hash = Math.imul(hash ^ activity[at]!, PRIME)
  return hash >>> 0
}

function isSame({ activity, caseStart }: CodedLog, a: number, b: number): boolean {
  const [fromA, fromB] = [caseStart[a]!, caseStart[b]!]
  const length = caseStart[a + 1]! - fromA
  if (caseStart[b + 1]! - fromB !== length) return false
  for (let at = 0; at < length; at++) if (activity[fromA + at] !== activity[fromB + at]) return false
  return true
}
