/** The answer of `sevenfold judge`: figures with their numerator, denominator, exclusions and interval, ready for JSON. */
import type { Reject } from '../../contract/imports.ts'
import { BASES, type DateBasis, type OtifDefinition, type Timing } from '../../engines/rights/index.ts'
import { type Interval, type Rate, rateInterval, rateValue, wilson } from '../../engines/shared/index.ts'
import { DIMENSIONS, type Dimension, type GroupCount, type RatingCount, type Tally } from './tally.ts'

export interface RateReport {
  value: number | null
  numerator: number
  denominator: number
  cases: number
  unknown: number
  excluded: Record<string, number>
  interval: Interval | null
  provisional: boolean
}

/** Late lines among those whose time is known. */
export interface LateReport {
  late: number
  early: number
  onTheDay: number
  missing: number
  unknown: number
  known: number
  lateShare: number | null
  interval: Interval | null
}

export interface GroupReport extends LateReport {
  member: string
  counted: number
  otif: number
}

export interface RowReport {
  read: number
  judged: number
  rejected: number
  flagged: number
  rejectsByCode: Record<string, number>
  firstRejects: readonly Reject[]
}

export interface JudgeReport {
  file: string
  judgedAt: string
  definition: OtifDefinition
  rows: RowReport
  excluded: Record<string, number>
  timing: LateReport & { meanDaysLate: number | null }
  bases: Record<
    DateBasis,
    Record<'lineOtif' | 'lineOnTime' | 'lineInFull' | 'orderOtif' | 'unit' | 'controllable', RateReport>
  >
  value: Record<DateBasis, Record<string, RateReport>>
  rights: Tally['summary']['rights']
  perfectOrder: { line: RateReport; order: RateReport; components: Tally['summary']['perfectOrder']['components'] }
  promiseStability: RateReport
  requestAcceptance: RateReport
  /** Null where no line has a time on both sides. */
  byClock: Tally['clock'] | null
  ratings: Record<'onTime' | 'late', { count: number; mean: number | null }>
  groups: Partial<Record<Dimension, GroupReport[]>>
  pareto: Tally['summary']['pareto']
}

export interface ReportHead {
  file: string
  judgedAt: string
  definition: OtifDefinition
  rows: RowReport
}

export function buildReport(head: ReportHead, tally: Tally): JudgeReport {
  const { summary } = tally
  const target = summary.bases[head.definition.dateBasis]
  const { perfectOrder } = summary
  return {
    ...head,
    excluded: summary.excluded,
    timing: {
      ...toLate(target.timing),
      meanDaysLate: target.timing.late === 0 ? null : target.daysLateSum / target.timing.late,
    },
    bases: eachBasis((basis) => {
      const { line, order, unit, controllable } = summary.bases[basis]
      return {
        lineOtif: toRate(line.otif),
        lineOnTime: toRate(line.onTime),
        lineInFull: toRate(line.inFull),
        orderOtif: toRate(order.otif),
        unit: toRate(unit),
        controllable: toRate(controllable),
      }
    }),
    value: eachBasis((basis) => mapValues(summary.bases[basis].value, toRate)),
    rights: summary.rights,
    perfectOrder: {
      line: toRate(perfectOrder.line),
      order: toRate(perfectOrder.order),
      components: perfectOrder.components,
    },
    promiseStability: toRate(summary.promiseStability),
    requestAcceptance: toRate(summary.requestAcceptance),
    byClock: tally.clock.comparable === 0 ? null : tally.clock,
    ratings: { onTime: toMean(tally.ratings.onTime), late: toMean(tally.ratings.late) },
    groups: toGroups(tally.groups),
    pareto: summary.pareto,
  }
}

function eachBasis<T>(build: (basis: DateBasis) => T): Record<DateBasis, T> {
  return Object.fromEntries(BASES.map((basis) => [basis, build(basis)])) as Record<DateBasis, T>
}

function mapValues<A, B>(record: Record<string, A>, change: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))
}

function toRate(rate: Rate): RateReport {
  return {
    value: rateValue(rate),
    numerator: rate.numerator,
    denominator: rate.denominator,
    cases: rate.cases,
    unknown: rate.unknown,
    excluded: rate.excluded,
    interval: rateInterval(rate),
    provisional: rate.isProvisional,
  }
}

function toLate(timing: Record<Timing, number>): LateReport {
  const known = timing.early + timing.on_time + timing.late
  return {
    late: timing.late,
    early: timing.early,
    onTheDay: timing.on_time,
    missing: timing.missing,
    unknown: timing.unknown,
    known,
    lateShare: known === 0 ? null : timing.late / known,
    interval: wilson(timing.late, known),
  }
}

const toMean = ({ count, sum }: RatingCount) => ({ count, mean: count === 0 ? null : sum / count })

/** A dimension the file says nothing about is left out rather than shown as one unnamed group. */
function toGroups(groups: Record<Dimension, GroupCount[]>): JudgeReport['groups'] {
  const told: JudgeReport['groups'] = {}
  for (const dimension of DIMENSIONS) {
    const counts = groups[dimension]
    if (counts.every(({ member }) => member === '')) continue
    told[dimension] = counts.map(({ member, counted, otif, timing }) => ({ member, counted, otif, ...toLate(timing) }))
  }
  return told
}
