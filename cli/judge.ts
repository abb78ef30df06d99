/** `sevenfold judge`: verdicts on a history file without a database, in one pass and in memory that holds counters only. */
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { IMPORT_KINDS, Mapping, type MappingInput, type Reject } from '../contract/imports.ts'
import { OtifSettings } from '../contract/policies.ts'
import type { Calendar } from '../engines/calendars/index.ts'
import { type OtifDefinition, STANDARD_DEFINITION } from '../engines/rights/index.ts'
import {
  compileMapping,
  type MappedRow,
  openTable,
  type RowMapper,
  type Table,
  toDefinition,
} from '../server/judge-door.ts'
import { defineCommand, WrongUsage } from './command.ts'
import { CountryCalendars } from './judging/country-calendars.ts'
import { readHistoryLine } from './judging/history-line.ts'
import { printReport } from './judging/print.ts'
import { buildReport, type JudgeReport, type RowReport } from './judging/report.ts'
import { startTally, type TallyCounter } from './judging/tally.ts'

const USAGE = `sevenfold judge FILE [--map MAP] [--definition FILE] [--at ISO] [--json]

Judges the order lines of a flat history (CSV, XLSX or JSON, also gzip) without a database.
  --map MAP          mapping of the file's columns (JSON, kind "history"); without it the headers are our field names
  --definition FILE  settings of on time in full (JSON); default: first promise, whole local day, delivered
  --at ISO           the moment of judging, e.g. 2026-03-12T10:00:00Z (default: now)
  --json             print the report as JSON`

const REJECTS_SHOWN = 20

export const command = defineCommand({
  name: 'judge',
  summary: 'Judge the order lines of a history file, without a database.',
  usage: USAGE,
  options: { map: 'string', definition: 'string', at: 'string' },
  async work({ options, words }) {
    const [file, ...others] = words
    if (file === undefined || others.length > 0) throw new WrongUsage('name one file; see --help')
    const { map, definition } = options
    const report = await judgeFile({ file, map, definition, at: readMoment(options.at) })
    process.stdout.write(options.json ? `${JSON.stringify(report)}\n` : printReport(report))
    return 0
  },
})

function readMoment(text: string | undefined): number {
  if (text === undefined) return Date.now()
  const at = Date.parse(text)
  if (!/T.*(Z|[+-]\d\d:\d\d)$/.test(text) || Number.isNaN(at))
    throw new WrongUsage('--at must be an instant with offset, like 2026-03-12T10:00:00Z')
  return at
}

interface JudgeRequest {
  file: string
  map?: string
  definition?: string
  at: number
}

/** Judges one file. Refuses what the import would refuse; a bad row is reported and left out. */
export async function judgeFile({ file, map, definition: settings, at }: JudgeRequest): Promise<JudgeReport> {
  const definition = settings === undefined ? STANDARD_DEFINITION : readDefinition(settings)
  const mapping = map === undefined ? undefined : readMapping(map)
  const table = await openTable(file, { ...tableOptions(mapping), columns: mapping ? columnsOf(mapping) : [] })
  const mapper = compileMapping(mapping ?? ownNames(table.headers), table.headers, table.mayBeShort)
  const tally = startTally(definition, at)
  const rows = await judgeRows(table, mapper, tally)
  const head = { file: basename(file), judgedAt: new Date(at).toISOString(), definition, rows }
  return buildReport(head, tally.finish())
}

async function judgeRows(table: Table, mapper: RowMapper, tally: TallyCounter): Promise<RowReport> {
  const rows = { read: 0, judged: 0, rejected: 0, flagged: 0, rejectsByCode: {}, firstRejects: [] as Reject[] }
  const seen = new Set<string>()
  const calendars = new CountryCalendars(mapper.mapping.zone)
  for await (const batch of table.batches())
    for (const raw of batch) {
      rows.read += 1
      const row = mapper.map(raw)
      const country = row.values[mapper.position('country')] ?? null
      if (country !== null && !calendars.knows(country)) await calendars.learn(country)
      const reject =
        row.rejects[0] ??
        repeated(row, mapper, seen) ??
        judgeRow(row, mapper, { tally, calendar: calendars.of(country) })
      if (reject) addReject(rows, reject)
      else {
        rows.judged += 1
        if (row.flags.length > 0) rows.flagged += 1
      }
    }
  return rows
}

/** A line told twice would count twice; its first row counts, as in the import. */
function repeated(row: MappedRow, mapper: RowMapper, seen: Set<string>): Reject | undefined {
  const key = `${row.values[mapper.position('order_id')]}\n${row.values[mapper.position('line_number')]}`
  if (seen.has(key)) return rejectOf(row, 'order_id', key.replace('\n', '/'), 'duplicate_key')
  seen.add(key)
  return undefined
}

interface Judging {
  readonly tally: TallyCounter
  readonly calendar: Calendar | null
}

function judgeRow(row: MappedRow, mapper: RowMapper, { tally, calendar }: Judging): Reject | undefined {
  const cell = (column: string) => row.values[mapper.position(column)] ?? null
  try {
    const rating = cell('rating')
    tally.add(readHistoryLine(cell, mapper.mapping.zone, calendar), {
      members: { carrier: cell('carrier_id'), service: cell('service'), mode: cell('mode') },
      rating: rating === null ? null : Number(rating),
    })
    return undefined
  } catch (error) {
    if (error instanceof RangeError) return rejectOf(row, '', error.message, 'out_of_range')
    throw error
  }
}

const rejectOf = ({ rowNumber }: MappedRow, field: string, value: string, code: Reject['code']): Reject => ({
  rowNumber,
  field,
  column: '',
  value,
  code,
})

function addReject(rows: RowReport & { firstRejects: Reject[] }, reject: Reject): void {
  rows.rejected += 1
  rows.rejectsByCode[reject.code] = (rows.rejectsByCode[reject.code] ?? 0) + 1
  if (rows.firstRejects.length < REJECTS_SHOWN) rows.firstRejects.push(reject)
}

function readMapping(path: string): Mapping {
  const mapping = Mapping.safeParse(readJson(path))
  if (!mapping.success) {
    const issue = mapping.error.issues[0]
    if (issue?.code === 'unrecognized_keys' && issue.path.length === 0)
      throw new WrongUsage(
        `${path}: no key of a mapping: ${issue.keys.join(', ')}; known are ${Object.keys(Mapping.shape).join(', ')}`,
      )
    throw new Error(`${path}: ${explainIssue(issue)}`)
  }
  if (mapping.data.kind !== 'history') throw new Error(`${path}: judge needs a mapping of kind history`)
  return mapping.data
}

/** Settings alone, or a definition with its id and settings. What is not set is the default's. */
function readDefinition(path: string): OtifDefinition {
  const read = readJson(path)
  if (read === null || typeof read !== 'object') throw new Error(`${path} is no JSON object`)
  const json = read as { definition_id?: unknown; settings?: unknown }
  const settings = OtifSettings.partial()
    .strict()
    .safeParse(json.settings ?? json)
  if (!settings.success) throw new Error(`${path}: ${explainIssue(settings.error.issues[0])}`)
  const id = typeof json.definition_id === 'string' ? json.definition_id : basename(path).replace(/\.json$/, '')
  return toDefinition(id, 1, settings.data)
}

function readJson(path: string): unknown {
  const text = readFileSync(path, 'utf8')
  try {
    return JSON.parse(text)
  } catch {
    throw new Error(`${path} is not JSON`)
  }
}

const explainIssue = (issue?: { path: PropertyKey[]; message: string }) =>
  issue ? `${issue.path.join('.')} ${issue.message}`.trim() : 'not valid'

const tableOptions = ({ format, delimiter, encoding, sheet }: Partial<Mapping> = {}) => ({
  format,
  delimiter,
  encoding,
  sheet,
})

const columnsOf = (mapping: Mapping) =>
  Object.values(mapping.columns).map((source) => (typeof source === 'string' ? source : source.column))

/** Without a mapping only headers that are exactly our field names are taken: nothing is guessed. */
function ownNames(headers: readonly string[]): MappingInput {
  const fields = IMPORT_KINDS.find(({ kind }) => kind === 'history')!.fields
  const names = fields.map(({ name }) => name).filter((name) => headers.includes(name))
  return { kind: 'history', columns: Object.fromEntries(names.map((name) => [name, name])) }
}
