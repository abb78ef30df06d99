/** A rate keeps its numerator and denominator, so that it can be added up again; a bare percentage cannot. */
import { type Interval, wilson } from './wilson.ts'

export interface Rate {
  numerator: number
  denominator: number
  /** Independent cases behind the denominator: lines or orders. Units and values use their lines. */
  cases: number
  /** Cases in the denominator that could not be judged; they never stand in the numerator. */
  unknown: number
  /** Cases left out, by reason. */
  excluded: Record<string, number>
  cohort: string
  basis: string
  level: string
  /** Id and version of the definition, or `mixed` where lines follow different ones. */
  definitionVersion: string
  isProvisional: boolean
}

/** The share itself; null when the denominator is 0. */
export function rateValue(rate: Pick<Rate, 'numerator' | 'denominator'>): number | null {
  return rate.denominator === 0 ? null : rate.numerator / rate.denominator
}

/** 95 % Wilson interval on the rate's cases; null when the denominator is 0. */
export function rateInterval(rate: Rate): Interval | null {
  const value = rateValue(rate)
  return value === null ? null : wilson(Math.min(rate.cases, Math.max(0, value * rate.cases)), rate.cases)
}

/**
 * Re-aggregates rates of disjoint groups from their numerators and denominators.
 * Refuses rates of different basis, level or definition: such percentages do not measure the same thing.
 */
export function mergeRates(rates: readonly Rate[], cohort: string): Rate {
  const first = rates[0]
  if (!first) throw new RangeError('at least one rate is needed')
  const merged: Rate = { ...first, numerator: 0, denominator: 0, cases: 0, unknown: 0, excluded: {}, cohort }
  merged.isProvisional = false
  for (const rate of rates) {
    if (rate.basis !== first.basis || rate.level !== first.level || rate.definitionVersion !== first.definitionVersion)
      throw new RangeError('rates of different basis, level or definition cannot be merged')
    merged.numerator += rate.numerator
    merged.denominator += rate.denominator
    merged.cases += rate.cases
    merged.unknown += rate.unknown
    merged.isProvisional ||= rate.isProvisional
    for (const reason of Object.keys(rate.excluded))
      merged.excluded[reason] = (merged.excluded[reason] ?? 0) + rate.excluded[reason]!
  }
  return merged
}
