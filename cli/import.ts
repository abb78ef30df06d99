/** `sevenfold import`: brings a file in, whole or not at all, and says which of its rows were refused. */
import { createWriteStream } from 'node:fs'
import { access, readFile, writeFile } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { IMPORT_KINDS, Mapping, type RejectCode } from '../contract/imports.ts'
import { Refusal } from '../contract/refusals.ts'
import { REJECT_WORDS } from '../contract/reject-words.ts'
import {
  type MessageTaken,
  type TellingProblem,
  TellingQuery,
  TRACKING_CHANNELS,
  type TrackingChannel,
} from '../contract/tracking.ts'
import {
  type ImportProgress,
  type ImportReport,
  importPath,
  importTracking,
  openRejects,
  readHeaders,
} from '../server/command-line.ts'
import { defineCommand, oneOf, print, WrongUsage } from './command.ts'
import { withOrganization } from './organization.ts'

const KINDS = IMPORT_KINDS.map(({ kind }) => kind)

const USAGE = `sevenfold import KIND FILE [--map FILE] [--organization NAME] [--rejects FILE] [--json]

       sevenfold import tracking FILE --format x12-214|edifact-iftsta|epcis [--source NAME] [--zone ZONE]

Brings a CSV, XLSX or JSON file in, or a file of what a carrier tells. Importing the same file again changes nothing.
  KIND               ${KINDS.join(', ')}
  --map FILE         JSON mapping of the file's columns; without it the columns are named like our fields
  --organization N   whose data it is; not needed where there is only one
  --rejects FILE     writes the refused rows with their reasons as CSV, to correct and import again
  --format FORM      of a tracking file
  --source NAME      who tells; without it the sender as the file names itself
  --zone ZONE        clock of local times at places we do not know, such as America/Chicago
  --answer FILE      writes the acknowledgements (997, CONTRL) that the senders are owed
  --json             print the report as JSON
Exit status 0: imported (look at the refused rows); 1: nothing was imported.`

const REJECTS_SHOWN = 20

export const command = defineCommand({
  name: 'import',
  summary: 'Bring a file in.',
  usage: USAGE,
  options: {
    map: 'string',
    organization: 'string',
    rejects: 'string',
    format: 'string',
    source: 'string',
    zone: 'string',
    answer: 'string',
  },
  async work({ options, words }) {
    const [kindWord, path, ...rest] = words
    if (!kindWord || !path || rest.length)
      throw new WrongUsage('give a kind and one file, such as: import orders orders.csv')
    const isTelling = kindWord === 'tracking'
    const channel = isTelling ? oneOf('--format', options.format ?? '', TRACKING_CHANNELS) : null
    const kind = isTelling ? '' : oneOf('the kind', kindWord, KINDS)
    await access(path).catch(() => {
      throw new Error(`there is no file ${path} to read`)
    })
    if (channel !== null) return importTelling(path, channel, options)
    const mapping = options.map ? await readMapping(options.map, kind) : await sameNames(path, kind)
    return withOrganization(options.organization, async (context) => {
      const report = await importPath(context, path, mapping, progressLine())
      if (options.rejects) await pipeline(openRejects(context, report.importId), createWriteStream(options.rejects))
      print(options.json ? JSON.stringify(report) : sayReport(report))
      return report.rowsRead > 0 && report.rowsRejected === report.rowsRead ? 1 : 0
    })
  },
})

interface TellingOptions {
  readonly source?: string | undefined
  readonly zone?: string | undefined
  readonly answer?: string | undefined
  readonly organization?: string | undefined
  readonly json?: boolean | undefined
}

function importTelling(path: string, channel: TrackingChannel, options: TellingOptions): Promise<number> {
  const telling = TellingQuery.safeParse({ source: options.source, zone: options.zone })
  if (!telling.success)
    throw new WrongUsage(`--${String(telling.error.issues[0]!.path[0])}: ${telling.error.issues[0]!.message}`)
  return withOrganization(options.organization, async (context) => {
    const taken = await importTracking(context, path, { channel, ...telling.data }).catch(async (error: unknown) => {
      if (error instanceof Refusal) {
        const { problems = [], answer } = error.details as Partial<MessageTaken>
        for (const problem of problems) process.stderr.write(`${sayProblem(problem)}\n`)
        if (options.answer && answer) await writeFile(options.answer, answer)
        throw new Error(`nothing of ${path} was taken (${error.code})`)
      }
      throw error
    })
    const answers = taken.messages.map(({ answer }) => answer).filter((answer) => answer !== null)
    if (options.answer) await writeFile(options.answer, answers.join(''))
    print(options.json ? JSON.stringify(taken) : taken.messages.map(sayMessage).join('\n'))
    return 0
  })
}

const sayMessage = ({ message_id, state, problems, ...counts }: MessageTaken): string =>
  [
    `${message_id} ${state}: ${counts.events} events, ${counts.added} added, ${counts.known} known, ${counts.unmatched} wait for their shipment, ${counts.unmapped} with unmapped codes`,
    ...problems.map(sayProblem),
  ].join('\n')

const sayProblem = ({ where, code, value }: TellingProblem) =>
  `  ${where || 'whole message'}: ${code}${value ? ` "${value}"` : ''}`

async function readMapping(path: string, kind: string): Promise<Mapping> {
  const given = JSON.parse(await readFile(path, 'utf8').catch(() => refuseMap(path, 'cannot be read'))) as object
  const { success, data, error } = Mapping.safeParse({ kind, ...given })
  if (!success) {
    const [issue] = error.issues
    return refuseMap(path, `${issue!.path.join('.') || 'the mapping'}: ${issue!.message}`)
  }
  return data.kind === kind ? data : refuseMap(path, `is for ${data.kind}, not for ${kind}`)
}

function refuseMap(path: string, problem: string): never {
  throw new Error(`the mapping ${path}: ${problem}`)
}

async function sameNames(path: string, kind: string): Promise<Mapping> {
  const headers = new Set(await readHeaders(path))
  const names = IMPORT_KINDS.find((one) => one.kind === kind)!.fields.map((field) => field.name)
  const columns = Object.fromEntries(names.filter((name) => headers.has(name)).map((name) => [name, name]))
  return Mapping.parse({ kind, columns })
}

/** At most one line a second, over itself on a terminal. */
function progressLine(): (progress: ImportProgress) => void {
  let last = Date.now()
  return ({ step, rowsRead }) => {
    const now = Date.now()
    if (now - last < 1_000) return
    last = now
    process.stderr.write(`${step} ${rowsRead} rows${process.stderr.isTTY ? '\r' : '\n'}`)
  }
}

function sayReport(report: ImportReport): string {
  const settled = Object.entries(report.settled).map(
    ([type, { added, changed, unchanged }]) => `  ${type}: ${added} added, ${changed} changed, ${unchanged} as before`,
  )
  const refused = report.rejects
    .slice(0, REJECTS_SHOWN)
    .flatMap(({ row_number, problems }) =>
      problems.map(
        ({ field, value, code }) =>
          `  row ${row_number} refused: ${field || 'whole row'} "${value}": ${REJECT_WORDS[code as RejectCode]}`,
      ),
    )
  const more = report.rowsRejected - Math.min(report.rejects.length, REJECTS_SHOWN)
  return [
    `${report.rowsRead} rows read, ${report.rowsRejected} refused, ${report.rowsFlagged} with unknown fields`,
    ...settled,
    ...refused,
    ...(more > 0 ? [`  and ${more} more; --rejects FILE writes them all`] : []),
  ].join('\n')
}
