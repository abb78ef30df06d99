/** Bringing files in: upload, look, start, watch, cancel, report. */
import { z } from 'zod'
import { ImportKindName, Mapping } from './imports.ts'

export const ImportRun = z.object({
  import_id: z.uuid(),
  kind: z.string(),
  file_name: z.string(),
  state: z.enum(['uploaded', 'running', 'done', 'refused', 'cancelled', 'interrupted']),
  rows_read: z.int(),
  rows_rejected: z.int(),
  rows_flagged: z.int(),
  /** By kind of record: how many were added, changed, left as they were. Null until done. */
  settled: z.record(z.string(), z.object({ added: z.int(), changed: z.int(), unchanged: z.int() })).nullable(),
  problem: z.object({ code: z.string(), details: z.record(z.string(), z.unknown()) }).nullable(),
  created_at: z.string(),
  ended_at: z.string().nullable(),
  /** While it runs: where it is. */
  progress: z
    .object({ step: z.enum(['reading', 'settling']), rowsRead: z.int(), bytesRead: z.int(), bytesTotal: z.int() })
    .nullable(),
})
export type ImportRun = z.infer<typeof ImportRun>

/** What the rows seen leave open: a person answers it in the mapping, nothing is chosen for them. */
export const MappingQuestion = z.object({
  field: z.string(),
  column: z.string(),
  about: z.enum(['date_format', 'two_digit_year', 'decimal']),
  /** All answers that fit the rows seen; none: no format we know fits. */
  candidates: z.array(z.string()),
})
export type MappingQuestion = z.infer<typeof MappingQuestion>

/** How the first rows of a column could be read; null: it holds no digits. Proposed when a person binds the column. */
export const ColumnReading = z.object({
  dateFormats: z.array(z.string()).nullable(),
  decimals: z.array(z.enum(['.', ','])),
  isGrouped: z.boolean(),
})
export type ColumnReading = z.infer<typeof ColumnReading>

/** What an uploaded file looks like before anything of it is imported. */
export const UploadedFile = z.object({
  import_id: z.uuid(),
  kind: z.string(),
  file_name: z.string(),
  format: z.string(),
  encoding: z.string(),
  headers: z.array(z.string()),
  /** The first rows as they stand in the file. */
  sample: z.array(z.array(z.string())),
  /** The mapping used last time for a file with these headers, or columns matched by their names; for a person to confirm. */
  mapping: z.unknown(),
  isRemembered: z.boolean(),
  questions: z.array(MappingQuestion),
  readings: z.record(z.string(), ColumnReading),
})
export type UploadedFile = z.infer<typeof UploadedFile>

export const UploadQuery = z.object({ kind: ImportKindName })
export const StartImport = z.object({ mapping: Mapping })

/** The first rows read through a mapping: typed values, and the problems of each row. */
export const PreviewRow = z.object({
  row_number: z.int(),
  values: z.record(z.string(), z.string().nullable()),
  rejects: z.array(z.object({ field: z.string(), column: z.string(), value: z.string(), code: z.string() })),
  flags: z.array(z.object({ field: z.string(), column: z.string(), value: z.string(), code: z.string() })),
})
export const Preview = z.object({ rows: z.array(PreviewRow) })

export const RejectedRows = z.object({
  rows: z.array(
    z.object({
      row_number: z.int(),
      problems: z.array(z.object({ field: z.string(), column: z.string(), value: z.string(), code: z.string() })),
      cells: z.record(z.string(), z.string()),
    }),
  ),
})
