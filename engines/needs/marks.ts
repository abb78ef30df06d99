/** What marks say: satisfaction (CSAT), recommendation (NPS), effort (CES), and whether questions may be averaged. */
import { wilson } from '../shared/index.ts'
import { type Estimate, meanOf } from './mean.ts'

/** Share of the two best marks of a scale from 1 to `best`, beside the mean. Null without answers. */
export function satisfactionOf(marks: readonly number[], best = 5) {
  const mean = meanOf(marks, { low: 1, high: best })
  if (!mean) return null
  const content = marks.filter((mark) => mark >= best - 1).length
  return { mean, content: { value: content / marks.length, ...wilson(content, marks.length)!, n: marks.length } }
}

export interface Recommendation extends Omit<Estimate, 'sd'> {
  readonly promoters: number
  readonly detractors: number
}

/** Promoters (9, 10) less detractors (0 to 6) in percent of the answers on 0 to 10, within ±1.96 standard errors. */
export function recommendationOf(marks: readonly number[]): Recommendation | null {
  const n = marks.length
  if (n === 0) return null
  const promoters = marks.filter((mark) => mark >= 9).length
  const detractors = marks.filter((mark) => mark <= 6).length
  const [p, d] = [promoters / n, detractors / n]
  const error = Math.sqrt(p + d - (p - d) ** 2) / Math.sqrt(n)
  const value = 100 * (p - d)
  const half = 100 * 1.959964 * error
  return { value, low: Math.max(-100, value - half), high: Math.min(100, value + half), n, promoters, detractors }
}

/** Agreement that it was easy, 1 to 7: the mean, and the share of 5 and more. */
export function effortOf(marks: readonly number[]) {
  const mean = meanOf(marks, { low: 1, high: 7 })
  if (!mean) return null
  const easy = marks.filter((mark) => mark >= 5).length
  return { mean, easy: { value: easy / marks.length, ...wilson(easy, marks.length)!, n: marks.length } }
}

/** Below this, questions of one subject do not measure the same and are not averaged. */
export const LEAST_ALPHA = 0.7

/** Cronbach's alpha of several questions to the same people: rows are people. Null with fewer than two of either. */
export function alphaOf(rows: readonly (readonly number[])[]): number | null {
  const questions = rows[0]?.length ?? 0
  if (questions < 2 || rows.length < 2) return null
  const variance = (values: readonly number[]) => meanOf(values)!.sd ** 2
  const parts = Array.from({ length: questions }, (_, at) => variance(rows.map((row) => row[at]!)))
  const whole = variance(rows.map((row) => row.reduce((sum, one) => sum + one, 0)))
  if (whole === 0) return null
  return (questions / (questions - 1)) * (1 - parts.reduce((sum, one) => sum + one, 0) / whole)
}
