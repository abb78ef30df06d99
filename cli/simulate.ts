/** `sevenfold simulate`: writes the files of a seeded wholesaler, one a kind, ready for `sevenfold import`. */
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { IMPORT_KINDS } from '../contract/imports.ts'
import {
  buildWorld,
  historyFlattener,
  MASTER_KINDS,
  masterRecords,
  ORDER_KINDS,
  orderStories,
  type World,
} from '../engines/simulation/index.ts'

const USAGE = `sevenfold simulate --orders N --seed S [--end ISO] [--out DIR] [--kind history|all] [--format csv|json] [--json]

Writes twelve months of an invented wholesaler that end at --end (default: now), one file a kind.
  --orders N     orders over the year, about 3.2 lines each (default 11000)
  --seed S       whole number; the same seed and end give the same files (default 7)
  --end ISO      the last instant told, e.g. 2026-03-12T10:00:00Z
  --out DIR      where the files go (default: simulated)
  --kind KIND    'all' kinds, or only the flat 'history' (default all)
  --format F     'csv' (RFC 4180, UTF-8, header = field names) or 'json' (one array a file)
  --json         print the summary as JSON`

class WrongUsage extends Error {}

/** Exit status 0 done, 1 failed, 2 wrong usage. */
export const command = {
  name: 'simulate',
  summary: 'Write the files of a seeded sample company.',
  usage: USAGE,
  run(args: readonly string[]): number {
    try {
      return simulate(args)
    } catch (error) {
      process.stderr.write(`sevenfold simulate: ${(error as Error).message}\n`)
      return error instanceof WrongUsage ? 2 : 1
    }
  },
}

type Settings = ReturnType<typeof readSettings>

function simulate(args: readonly string[]): number {
  const settings = readSettings(args)
  if (settings.help) {
    process.stdout.write(`${USAGE}\n`)
    return 0
  }
  const { seed, orders, end, out } = settings
  mkdirSync(out, { recursive: true })
  const world = buildWorld({ seed, orders, endInstant: Date.parse(end) })
  const rows = writeFiles(world, settings)
  const summary = { seed, orders, end, out, rows }
  const lines = Object.entries(rows).map(([kind, count]) => `${kind} ${count}`)
  process.stdout.write(settings.json ? `${JSON.stringify(summary)}\n` : `${out}: ${lines.join(', ')}\n`)
  return 0
}

function readSettings(args: readonly string[]) {
  const values = parseOptions(args)
  const wholeNumber = (name: string, text: string, least: number): number => {
    const value = Number(text)
    if (!Number.isSafeInteger(value) || value < least)
      throw new WrongUsage(`--${name} must be a whole number from ${least}`)
    return value
  }
  const oneOf = (name: string, text: string, allowed: readonly string[]): string => {
    if (!allowed.includes(text)) throw new WrongUsage(`--${name} must be one of ${allowed.join(', ')}`)
    return text
  }
  const end = values.end ?? new Date().toISOString()
  if (!/T.*(Z|[+-]\d\d:\d\d)$/.test(end) || Number.isNaN(Date.parse(end))) {
    throw new WrongUsage('--end must be an instant with offset, like 2026-03-12T10:00:00Z')
  }
  return {
    help: values.help ?? false,
    json: values.json ?? false,
    seed: wholeNumber('seed', values.seed ?? '7', 0),
    orders: wholeNumber('orders', values.orders ?? '11000', 1),
    end,
    out: values.out ?? 'simulated',
    kind: oneOf('kind', values.kind ?? 'all', ['all', 'history']),
    format: oneOf('format', values.format ?? 'csv', ['csv', 'json']),
  }
}

function parseOptions(args: readonly string[]) {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean' } as const
  const options = { orders: text, seed: text, end: text, out: text, kind: text, format: text, json: flag, help: flag }
  try {
    return parseArgs({ args: [...args], options, strict: true }).values
  } catch (error) {
    throw new WrongUsage((error as Error).message.split('\n')[0])
  }
}

/** Streams every order once through all files, so memory does not grow with the number of orders. */
function writeFiles(world: World, { kind, format, out }: Settings): Record<string, number> {
  const kinds = kind === 'history' ? ['history'] : [...MASTER_KINDS, ...ORDER_KINDS]
  const files = new Map(kinds.map((name) => [name, openFile(join(out, `${name}.${format}`), name, format)]))
  const master = masterRecords(world)
  if (kind === 'history') {
    const flatten = historyFlattener(master)
    for (const story of orderStories(world, { tracking: false })) files.get('history')!.write(flatten(story))
  } else {
    for (const name of MASTER_KINDS) files.get(name)!.write(master[name])
    for (const story of orderStories(world)) for (const name of ORDER_KINDS) files.get(name)!.write(story[name])
  }
  return Object.fromEntries([...files].map(([name, file]) => [name, file.close()]))
}

interface OpenFile {
  write(records: readonly object[]): void
  /** Closes the file and says how many records it holds. */
  close(): number
}

const BUFFER_CHARACTERS = 1 << 18

function openFile(path: string, kind: string, format: string): OpenFile {
  const fields = IMPORT_KINDS.find((known) => known.kind === kind)!.fields.map((field) => field.name)
  const descriptor = openSync(path, 'w')
  let count = 0
  let pending = format === 'csv' ? `${fields.join(',')}\r\n` : '['
  const flush = (): void => {
    writeSync(descriptor, pending)
    pending = ''
  }
  const toText = (record: object): string =>
    format === 'csv' ? toCsvRow(record, fields) : (count === 0 ? '\n' : ',\n') + JSON.stringify(record)
  return {
    write: (records) => {
      for (const record of records) {
        pending += toText(record)
        count++
      }
      if (pending.length > BUFFER_CHARACTERS) flush()
    },
    close: () => {
      if (format === 'json') pending += '\n]\n'
      flush()
      closeSync(descriptor)
      return count
    },
  }
}

/**
 * RFC 4180: a cell with a comma, a quote or a line break is quoted, quotes are doubled; an unknown value is an empty cell.
 */
function toCsvRow(record: object, fields: readonly string[]): string {
  const cells = record as Readonly<Record<string, Cell>>
  const row = fields.map((field) => cells[field] ?? '')
  for (let index = 0; index < row.length; index++) {
    const value = row[index]!
    if (typeof value === 'string' && needsQuotes(value)) row[index] = `"${value.replaceAll('"', '""')}"`
  }
  return `${row.join(',')}\r\n`
}

type Cell = string | number | boolean | null | undefined

const needsQuotes = (value: string): boolean =>
  value.includes(',') || value.includes('"') || value.includes('\n') || value.includes('\r')
