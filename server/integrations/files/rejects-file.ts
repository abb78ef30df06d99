/** The refused rows of an import as a CSV to correct: the file's own columns, and why each row was refused. */
import Papa from 'papaparse'
import type { Context } from '../../platform/context.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { guard } from './formula-guard.ts'
import { getRun, listRejects } from './import-runs.store.ts'

/** Ignored when the file comes back: no field has this name. */
export const REASON_COLUMN = 'refused because'
const PAGE = 500

/**
 * Written so that the mapping of the import reads it again: in the mapping's delimiter, with a byte order mark since the
 * mapping may name another encoding, and with cells that a spreadsheet would run as formulas guarded.
 */
export async function* rejectsFile(context: Context, importId: string): AsyncGenerator<string> {
  const { mapping } = await inSnapshot(context, (tx) => getRun(tx, importId))
  const style = { delimiter: mapping?.delimiter ?? ',', header: false }
  const line = (cells: string[]) => `${Papa.unparse([cells.map(guard)], style)}\r\n`
  let after = 0
  let headers: string[] | undefined
  for (;;) {
    const rows = await inSnapshot(context, (tx) => listRejects(tx, importId, after, PAGE))
    if (!rows.length) break
    if (!headers) {
      headers = Object.keys(rows[0]!.cells).filter((name) => name !== REASON_COLUMN)
      yield `\uFEFF${line([...headers, REASON_COLUMN])}`
    }
    for (const row of rows) yield line([...headers.map((name) => row.cells[name] ?? ''), reasons(row.problems)])
    after = rows.at(-1)!.row_number
  }
}

const reasons = (problems: { field: string; code: string }[]) =>
  problems
    .map(({ field, code }) => (field ? `${field}: ${code.replaceAll('_', ' ')}` : code.replaceAll('_', ' ')))
    .join('; ')
