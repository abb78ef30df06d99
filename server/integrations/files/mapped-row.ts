/** One row of a file as typed values of an import kind, or the reasons why it is none. */
import type { Flag, Reject } from '../../../contract/imports.ts'

export interface MappedRow {
  readonly rowNumber: number
  /** One text a column of the mapper, as PostgreSQL reads it; null: empty or unknown. The row number is not repeated. */
  readonly values: readonly (string | null)[]
  /** Fields left unknown, with what stood there. */
  readonly flags: readonly Flag[]
  /** Not empty: the row is refused and `values` means nothing. */
  readonly rejects: readonly Reject[]
}
