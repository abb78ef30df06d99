/** Marks on steps and hand-overs, and what stands behind one of them. */

import type { ResultDetail, StepResult } from '../../../contract/process-chart.ts'
import { type Activity, ELEMENT_OF, type Measure } from '../../../contract/process-words.ts'
import type { Process, Step } from '../../../contract/processes.ts'
import { markStep, shareChart, signalsOf, valueChart } from '../../../engines/control-charts/index.ts'
import { handOversOf } from '../../../engines/process-chart/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { derivedTimes, type PackageBasis, packageBasis, shareOfPackage } from './derived-standards.ts'
import { chartOf } from './drawn.ts'
import { type HandOverTimes, handOverTimes, lateHandOvers, type TimedArrow } from './hand-over-times.ts'
import { askedShares, failedLines, measuredWeeks } from './measured.ts'
import { filled, type HandOverWeek, type Scope, type WeekCount } from './weeks.ts'

/** Of hand-overs nine of ten, where nobody says otherwise. */
const USUAL_SHARE = 0.9

/** Hand-overs with a standard and activities at both ends. */
export function timedArrows(process: Process): TimedArrow[] {
  const ends = new Map(handOversOf(chartOf(process)).map((one) => [one.arrow, one]))
  return process.arrows.flatMap(({ arrow_id, standard_hours, seen_through }) => {
    const found = ends.get(arrow_id)
    if (standard_hours == null || !found) return []
    return [
      {
        ...{ arrow: arrow_id, seenThrough: seen_through ?? 'line', hours: standard_hours },
        from: found.from as Activity[],
        to: found.to as Activity[],
      },
    ]
  })
}

export async function resultsOf(
  tx: Tx,
  process: Process,
  scope: Scope,
  today: string,
): Promise<Record<string, StepResult>> {
  const measures = [...new Set(process.steps.flatMap(({ measure }) => measure ?? []))]
  const asked = await askedShares(tx, scope, today)
  const basis = await packageBasis(tx, scope, today)
  const measured = await measuredWeeks(tx, measures, scope)
  const derived = await derivedTimes(tx, process, scope, basis)
  const arrows = [...timedArrows(process), ...derived.map(({ arrow }) => arrow)]
  const times = await handOverTimes(tx, arrows, scope)
  const ofSteps = process.steps
    .filter(({ kind }) => kind === 'task')
    .map((step) => [step.step_id, stepResult(step, measured, { asked, basis }, scope)] as const)
  const ofArrows = arrows.map(({ arrow }) => [arrow, arrowResult(process, arrow, times.get(arrow)!, scope)] as const)
  return Object.fromEntries([...ofSteps, ...ofArrows])
}

function stepResult(
  step: Step,
  measured: ReadonlyMap<Measure, WeekCount[]>,
  { asked, basis }: { asked: ReadonlyMap<string, number>; basis: PackageBasis },
  scope: Scope,
): StepResult {
  const { measure = null, floor_share = null } = step
  if (!measure) return unsure('no_measure', null, [])
  const weeks = filled(scope.weeks, measured.get(measure) ?? [])
  const standard = standardOf(step, asked, basis)
  if (!standard) return unsure('no_standard', measure, weeks)
  return judged({ measure, weeks, ...standard, floor: floor_share })
}

/** Set by hand, else what the segments' standards ask, else what their packages give. */
export function standardOf({ measure, target_share }: Step, asked: ReadonlyMap<string, number>, basis: PackageBasis) {
  if (target_share != null) return { standard: target_share, of: 'own' as const }
  const target = asked.get(ELEMENT_OF[measure as Measure] ?? '')
  if (target !== undefined) return { standard: target, of: 'segments' as const }
  const given = shareOfPackage(basis, measure as Measure)
  return given === undefined ? null : { standard: given, of: 'package' as const }
}

function arrowResult(process: Process, id: string, { weeks, waiting }: HandOverTimes, scope: Scope): StepResult {
  const target = process.arrows.find(({ arrow_id }) => arrow_id === id)?.target_share ?? null
  const standard = target ?? USUAL_SHARE
  const of = target === null ? ('usual' as const) : ('own' as const)
  return { ...judged({ measure: 'hand_over', weeks: filled(scope.weeks, weeks), standard, of, floor: null }), waiting }
}

interface Judging {
  readonly measure: StepResult['measure']
  readonly weeks: readonly WeekCount[]
  readonly standard: number
  readonly of: NonNullable<StepResult['standard_of']>
  readonly floor: number | null
}

function judged({ measure, weeks, standard, of, floor }: Judging): StepResult {
  const { mark, why, share } = markStep({ periods: weeks, standard, floor })
  return { ...unsure(why, measure, weeks), mark, standard, standard_of: of, share }
}

const unsure = (why: StepResult['why'], measure: StepResult['measure'], weeks: readonly WeekCount[]): StepResult => ({
  ...{ mark: 'not_enough_data', why, measure, standard: null, standard_of: null, share: null, waiting: null },
  unknown: weeks.reduce((sum, week) => sum + week.unknown, 0),
  trend: weeks.map(({ right, n }) => (n > 0 ? right / n : null)),
})

export interface Asked {
  readonly kind: 'step' | 'arrow'
  readonly id: string
}

/** Null where the process has no such step or hand-over. */
export async function detailOf(
  tx: Tx,
  process: Process,
  { kind, id }: Asked,
  { scope, today }: { scope: Scope; today: string },
): Promise<ResultDetail | null> {
  if (kind === 'arrow') {
    const own = timedArrows(process).find((one) => one.arrow === id)
    const basis = own ? null : await packageBasis(tx, scope, today)
    const derived = basis ? await derivedTimes(tx, process, scope, basis) : []
    const arrow = own ?? derived.find((one) => one.arrow.arrow === id)?.arrow
    if (!arrow) return null
    const times = (await handOverTimes(tx, [arrow], scope)).get(id)!
    const result = arrowResult(process, id, times, scope)
    const weeks = filled(scope.weeks, times.weeks)
    return {
      ...chartedWeeks(result, weeks),
      hours: hoursOf(times.weeks),
      allowed_hours: arrow.hours,
      causes: [],
      orders: await lateHandOvers(tx, arrow, scope),
    }
  }
  const step = process.steps.find(({ step_id }) => step_id === id)
  if (!step) return null
  const { measure } = step
  const measured = await measuredWeeks(tx, measure ? [measure] : [], scope)
  const asked = await askedShares(tx, scope, today)
  const result = stepResult(step, measured, { asked, basis: await packageBasis(tx, scope, today) }, scope)
  const weeks = measure ? filled(scope.weeks, measured.get(measure) ?? []) : []
  const { orders, causes } = measure ? await failedLines(tx, measure, scope) : { orders: [], causes: [] }
  return { ...chartedWeeks(result, weeks), hours: null, allowed_hours: null, causes, orders }
}

function chartedWeeks(result: StepResult, all: readonly WeekCount[]) {
  const counted = all.filter(({ n }) => n > 0)
  if (counted.length < 2)
    return {
      result,
      center: null,
      overdispersion: null,
      weeks: all.map((week) => ({ ...bare(week), lower: null, upper: null, signals: [] })),
    }
  const { center, overdispersion, points } = shareChart(counted)
  const signals = signalsOf(points)
  const at = new Map(counted.map((week, nth) => [week.week, nth]))
  return {
    ...{ result, center, overdispersion },
    weeks: all.map((week) => {
      const nth = at.get(week.week)
      if (nth === undefined) return { ...bare(week), lower: null, upper: null, signals: [] }
      const { lower, upper } = points[nth]!
      return { ...bare(week), lower, upper, signals: signals.filter((one) => one.at === nth).map(({ rule }) => rule) }
    }),
  }
}

const bare = ({ week, right, n, unknown }: WeekCount) => ({ week, right, n, unknown })

function hoursOf(weeks: readonly HandOverWeek[]): ResultDetail['hours'] {
  const told = weeks.filter((week): week is HandOverWeek & { median: number } => week.median !== null)
  if (told.length < 2) return null
  const { center, points } = valueChart(told.map(({ median }) => median))
  const { lower, upper } = points[0]!
  return {
    ...{ center, lower: Math.max(0, lower), upper },
    weeks: told.map(({ week, median }, at) => ({ week, value: median, is_signal: Math.abs(points[at]!.z) > 3 })),
  }
}
