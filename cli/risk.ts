/** `sevenfold risk backtest`: how well late promises of the past would have been foreseen, learned from the file itself, forward in time. */
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { formatLocalDay } from '../engines/calendars/index.ts'
import { type Judged, lateBackTest } from '../engines/risk/index.ts'
import { defineCommand, WrongUsage } from './command.ts'
import { RiskMapping, readLateCases } from './risk/cases.ts'

const USAGE = `sevenfold risk backtest FILE --map MAP [--judged SHARE] [--json]

Learns from the promises of a file (CSV, XLSX or JSON, also gzip), without a database, which of them come late, and tells
how well the last part would have been foreseen from what was known on the day it was asked, beside a logistic
regression on the same features.
  --map MAP       which columns say when it was asked, promised and delivered, and what was known then (JSON);
                  examples/imports/scms.risk.json and olist.risk.json show how
  --judged SHARE  share of the promises that comes last and is judged, 0.05 to 0.95 (default: 0.3)
  --json          print the report as JSON`

export const command = defineCommand({
  name: 'risk',
  summary: 'Back-test late risk on a history file, without a database.',
  usage: USAGE,
  options: { map: 'string', judged: 'string' },
  async work({ options, words }) {
    const [verb, file, ...others] = words
    if (verb !== 'backtest') throw new WrongUsage('what can be done is: risk backtest FILE')
    if (file === undefined || others.length > 0) throw new WrongUsage('name one file; see --help')
    if (options.map === undefined) throw new WrongUsage('--map says which columns to read; see --help')
    const report = await riskBackTest({ file, map: options.map, judgedShare: shareOf(options.judged) })
    process.stdout.write(options.json ? `${JSON.stringify(report)}\n` : textOf(report))
    return 0
  },
})

function shareOf(text: string | undefined): number {
  if (text === undefined) return 0.3
  const share = Number(text)
  if (!(share >= 0.05 && share <= 0.95)) throw new WrongUsage('--judged must be a share between 0.05 and 0.95')
  return share
}

export async function riskBackTest({ file, map, judgedShare }: { file: string; map: string; judgedShare: number }) {
  const mapping = RiskMapping.safeParse(jsonOf(map))
  if (!mapping.success)
    throw new Error(`${map}: ${mapping.error.issues[0]?.path.join('.')} ${mapping.error.issues[0]?.message}`)
  const { rows, cases } = await readLateCases(file, mapping.data)
  const { judgedFrom, judgedTo, ...report } = lateBackTest(cases, { judgedShare })
  const days = { judged_from: formatLocalDay(judgedFrom), judged_to: formatLocalDay(judgedTo) }
  return { file: basename(file), rows, ...days, ...report }
}

type Report = Awaited<ReturnType<typeof riskBackTest>>

function jsonOf(path: string): unknown {
  const text = readFileSync(path, 'utf8')
  try {
    return JSON.parse(text)
  } catch {
    throw new Error(`${path} is not JSON`)
  }
}

const points = (share: number) => (share * 100).toFixed(1)

const line = (name: string, { auc, calibrationError, errorByChance, brier }: Judged) =>
  `${name.padEnd(20)} AUC ${auc.toFixed(3)}  calibration error ${points(calibrationError)} points (${points(errorByChance)} by chance alone)  Brier ${brier.toFixed(4)}\n`

const textOf = ({ file, rows, cases, judged_from, judged_to, ...report }: Report) =>
  `${file}: ${rows.read} rows, ${cases} with an outcome; judged ${report.model.cases} of ${judged_from} to ${judged_to}, ${report.model.late} late\n` +
  line('model', report.model) +
  line('  its trees', report.trees) +
  (report.times ? line('  its times', report.times) : '') +
  line('logistic regression', report.logistic) +
  line('share known', report.constant) +
  `${points(report.model.auc - report.logistic.auc)} points of AUC above the logistic regression\n`
