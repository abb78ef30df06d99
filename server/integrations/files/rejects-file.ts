/** The refused rows of an import as a CSV to correct: the file's own columns, and why each row was refused. */
import Papa from 'papaparse'
import type { Context } from '../../platform/context.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { listRejects } from './import-runs.store.ts'

/** Ignored when the file comes back: no field has this name. */
export const REASON_COLUMN = 'refused because'
const PAGE = 500

export async function* rejectsFile(context: Context, importId: string): AsyncGenerator<string> {
  let after = 0
  let headers: string[] | undefined
  for (;;) {
    const rows = await inSnapshot(context, (tx) => listRejects(tx, importId, after, PAGE))
    if (!rows.length) break
    if (!headers) {
      headers = Object.keys(rows[0]!.cells).filter((name) => name !== REASON_COLUMN)
      yield `${Papa.unparse([[...headers, REASON_COLUMN]])}\r\n`
    }
    const lines = rows.map((row) => [...headers!.map((name) => row.cells[name] ?? ''), reasons(row.problems)])
    yield `${Papa.unparse(lines)}\r\n`
    after = rows.at(-1)!.row_number
  }
}

const reasons = (problems: { field: string; code: string }[]) =>
  problems
    .map(({ field, code }) => (field ? `${field}: ${code.replaceAll('_', ' ')}` : code.replaceAll('_', ' ')))
    .join('; ')
