/** Turns counters into the figures people read: each share with what it is a share of. */
import { RIGHTS } from '../../../contract/rights.ts'
import type { GroupRow, RateFigure, Scorecard } from '../../../contract/scorecard.ts'
import { CYCLE_MEASURES, type CycleMeasure } from '../../../engines/rights/index.ts'
import { DURATION_BUCKETS, durationQuantile, wilson } from '../../../engines/shared/index.ts'
import { EXCLUSIONS, FAILURE_CAUSES } from '../verdicts/packing.ts'
import { ANY_CAUSE_AT, at, DURATIONS_AT, FIRST_CAUSE_AT, RIGHTS_AT, SCOR_COMPONENTS } from './counters.ts'

type Counters = Float64Array
const count = (counters: Counters, name: string) => counters[at(name)]!

/** The share of one question. Unknown cases count neither as right nor as wrong: they stand beside the rate. */
export function rate(pass: number, fail: number, unknown = 0): RateFigure {
  const denominator = pass + fail
  const interval = wilson(pass, denominator)
  return {
    numerator: pass,
    denominator,
    unknown,
    value: denominator === 0 ? null : pass / denominator,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
  }
}

const measured = (counters: Counters, name: string) =>
  rate(count(counters, `${name}_pass`), count(counters, `${name}_fail`), count(counters, `${name}_unknown`))

/**
 * The share of cases in which several questions are all answered well. One failure decides such a case and one unknown
 * leaves it open, so leaving the open ones out would count every failure and only some of the rest: they stay in the
 * denominator, never in the numerator.
 */
function joint(counters: Counters, name: string): RateFigure {
  const { pass, fail, unknown } = triple(counters, name)
  return { ...rate(pass, fail + unknown), unknown }
}

/** A share of quantity or money: such parts are no independent cases, so it has no interval. */
const share = (part: number, whole: number): RateFigure => ({
  numerator: part,
  denominator: whole,
  unknown: 0,
  value: whole === 0 ? null : part / whole,
  low: null,
  high: null,
})

const triple = (counters: Counters, name: string) => ({
  pass: count(counters, `${name}_pass`),
  fail: count(counters, `${name}_fail`),
  unknown: count(counters, `${name}_unknown`),
})

const timing = (counters: Counters) => ({
  early: count(counters, 'timing_early'),
  on_time: count(counters, 'timing_on_time'),
  late: count(counters, 'timing_late'),
  missing: count(counters, 'timing_missing'),
  unknown: count(counters, 'timing_unknown'),
})

export function toScorecard(
  counters: Counters,
  byCurrency: ReadonlyMap<string, Counters>,
  head: Pick<Scorecard, 'basis' | 'from' | 'to'>,
): Scorecard {
  const late = count(counters, 'timing_late')
  const names = (name: string) => count(counters, name)
  return {
    ...head,
    counted: names('counted'),
    notDue: names('not_due'),
    provisional: names('provisional'),
    excluded: Object.fromEntries(
      EXCLUSIONS.map((reason) => [reason, names(`excluded_${reason}`)]),
    ) as Scorecard['excluded'],
    rights: RIGHTS.map((right, index) => {
      const [pass, fail, unknown, not_applicable] = [0, 1, 2, 3].map(
        (check) => counters[RIGHTS_AT + 4 * index + check]!,
      ) as [number, number, number, number]
      return { right, pass, fail, unknown, not_applicable, rate: rate(pass, fail, unknown) }
    }),
    rates: {
      otif: measured(counters, 'otif'),
      on_time: measured(counters, 'on_time'),
      in_full: measured(counters, 'in_full'),
      controllable: measured(counters, 'controllable'),
      order_otif: measured(counters, 'orders_otif'),
      order_on_time: measured(counters, 'orders_on_time'),
      order_in_full: measured(counters, 'orders_in_full'),
      unit_otif: share(names('on_time_milli') / 1000, names('ordered_milli') / 1000),
      perfect_line: joint(counters, 'perfect'),
      perfect_order: joint(counters, 'orders_perfect'),
      promise_stability: rate(names('stable_pass'), names('stable_fail')),
      request_acceptance: rate(names('accepted_pass'), names('accepted_fail')),
      cycle_in_standard: rate(names('cycle_in_standard'), names('cycle_above_standard')),
    },
    value_otif: [...byCurrency]
      .filter(([, values]) => count(values, 'valued') > 0)
      .map(([currency, values]) => ({
        currency,
        rate: share(count(values, 'on_time_minor'), count(values, 'ordered_minor')),
      })),
    timing: { ...timing(counters), daysLateMean: late === 0 ? null : names('late_days') / late },
    scor: SCOR_COMPONENTS.map((component) => ({
      component,
      ...triple(counters, `scor_${component}`),
      rate: joint(counters, `scor_${component}`),
    })),
    durations: CYCLE_MEASURES.map((measure, index) => duration(counters, measure, index)),
    causes: FAILURE_CAUSES.map((cause, index) => ({
      cause,
      first: counters[FIRST_CAUSE_AT + index]!,
      any: counters[ANY_CAUSE_AT + index]!,
    }))
      .filter(({ any }) => any > 0)
      .sort((a, b) => b.first - a.first || b.any - a.any),
    ratings: { on_time: rating(counters, 'rated_on_time'), late: rating(counters, 'rated_late') },
  }
}

function duration(counters: Counters, { step, kind, calendar }: CycleMeasure, index: number) {
  const from = DURATIONS_AT + index * DURATION_BUCKETS
  const counts = counters.subarray(from, from + DURATION_BUCKETS)
  const quantile = (q: number) => durationQuantile(counts, q)
  return {
    step,
    kind,
    calendar,
    count: counts.reduce((sum, one) => sum + one, 0),
    p50: quantile(0.5),
    p90: quantile(0.9),
    p95: quantile(0.95),
  }
}

function rating(counters: Counters, name: string) {
  const cases = count(counters, name)
  return { count: cases, percentMean: cases === 0 ? null : count(counters, `${name}_ppm`) / cases / 10_000 }
}

export const toGroup = (member: string, label: string, counters: Counters): GroupRow => ({
  member,
  label,
  counted: count(counters, 'counted'),
  otif: measured(counters, 'otif'),
  on_time: measured(counters, 'on_time'),
  in_full: measured(counters, 'in_full'),
  perfect_line: joint(counters, 'perfect'),
  timing: timing(counters),
})
