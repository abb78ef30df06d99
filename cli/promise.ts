/** `sevenfold promise backtest`: how promises of the past would have been kept, learned from the file itself, forward in time. */
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { backTest } from '../engines/promising/index.ts'
import { openTable } from '../server/judge-door.ts'
import { openWide } from './backtest/join.ts'
import { BackTestMapping, ownColumns } from './backtest/mapping.ts'
import { readPastOrders } from './backtest/past-orders.ts'
import { type FileBackTest, printBackTest } from './backtest/print.ts'
import { defineCommand, WrongUsage } from './command.ts'

const USAGE = `sevenfold promise backtest FILE [--map MAP] [--judged SHARE] [--json]

Learns lead times from the orders of a file (CSV, XLSX or JSON, also gzip), without a database, and tells how promises
at 0.80, 0.90, 0.95 and 0.98 would have been kept and how long they would have been, beside those that were given.
Every promise is made from what was known on its morning; orders then under way count as open.
  --map MAP       mapping of the file's columns (JSON, kind "history", with features and tables to join); without it
                  the headers are ordered_at, promised_to, delivered_at, and if known origin, destination,
                  origin_country, destination_country, carrier, service, segment, product_group, preparer,
                  distance_km, weight_kg, price, freight
  --judged SHARE  share of the delivered orders that comes last and is judged, 0.05 to 0.95 (default: 0.3)
  --json          print the report as JSON`

const QUANTILES = [0.8, 0.9, 0.95, 0.98]

export const command = defineCommand({
  name: 'promise',
  summary: 'Back-test promised days on a history file, without a database.',
  usage: USAGE,
  options: { map: 'string', judged: 'string' },
  async work({ options, words }) {
    const [verb, file, ...others] = words
    if (verb !== 'backtest') throw new WrongUsage('what can be done is: promise backtest FILE')
    if (file === undefined || others.length > 0) throw new WrongUsage('name one file; see --help')
    const report = await backTestFile({ file, map: options.map, judgedShare: readShare(options.judged) })
    process.stdout.write(options.json ? `${JSON.stringify(report)}\n` : printBackTest(report))
    return 0
  },
})

function readShare(text: string | undefined): number {
  if (text === undefined) return 0.3
  const share = Number(text)
  if (!(share >= 0.05 && share <= 0.95)) throw new WrongUsage('--judged must be a share between 0.05 and 0.95')
  return share
}

interface FileRequest {
  readonly file: string
  readonly map?: string
  readonly judgedShare?: number
}

/** Refuses what the import would refuse; a bad row is counted and left out. */
export async function backTestFile({ file, map, judgedShare = 0.3 }: FileRequest): Promise<FileBackTest> {
  const mapping = map === undefined ? undefined : readMapping(map)
  const { format, delimiter, encoding, sheet } = mapping ?? {}
  const table = await openTable(file, { format, delimiter, encoding, sheet })
  const wide = await openWide(table, file, mapping?.join ?? [])
  const { rows, orders, today } = await readPastOrders(wide, mapping ?? ownColumns(table.headers), file)
  return { file: basename(file), rows, ...backTest(orders, { today, judgedShare, quantiles: QUANTILES }) }
}

function readMapping(path: string): BackTestMapping {
  const parsed = BackTestMapping.safeParse(parseJson(path))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new Error(`${path}: ${issue ? `${issue.path.join('.')} ${issue.message}`.trim() : 'not valid'}`)
}

function parseJson(path: string): unknown {
  const text = readFileSync(path, 'utf8')
  try {
    return JSON.parse(text)
  } catch {
    throw new Error(`${path} is not JSON`)
  }
}
