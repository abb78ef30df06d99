/**
 * What would have been promised, day by day, from what was known that morning; and how it was kept, beside the promises
 * that were given at the time. Orders are learned from as they come; the last ones are judged.
 */

import { advance } from './advance.ts'
import { daysAt } from './ask.ts'
import { outlookOfRow } from './coded-row.ts'
import { FACTORS, SEGMENT } from './factors.ts'
import { type Frontier, startFrontier } from './frontier.ts'
import type { Judged } from './judged.ts'
import { startLearner } from './learn.ts'
import type { Learner } from './learner.ts'
import { daysUntilKnown, isLost } from './lost.ts'
import { type Rows, rowsFrom } from './rows.ts'
import type { LeadTimeSample } from './sample.ts'
import type { LeadTimeSettings } from './settings.ts'
import { type BackTestReport, type ReportBuilder, startReport } from './test-report.ts'

export interface PastOrder extends LeadTimeSample {
  /** Days from the start day to the last day of the promise that was given; null: none was. */
  readonly givenDays: number | null
}

export interface BackTestSettings extends LeadTimeSettings {
  readonly quantiles: readonly number[]
  /** Share of the judgeable orders, in the order of their start, that comes last and is judged. */
  readonly judgedShare: number
  /** Told now and then how far the walk is, 0 … 1. */
  readonly onProgress?: (share: number) => void
}

/**
 * Walks through history once and tells how promises would have been kept. Lost orders are neither learned from nor
 * judged, but counted; orders too young to know whether they will come are learned from as open, and not judged.
 */
export function backTest(orders: readonly PastOrder[], settings: BackTestSettings): BackTestReport {
  const known = daysUntilKnown(orders)
  const kept = orders.filter((order) => !isLost(order, known))
  const rows = rowsFrom(kept)
  const given = Int32Array.from(rows.arrival, (arrival) => kept[arrival]!.givenDays ?? NONE)
  const judged = judgedRows(rows, given, { ...settings, known: known ?? 0 })
  const report = startReport(settings.quantiles)
  const frontier = startFrontier()
  walk({ learner: startLearner(rows, settings), given, judged, settings, report, frontier })
  return report.finish({ learnedFrom: rows.count, neverDelivered: orders.length - kept.length, frontier })
}

const NONE = -1

interface Walk {
  readonly learner: Learner
  readonly given: Int32Array
  readonly judged: Uint32Array
  readonly settings: BackTestSettings
  readonly report: ReportBuilder
  readonly frontier: Frontier
}

function walk(at: Walk): void {
  const { learner, judged, settings } = at
  const { rows, model } = learner
  if (judged.length === 0) return
  const [first, last] = [model.day, rows.start[judged.at(-1)!]!]
  let next = 0
  for (let day = first; day <= last; day++) {
    advance(learner, day)
    for (; next < judged.length && rows.start[judged[next]!]! === day; next++) judge(at, judged[next]!)
    settings.onProgress?.((day - first + 1) / (last - first + 1))
  }
}

function judge({ learner, given, settings, report, frontier }: Walk, row: number): void {
  const { model, rows } = learner
  const outlook = outlookOfRow(learner, row)
  if (outlook === null) {
    report.skip()
    return
  }
  const order = judgedOf(rows, row, given[row]!)
  report.add(
    order,
    settings.quantiles.map((quantile) => daysAt(model, outlook, quantile)),
  )
  frontier.add(order, { model, outlook })
}

function judgedOf(rows: Rows, row: number, given: number): Judged {
  const code = rows.codes[row * FACTORS + SEGMENT]!
  return {
    startDay: rows.start[row]!,
    days: rows.days[row]!,
    givenDays: given === NONE ? null : given,
    segment: code < 0 ? null : code,
    segmentName: () => nameOf(rows, code),
  }
}

const nameOf = ({ dictionaries }: Rows, code: number) =>
  [...dictionaries[SEGMENT]!].find(([, known]) => known === code)?.[0] ?? ''

/**
 * Judgeable is a delivered order that is old enough to know what became of all that started with it: of younger ones
 * only the quick have come. Where promises were given, only orders that have one are judged, so that both are judged on
 * the same orders.
 */
function judgedRows(
  rows: Rows,
  given: Int32Array,
  { today, judgedShare, known }: BackTestSettings & { readonly known: number },
): Uint32Array {
  const hasGiven = given.some((days) => days !== NONE)
  const judgeable = Uint32Array.from({ length: rows.count }, (_, row) => row).filter(
    (row) => !rows.isOpen[row] && rows.start[row]! + known < today && (!hasGiven || given[row] !== NONE),
  )
  return judgeable.subarray(Math.floor((1 - judgedShare) * judgeable.length))
}
