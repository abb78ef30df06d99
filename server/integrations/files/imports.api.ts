/** Upload, preview, start, watch, cancel and report of imports. An uploaded file waits on disk until it has been imported. */
import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import {
  ImportRun,
  Preview,
  RejectedRows,
  StartImport,
  UploadedFile,
  UploadQuery,
} from '../../../contract/import-runs.ts'
import { IMPORT_KINDS, type Mapping } from '../../../contract/imports.ts'
import { Refusal } from '../../../contract/refusals.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { Download, endpoint } from '../../platform/http/endpoint.ts'
import { cancelImport } from './cancel-import.command.ts'
import { cellText } from './csv-reader.ts'
import { headersDigest } from './import-file.command.ts'
import {
  findMapping,
  getRun,
  listRejects,
  listRuns,
  openRun,
  type ImportRun as StoredRun,
} from './import-runs.store.ts'
import { checkMayBring } from './kind-rights.ts'
import { preview } from './preview.ts'
import { rejectsFile } from './rejects-file.ts'
import { compileMapping } from './row-mapper.ts'
import { removeUpload, uploadPath } from './spool.ts'
import { startImport } from './start-import.command.ts'
import { readColumns, suggestMapping } from './suggestion.ts'
import { openTable } from './table.ts'
import { tableOptions } from './table-options.ts'

const SAMPLE_ROWS = 20
const Params = z.object({ id: z.uuid() })
const tag = 'imports'
const permission = 'imports.run'

export interface ImportsSetting {
  readonly spoolDirectory: string
}

export function importEndpoints({ spoolDirectory }: ImportsSetting) {
  const pathOf = (importId: string) => uploadPath(spoolDirectory, importId)
  return [
    endpoint({
      method: 'GET',
      path: '/import-kinds',
      tag,
      permission,
      summary: 'What a file may hold',
      answer: z.array(z.object({ kind: z.string(), fields: z.array(z.record(z.string(), z.unknown())) })),
      handle: async () => IMPORT_KINDS,
    }),
    endpoint({
      method: 'POST',
      path: '/imports',
      tag,
      permission,
      summary: 'Upload a file to import',
      query: UploadQuery,
      answer: UploadedFile,
      status: 201,
      isUpload: true,
      handle: async (context, { query, request }) => {
        checkMayBring(context, query.kind)
        if (!request.isMultipart()) throw new Refusal('unsupported_media', { expected: 'multipart/form-data' })
        const part = await request.file()
        if (!part) throw new Refusal('invalid_input', { reason: 'no_file' })
        const importId = context.ids.uuid()
        await mkdir(spoolDirectory, { recursive: true })
        await pipeline(part.file, createWriteStream(pathOf(importId), { mode: 0o600 }))
        try {
          if (part.file.truncated) throw new Refusal('too_large')
          const looked = await look(context, pathOf(importId), query.kind)
          const fileName = part.filename.slice(0, 200)
          await openRun(context, { importId, kind: query.kind, fileName, state: 'uploaded' })
          return { import_id: importId, kind: query.kind, file_name: fileName, ...looked }
        } catch (error) {
          await removeUpload(spoolDirectory, importId)
          throw error
        }
      },
    }),
    endpoint({
      method: 'GET',
      path: '/imports',
      tag,
      permission,
      summary: 'List imports, newest first',
      answer: z.object({ rows: z.array(ImportRun) }),
      handle: (context) => inSnapshot(context, async (tx) => ({ rows: (await listRuns(tx, 200)).map(shown) })),
    }),
    endpoint({
      method: 'GET',
      path: '/imports/:id',
      tag,
      permission,
      summary: 'One import with its progress and report',
      params: Params,
      answer: ImportRun,
      handle: (context, { params }) => inSnapshot(context, async (tx) => shown(await getRun(tx, params.id))),
    }),
    endpoint({
      method: 'POST',
      path: '/imports/:id/preview',
      tag,
      permission,
      summary: 'Read the first rows through a mapping',
      params: Params,
      body: StartImport,
      answer: Preview,
      handle: async (context, { params, body }) => {
        await inSnapshot(context, (tx) => runFor(context, tx, params.id))
        return preview(context, pathOf(params.id), body.mapping)
      },
    }),
    endpoint({
      method: 'POST',
      path: '/imports/:id/start',
      tag,
      permission,
      summary: 'Import an uploaded file',
      params: Params,
      body: StartImport,
      answer: ImportRun,
      status: 202,
      handle: async (context, { params, body }) => {
        const run = await inSnapshot(context, (tx) => runFor(context, tx, params.id))
        if (run.state !== 'uploaded') throw new Refusal('import_not_ready', { state: run.state })
        if (body.mapping.kind !== run.kind) throw new Refusal('invalid_input', { kind: body.mapping.kind })
        await compileAgainst(pathOf(params.id), body.mapping)
        return shown(await startImport(context, params.id, body.mapping))
      },
    }),
    endpoint({
      method: 'POST',
      path: '/imports/:id/cancel',
      tag,
      permission,
      summary: 'Stop an import; nothing of it is kept',
      params: Params,
      answer: ImportRun,
      handle: async (context, { params }) => shown(await cancelImport(context, params.id)),
    }),
    endpoint({
      method: 'GET',
      path: '/imports/:id/rejects',
      tag,
      permission,
      summary: 'Rows that were refused, with their reasons',
      params: Params,
      query: z.object({
        after: z.coerce.number().int().min(0).default(0),
        limit: z.coerce.number().int().min(1).max(500).default(100),
      }),
      answer: RejectedRows,
      handle: (context, { params, query }) =>
        inSnapshot(context, async (tx) => {
          await runFor(context, tx, params.id)
          return { rows: await listRejects(tx, params.id, query.after, query.limit) }
        }),
    }),
    endpoint({
      method: 'GET',
      path: '/imports/:id/rejects.csv',
      tag,
      permission,
      summary: 'The refused rows as a file to correct and import again',
      params: Params,
      answer: null,
      handle: async (context, { params }) => {
        const run = await inSnapshot(context, (tx) => runFor(context, tx, params.id))
        return new Download(
          `${run.kind}-to-correct.csv`,
          'text/csv; charset=utf-8',
          Readable.from(rejectsFile(context, run.import_id)),
        )
      },
    }),
  ]
}

/** What a file says is shown only to who might have brought it. */
async function runFor(context: Context, tx: Tx, importId: string): Promise<StoredRun> {
  const run = await getRun(tx, importId)
  checkMayBring(context, run.kind)
  return run
}

/** Progress is that of a run under way; an ended one tells its result. */
const shown = (run: StoredRun) => ({ ...run, progress: run.state === 'running' ? run.progress : null })

async function look(context: Context, path: string, kind: string) {
  const table = await openTable(path)
  const sample: string[][] = []
  for await (const batch of table.batches()) {
    for (const row of batch.slice(0, SAMPLE_ROWS - sample.length))
      sample.push(row.cells.map((cell) => cellText(cell).slice(0, 200)))
    if (sample.length >= SAMPLE_ROWS) break
  }
  await table.close()
  const remembered = await inSnapshot(context, (tx) => findMapping(tx, kind, headersDigest(table.headers)))
  const suggested = suggestMapping(table.headers, sample, kind)
  return {
    format: table.format,
    encoding: table.encoding,
    headers: [...table.headers],
    sample,
    mapping: { ...(remembered ?? suggested.mapping), ...cutAt(table) },
    isRemembered: remembered !== null,
    questions: remembered ? [] : suggested.questions,
    readings: readColumns(table.headers, sample),
  }
}

/** Kept with the mapping: the refused rows go out cut as the file was, so that the same spreadsheet opens them. */
const cutAt = ({ format, delimiter }: { format: string; delimiter: string }) => (format === 'csv' ? { delimiter } : {})

/** Refuses a mapping that does not fit the file before the import starts. */
async function compileAgainst(path: string, mapping: Mapping): Promise<void> {
  const table = await openTable(path, tableOptions(mapping))
  try {
    compileMapping(mapping, table.headers, table.mayBeShort)
  } finally {
    await table.close()
  }
}
