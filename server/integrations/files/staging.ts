/** Runs a table through a mapping: good rows as COPY bytes, problems to whoever keeps the report. */
import type { Flag, Reject } from '../../../contract/imports.ts'
import { copyEncoder } from './copy-encoder.ts'
import type { RawRow } from './csv-reader.ts'
import type { RowMapper } from './row-mapper.ts'
import type { Table } from './table.ts'

export interface StagingReport {
  /** Called once for each refused row, with all its problems. */
  rejected(row: RawRow, rejects: readonly Reject[]): void
  /** Called once for each row kept with unknown fields. */
  flagged?(flags: readonly Flag[]): void
}

export interface StagingCount {
  rowsRead: number
  rowsKept: number
}

/** Rows are gathered to about this many characters before they become one buffer. */
const CHARACTERS_A_CHUNK = 128 * 1024

/**
 * Yields the bytes for `COPY … (columns of the mapper) FROM STDIN`; pipe them with `Readable.from(chunks)`.
 * Memory stays that of one batch. Leaving the loop early closes the file: that is how an import is cancelled.
 */
export async function* copyChunks(
  table: Table,
  mapper: RowMapper,
  report: StagingReport,
  count: StagingCount = { rowsRead: 0, rowsKept: 0 },
): AsyncGenerator<Buffer> {
  const encode = copyEncoder(mapper)
  let lines = ''
  for await (const rows of table.batches()) {
    for (const row of rows) {
      const mapped = mapper.map(row)
      count.rowsRead++
      if (mapped.rejects.length > 0) {
        report.rejected(row, mapped.rejects)
        continue
      }
      if (mapped.flags.length > 0) report.flagged?.(mapped.flags)
      count.rowsKept++
      lines += encode(mapped)
      if (lines.length > CHARACTERS_A_CHUNK) {
        yield Buffer.from(lines)
        lines = ''
      }
    }
  }
  if (lines.length > 0) yield Buffer.from(lines)
}
