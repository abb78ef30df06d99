/** The report as text tables for a terminal. */
import { REJECT_WORDS } from '../../contract/reject-words.ts'
import { BASES, RIGHTS } from '../../engines/rights/index.ts'
import type { JudgeReport, LateReport, RateReport } from './report.ts'

/** Below this many cases a share says little, and is marked. */
const FEW_CASES = 30
const GROUPS_SHOWN = 15
const CAUSES_SHOWN = 12

export function printReport(report: JudgeReport): string {
  const parts = [
    head(report),
    timing(report),
    rates(report),
    rights(report),
    groups(report),
    pareto(report),
    rejects(report),
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

function head({ file, judgedAt, definition, rows, excluded }: JudgeReport): string {
  const { unit, early, late } = definition.window
  const left = Object.entries(excluded).map(([reason, count]) => `${reason} ${count}`)
  return [
    `${file}: ${rows.judged} lines judged of ${rows.read} rows, ${rows.rejected} rejected, ${rows.flagged} flagged`,
    `Definition ${definition.id}@${definition.version}: ${definition.dateBasis}, ${unit} −${early} +${late}, clock stops when ${definition.clockStop}; judged at ${judgedAt}`,
    ...(left.length > 0 ? [`Left out: ${left.join(', ')}`] : []),
  ].join('\n')
}

function timing({ timing, byClock, ratings }: JudgeReport): string {
  const lines = [
    `Against the promise (${timing.known} lines with a known time): late ${timing.late}, early ${timing.early}, on the day ${timing.onTheDay}; not delivered ${timing.missing}, time unknown ${timing.unknown}`,
    `Late share ${share(timing.lateShare, timing.interval, timing.known)}${timing.meanDaysLate === null ? '' : `, late by ${timing.meanDaysLate.toFixed(3)} days on average`}`,
  ]
  if (byClock)
    lines.push(
      `Two definitions, ${byClock.comparable} lines with times: late by timestamp ${byClock.lateByTimestamp}, late by date ${byClock.lateByDate}`,
    )
  if (ratings.onTime.count + ratings.late.count > 0)
    lines.push(`Mean rating: on time ${mean(ratings.onTime)}, not on time ${mean(ratings.late)}`)
  return lines.join('\n')
}

const mean = ({ mean, count }: { mean: number | null; count: number }) => `${mean?.toFixed(4) ?? '–'} (${count})`

function rates(report: JudgeReport): string {
  const rows = BASES.filter((basis) => report.bases[basis].lineOtif.cases > 0).map((basis) => {
    const { lineOtif, lineOnTime, lineInFull, orderOtif, unit, controllable } = report.bases[basis]
    return [basis, ...[lineOtif, lineOnTime, lineInFull, orderOtif, unit, controllable].map(rate)]
  })
  const titles = ['basis', 'line OTIF', 'on time', 'in full', 'order OTIF', 'unit', 'controllable']
  return rows.length === 0 ? '' : table([titles, ...rows])
}

function rights({ rights, perfectOrder }: JudgeReport): string {
  const rows = RIGHTS.map((right) => {
    const { pass, fail, unknown, not_applicable } = rights[right]
    return [right, String(pass), String(fail), String(unknown), String(not_applicable)]
  })
  return `${table([['right', 'pass', 'fail', 'unknown', 'not applicable'], ...rows])}\nPerfect orders ${rate(perfectOrder.order)} of ${perfectOrder.order.denominator}, perfect lines ${rate(perfectOrder.line)} of ${perfectOrder.line.denominator}`
}

function groups(report: JudgeReport): string {
  return Object.entries(report.groups)
    .map(([dimension, members]) => {
      const rows = members
        .slice(0, GROUPS_SHOWN)
        .map((group) => [group.member || '(none)', ...lateCells(group), percent(group.otif / group.counted)])
      const more = members.length > GROUPS_SHOWN ? `\n… and ${members.length - GROUPS_SHOWN} more` : ''
      return table([[dimension, 'known', 'late', 'early', 'on the day', 'late share', 'line OTIF'], ...rows]) + more
    })
    .join('\n\n')
}

function lateCells(group: LateReport): string[] {
  const counts = [group.known, group.late, group.early, group.onTheDay].map(String)
  return [...counts, share(group.lateShare, group.interval, group.known)]
}

function pareto({ pareto }: JudgeReport): string {
  if (pareto.length === 0) return ''
  const rows = pareto.slice(0, CAUSES_SHOWN).map(({ cause, first, all }) => [cause, String(first), String(all)])
  return table([['cause', 'first', 'all'], ...rows])
}

function rejects({ rows }: JudgeReport): string {
  if (rows.rejected === 0) return ''
  const counts = Object.entries(rows.rejectsByCode).map(([code, count]) => `${code} ${count}`)
  const first = rows.firstRejects.map(
    ({ rowNumber, field, column, value, code }) =>
      `row ${rowNumber}: ${field || 'whole row'}${column ? ` (${column})` : ''} ${JSON.stringify(value)}: ${REJECT_WORDS[code]}`,
  )
  return [`Rejected: ${counts.join(', ')}`, ...first].join('\n')
}

const percent = (value: number) => `${(value * 100).toFixed(2)} %`

/** Unknown never counts as kept; a share of which nothing is known is no nought. */
function rate({ value, interval, cases, unknown }: RateReport): string {
  if (cases > 0 && unknown === cases) return 'not known'
  return `${share(value, interval, cases)}${unknown > 0 ? `, ${unknown} of ${cases} unknown` : ''}`
}

function share(value: number | null, interval: RateReport['interval'], cases: number): string {
  if (value === null) return '–'
  const range = interval ? ` (${(interval.low * 100).toFixed(1)}–${(interval.high * 100).toFixed(1)})` : ''
  return `${percent(value)}${range}${cases < FEW_CASES ? ' few lines' : ''}`
}

/** First column to the left, figures to the right. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  const pad = (cell: string, column: number) =>
    column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)
  return rows.map((row) => row.map(pad).join('  ').trimEnd()).join('\n')
}
