/**
 * How surely one activity leads to another, from counts alone (Weijters, van der Aalst, Alves de Medeiros 2006, the heuristics
 * miner): near 1 the first leads to the second, near 0 they stand beside each other, below 0 it is the other way round.
 */
import type { CodedLog } from './event-log.ts'

/** (|a>b| − |b>a|) / (|a>b| + |b>a| + 1). Example: 40 against 3 give 0.8409. */
export const dependency = (ab: number, ba: number): number => (ab - ba) / (ab + ba + 1)

/** |a>a| / (|a>a| + 1): whether an activity repeats itself on purpose. Example: 12 give 0.9231. */
export const selfLoop = (aa: number): number => aa / (aa + 1)

/** (|a≫b| + |b≫a|) / (|a≫b| + |b≫a| + 1), where a≫b is a, then b, then a again. */
export const shortLoop = (aba: number, bab: number): number => (aba + bab) / (aba + bab + 1)

/** (|b>c| + |c>b|) / (|a>b| + |a>c| + 1): from 0.1 on, b and c after a are done side by side, below it is one or the other. */
export const besideEachOther = (bc: number, cb: number, ab: number, ac: number): number => (bc + cb) / (ab + ac + 1)

/** How often each pair went a, b, a: the coded pair `a * kinds + b`. */
export function countShortLoops({ activities, activity, caseStart }: CodedLog): Int32Array {
  const kinds = activities.length
  const counts = new Int32Array(kinds * kinds)
  for (let one = 0; one + 1 < caseStart.length; one++) {
    for (let at = caseStart[one]! + 2; at < caseStart[one + 1]!; at++) {
      const [first, middle] = [activity[at - 2]!, activity[at - 1]!]
      if (activity[at] === first && middle !== first) counts[first * kinds + middle]! += 1
    }
  }
  return counts
}
