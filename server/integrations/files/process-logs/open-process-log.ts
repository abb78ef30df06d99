/** Opens a process log of another system: XES, OCEL 2.0 JSON, or a table with an event a row; plain or gzip. */
import { Refusal } from '../../../../contract/refusals.ts'
import { openBytes } from '../bytes.ts'
import { openTable } from '../table.ts'
import { type ReadOcel, readOcel } from './ocel.ts'
import { type ReadEvent, ReadProblems } from './read-events.ts'
import { type ColumnNames, readTableLog } from './table-log.ts'
import { XesReader } from './xes-reader.ts'

export type ProcessLog = { readonly problems: ReadProblems } & (
  | { readonly format: 'xes' | 'table'; readonly events: readonly ReadEvent[] }
  | { readonly format: 'ocel'; readonly ocel: ReadOcel }
)

/** A text of more than this cannot be held as one string; XES and tables stream by and may be any size on an own machine. */
const JSON_BYTES_MAX = 400 * 2 ** 20
const EVENTS_MAX = 20_000_000

/** What may be read; less where many share one memory. */
export interface LogLimits {
  readonly now: number
  readonly eventsMax?: number
  readonly bytesMax?: number
}

/** Refuses (`unsupported_file`, `too_large`) what is no process log. `now` is for telling times of the future. */
export async function openProcessLog(path: string, columns: ColumnNames, limits: LogLimits): Promise<ProcessLog> {
  const problems = new ReadProblems(limits.now)
  const eventsMax = limits.eventsMax ?? EVENTS_MAX
  const beginning = await firstText(path)
  if (/^\s*(<\?xml|<!--|<log[\s>])/.test(beginning))
    return { format: 'xes', problems, events: await readXes(path, problems, { eventsMax, bytesMax: limits.bytesMax }) }
  if (/^\s*\{/.test(beginning))
    return {
      format: 'ocel',
      problems,
      ocel: readOcel(await readJson(path, limits.bytesMax ?? JSON_BYTES_MAX), problems),
    }
  const events = await readTableLog(await openTable(path), columns, { problems, eventsMax })
  return { format: 'table', problems, events: inOrder(events) }
}

/** Completions of the same moment come after the starts, whatever order the file has. */
const inOrder = (events: ReadEvent[]) =>
  events.sort((a, b) => a.at - b.at || Number(a.transition !== 'start') - Number(b.transition !== 'start'))

async function* textOf(path: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const decode = (chunk?: Buffer) => {
    try {
      return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode()
    } catch {
      throw new Refusal('unsupported_file', { reason: 'not_utf8' })
    }
  }
  for await (const chunk of await openBytes(path, { bytesRead: 0, bytesTotal: 0 })) yield decode(chunk)
  yield decode()
}

async function firstText(path: string): Promise<string> {
  for await (const text of textOf(path)) if (text.trim()) return text.replace(/^\uFEFF/, '').slice(0, 200)
  throw new Refusal('unsupported_file', { reason: 'empty_file' })
}

async function readXes(
  path: string,
  problems: ReadProblems,
  { eventsMax, bytesMax = Number.POSITIVE_INFINITY }: { eventsMax: number; bytesMax: number | undefined },
): Promise<readonly ReadEvent[]> {
  const reader = new XesReader(problems)
  let length = 0
  for await (const text of textOf(path)) {
    length += text.length
    if (length > bytesMax) throw new Refusal('too_large', { bytes_max: bytesMax })
    reader.write(text)
    if (reader.events.length > eventsMax) throw new Refusal('too_large', { events_max: eventsMax })
  }
  reader.end()
  return reader.events
}

async function readJson(path: string, bytesMax: number): Promise<unknown> {
  const parts: string[] = []
  let length = 0
  for await (const text of textOf(path)) {
    length += text.length
    if (length > bytesMax) throw new Refusal('too_large', { bytes_max: bytesMax })
    parts.push(text)
  }
  try {
    return JSON.parse(parts.join(''))
  } catch (error) {
    throw new Refusal('unsupported_file', { reason: 'not_json', value: (error as Error).message.slice(0, 200) })
  }
}
