/** Adding verdicts up to rates. A summary takes one verdict at a time and keeps counters only, plus one number an order. */
import type { Rate } from '../shared/index.ts'
import { BASES, type DateBasis } from './definition.ts'
import { componentsOf, PERFECT_ORDER_COMPONENTS, type PerfectOrderComponent } from './judge-order.ts'
import { OrderCounter } from './order-counter.ts'
import {
  type Check,
  type FailureCause,
  type LineVerdict,
  type Outcome,
  RIGHTS,
  type Right,
  type Timing,
} from './verdict.ts'

export interface BasisSummary {
  line: { otif: Rate; onTime: Rate; inFull: Rate }
  order: { otif: Rate }
  unit: Rate
  /** One rate a currency: amounts of different currencies are never added. */
  value: Record<string, Rate>
  /** Line OTIF without failures that customer or force majeure caused. Publish it beside the gross rate, never alone. */
  controllable: Rate
  /** Counted lines by where the delivery lay against the promised window, before tolerance. */
  timing: Record<Timing, number>
  /** Sum of days late over the lines with timing `late`. */
  daysLateSum: number
}

export interface CauseCount {
  cause: FailureCause
  /** Lines charged to this cause because it came first. */
  first: number
  /** Lines on which it occurred at all. */
  all: number
}

export interface Summary {
  lines: number
  dueLines: number
  provisionalLines: number
  excluded: Record<string, number>
  bases: Record<DateBasis, BasisSummary>
  /** Due lines by outcome of each right. */
  rights: Record<Right, Record<Check, number>>
  perfectOrder: { line: Rate; order: Rate; components: Record<PerfectOrderComponent, Record<Check, number>> }
  /** Share of promised lines we never moved later. */
  promiseStability: Rate
  /** Share of lines whose first promise fell inside the requested window. */
  requestAcceptance: Rate
  /** Causes of due lines that are not right, most frequent first cause first. */
  pareto: CauseCount[]
}

export interface SummaryCounter {
  add(verdict: LineVerdict): void
  finish(): Summary
}

/** Adds verdicts of distinct lines up in one go. `cohort` names the population, for instance `2026-03`. */
export function summarize(verdicts: Iterable<LineVerdict>, cohort = 'all'): Summary {
  const counter = startSummary(cohort)
  for (const verdict of verdicts) counter.add(verdict)
  return counter.finish()
}

/** The same one verdict at a time, for histories that do not fit into memory. */
export function startSummary(cohort = 'all'): SummaryCounter {
  const rate = (basis: string, level: string): Rate => ({
    numerator: 0,
    denominator: 0,
    cases: 0,
    unknown: 0,
    excluded: {},
    cohort,
    basis,
    level,
    definitionVersion: '',
    isProvisional: false,
  })
  const summary = emptySummary(rate)
  const orders = new OrderCounter()
  const pareto = new Map<FailureCause, CauseCount>()
  const definition = { id: '', version: 0, name: '' }
  const add = (verdict: LineVerdict) => {
    noteDefinition(definition, verdict)
    summary.lines += 1
    if (verdict.isProvisional) summary.provisionalLines += 1
    if (verdict.exclusion !== null) increase(summary.excluded, verdict.exclusion)
    for (const basis of BASES) addBasis(summary.bases[basis], verdict, basis, rate)
    addPromiseMeasures(summary, verdict)
    orders.add(verdict)
    if (verdict.isDue) addRights(summary, verdict, pareto)
  }
  const finish = () => {
    const { requested, first_promised, current_promised } = summary.bases
    const otif = {
      requested: requested.order.otif,
      first_promised: first_promised.order.otif,
      current_promised: current_promised.order.otif,
    }
    orders.countInto(otif, summary.perfectOrder.order)
    summary.pareto = [...pareto.values()].sort(
      (a, b) => b.first - a.first || b.all - a.all || (a.cause < b.cause ? -1 : 1),
    )
    for (const each of allRates(summary)) each.definitionVersion = definition.name
    return summary
  }
  return { add, finish }
}

function emptySummary(rate: (basis: string, level: string) => Rate): Summary {
  const checks = (): Record<Check, number> => ({ pass: 0, fail: 0, unknown: 0, not_applicable: 0 })
  const basis = (name: DateBasis): BasisSummary => ({
    line: { otif: rate(name, 'line'), onTime: rate(name, 'line'), inFull: rate(name, 'line') },
    order: { otif: rate(name, 'order') },
    unit: rate(name, 'unit'),
    value: {},
    controllable: rate(name, 'line'),
    timing: { early: 0, on_time: 0, late: 0, missing: 0, unknown: 0 },
    daysLateSum: 0,
  })
  const each = <K extends string, V>(names: readonly K[], value: (name: K) => V) =>
    Object.fromEntries(names.map((name) => [name, value(name)])) as Record<K, V>
  return {
    lines: 0,
    dueLines: 0,
    provisionalLines: 0,
    excluded: {},
    bases: each(BASES, basis),
    rights: each(RIGHTS, checks),
    perfectOrder: {
      line: rate('definition', 'line'),
      order: rate('definition', 'order'),
      components: each(PERFECT_ORDER_COMPONENTS, checks),
    },
    promiseStability: rate('promises', 'line'),
    requestAcceptance: rate('promises', 'line'),
    pareto: [],
  }
}

const increase = (counts: Record<string, number>, name: string) => {
  counts[name] = (counts[name] ?? 0) + 1
}

/** The name is built once a definition, not once a line; a second definition makes every rate `mixed`. */
function noteDefinition(seen: { id: string; version: number; name: string }, verdict: LineVerdict): void {
  if (seen.id === verdict.definitionId && seen.version === verdict.definitionVersion) return
  seen.name = seen.name === '' ? `${verdict.definitionId}@${verdict.definitionVersion}` : 'mixed'
  seen.id = verdict.definitionId
  seen.version = verdict.definitionVersion
}

function addBasis(
  summary: BasisSummary,
  verdict: LineVerdict,
  basis: DateBasis,
  rate: (basis: string, level: string) => Rate,
): void {
  const judged = verdict.bases[basis]
  if (judged.dueDay === null || judged.otif === 'not_due') return
  if (verdict.exclusion !== null) {
    for (const each of [summary.line.otif, summary.line.onTime, summary.line.inFull, summary.controllable])
      increase(each.excluded, verdict.exclusion)
    return
  }
  if (!judged.isCounted) return
  const isKnown = judged.otif !== 'unknown'
  addOutcome(summary.line.otif, judged.otif, verdict)
  addOutcome(summary.line.onTime, judged.onTime, verdict)
  addOutcome(summary.line.inFull, judged.inFull, verdict)
  if (judged.controllable === 'excused') increase(summary.controllable.excluded, verdict.chargedTo ?? 'customer')
  else if (judged.controllable !== 'not_due') addOutcome(summary.controllable, judged.controllable, verdict)
  addShare(summary.unit, { part: judged.unitsOnTimeMilli, whole: verdict.orderedMilli, isKnown }, verdict)
  if (judged.valueOnTimeMinor !== null && verdict.valueOrderedMinor !== null && verdict.currency !== null) {
    summary.value[verdict.currency] ??= rate(basis, 'value')
    const share = { part: judged.valueOnTimeMinor, whole: verdict.valueOrderedMinor, isKnown }
    addShare(summary.value[verdict.currency]!, share, verdict)
  }
  if (judged.timing !== null) summary.timing[judged.timing] += 1
  if (judged.timing === 'late') summary.daysLateSum += judged.daysLate!
}

/** An unknown outcome stands in the denominator and never in the numerator. */
function addOutcome(rate: Rate, outcome: Outcome, verdict: LineVerdict): void {
  rate.denominator += 1
  rate.cases += 1
  if (outcome === 'pass') rate.numerator += 1
  if (outcome === 'unknown') rate.unknown += 1
  rate.isProvisional ||= verdict.isProvisional
}

interface Share {
  readonly part: number
  readonly whole: number
  readonly isKnown: boolean
}

function addShare(rate: Rate, { part, whole, isKnown }: Share, verdict: LineVerdict): void {
  rate.numerator += part
  rate.denominator += whole
  rate.cases += 1
  if (!isKnown) rate.unknown += 1
  rate.isProvisional ||= verdict.isProvisional
}

function addPromiseMeasures(summary: Summary, verdict: LineVerdict): void {
  if (verdict.exclusion !== null) return
  const { isPromiseStable, isRequestAccepted } = verdict
  if (isPromiseStable !== null) addOutcome(summary.promiseStability, isPromiseStable ? 'pass' : 'fail', verdict)
  if (isRequestAccepted !== null) addOutcome(summary.requestAcceptance, isRequestAccepted ? 'pass' : 'fail', verdict)
}

function addRights(summary: Summary, verdict: LineVerdict, pareto: Map<FailureCause, CauseCount>): void {
  summary.dueLines += 1
  for (const right of RIGHTS) summary.rights[right][verdict.rights[right]] += 1
  const components = componentsOf(verdict.rights)
  for (const name of PERFECT_ORDER_COMPONENTS) summary.perfectOrder.components[name][components[name]] += 1
  addOutcome(summary.perfectOrder.line, verdict.overall, verdict)
  for (const cause of verdict.causes) {
    const count = pareto.get(cause) ?? { cause, first: 0, all: 0 }
    count.all += 1
    if (cause === verdict.firstCause) count.first += 1
    pareto.set(cause, count)
  }
}

function* allRates(summary: Summary): Generator<Rate> {
  for (const basis of BASES) {
    const { line, order, unit, value, controllable } = summary.bases[basis]
    yield* [line.otif, line.onTime, line.inFull, order.otif, unit, controllable, ...Object.values(value)]
  }
  yield* [summary.perfectOrder.line, summary.perfectOrder.order, summary.promiseStability, summary.requestAcceptance]
}
