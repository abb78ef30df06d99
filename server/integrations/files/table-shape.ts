/** What every format of file looks like once it is open. */
import type { ByteLimits, Progress } from './bytes.ts'
import type { RawRow } from './csv-reader.ts'

export type TableFormat = 'csv' | 'xlsx' | 'json'

export interface TableOptions {
  /** Left out: recognised by the first bytes. */
  readonly format?: TableFormat
  readonly delimiter?: string
  /** Left out: byte order mark or proven UTF-8, else refused. */
  readonly encoding?: string
  /** Sheet of a workbook; left out: the first. */
  readonly sheet?: string
  /** JSON objects need not all have every key: names that must be columns even if the first objects lack them. */
  readonly columns?: readonly string[]
  readonly limits?: Partial<ByteLimits>
}

export interface Table {
  readonly format: TableFormat
  readonly encoding: string
  /** Empty for workbooks and JSON. */
  readonly delimiter: string
  readonly headers: readonly string[]
  /** Workbooks leave empty cells at the end of a row out, so a short row is no fault there. */
  readonly mayBeShort: boolean
  readonly progress: Progress
  /** Can be read once. Leaving the loop early closes the file. */
  batches(): AsyncIterable<RawRow[]>
  close(): Promise<void>
}
