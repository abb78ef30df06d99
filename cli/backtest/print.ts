/** The report of a back-test in words, for a person at a terminal. */
import type { BackTestReport, KeptShare, Trade } from '../../engines/promising/index.ts'
import type { FileRows } from './past-orders.ts'

export interface FileBackTest extends BackTestReport {
  readonly file: string
  readonly rows: FileRows
}

export function printBackTest(report: FileBackTest): string {
  const { file, rows, judged, given, skipped } = report
  const lines = [
    `${file}: ${rows.read} rows, ${rows.rejected} rejected, ${rows.leftOut} taken off or wished for later, ${report.neverDelivered} never delivered; learned from ${report.learnedFrom}`,
    judged.cases === 0
      ? 'Nothing could be judged: too few deliveries'
      : `Judged forward in time: ${judged.cases} orders of ${judged.from} to ${judged.to}${skipped ? `, ${skipped} before anything was learned` : ''}`,
    '',
    row('', ['kept', '95 % interval', 'mean days', 'cases']),
    ...(given ? [row('as promised', cells(given))] : []),
    ...report.quantiles.map((one) => row(`at ${one.quantile.toFixed(2)}`, cells(one))),
  ]
  if (report.sameKeepRate) lines.push('', trade('At the same share kept, one chance for all', report.sameKeepRate))
  if (report.sameKeepRateOverall)
    lines.push(trade('At the same share kept, days where they buy most', report.sameKeepRateOverall))
  return `${lines.join('\n')}\n`
}

const row = (name: string, cells: readonly string[]) => `${name.padEnd(12)}${cells.map((c) => c.padStart(16)).join('')}`

const percent = (share: number) => `${(100 * share).toFixed(2)} %`

const cells = ({ kept, interval, meanDays, cases }: KeptShare) => [
  kept === null ? '-' : percent(kept),
  interval === null ? '-' : `${(100 * interval.low).toFixed(1)}–${(100 * interval.high).toFixed(1)}`,
  meanDays === null ? '-' : meanDays.toFixed(2),
  String(cases),
]

const trade = (name: string, { kept, meanDays, givenMeanDays, shorterPercent }: Trade) =>
  `${name} (${percent(kept)}): ${meanDays.toFixed(2)} days instead of ${givenMeanDays.toFixed(2)}, ${sayShorter(shorterPercent)}`

/** Promises that were given too short to be kept come out longer: said so, not as a negative gain. */
const sayShorter = (percentage: number) =>
  `${Math.abs(percentage).toFixed(1)} % ${percentage < 0 ? 'longer' : 'shorter'}`
