/** The refused rows of an import as a CSV to correct: the file's own columns, then which row it was and why it was refused. */
import Papa from 'papaparse'
import type { RejectCode } from '../../../contract/imports.ts'
import { REJECT_WORDS } from '../../../contract/reject-words.ts'
import type { Context } from '../../platform/context.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { guard } from './formula-guard.ts'
import { getRun, listRejects, type RejectedRow } from './import-runs.store.ts'

/** Ignored when the file comes back: no field has these names. */
const ADDED_COLUMNS = ['refused row', 'refused field', 'refused value', 'refused because']
const PAGE = 500

/** The headers of a file without what was added to it when its rows were refused before. */
export const ownHeaders = (headers: readonly string[]) => headers.filter((name) => !ADDED_COLUMNS.includes(name))

/**
 * Written so that the mapping of the import reads it again: in the mapping's delimiter, with a byte order mark since the
 * mapping may name another encoding, and with cells that a spreadsheet would run as formulas guarded.
 */
export async function* rejectsFile(context: Context, importId: string): AsyncGenerator<string> {
  const { mapping, headers } = await inSnapshot(context, (tx) => getRun(tx, importId))
  const style = { delimiter: mapping?.delimiter ?? ',', header: false }
  const line = (cells: readonly string[]) => `${Papa.unparse([cells.map(guard)], style)}\r\n`
  const names = ownHeaders(headers ?? [])
  let after = 0
  for (;;) {
    const rows = await inSnapshot(context, (tx) => listRejects(tx, importId, after, PAGE))
    if (!rows.length) break
    if (after === 0) yield `\uFEFF${line([...names, ...ADDED_COLUMNS])}`
    for (const row of rows) yield line([...names.map((name) => row.cells[name] ?? ''), ...whatWasWrong(row)])
    after = rows.at(-1)!.row_number
  }
}

/** A row stays one row however much is wrong with it, or it could not come in again. */
function whatWasWrong({ row_number, problems }: RejectedRow): string[] {
  const listed = (part: (problem: RejectedRow['problems'][number]) => string) => problems.map(part).join('; ')
  return [
    String(row_number),
    listed(({ field }) => field || 'whole row'),
    listed(({ value }) => value),
    listed(({ code }) => REJECT_WORDS[code as RejectCode]),
  ]
}
