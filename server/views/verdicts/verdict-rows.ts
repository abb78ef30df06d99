/** Verdict rows in and out of the database, as COPY text. */
import type { Tx } from '../../platform/database/database.ts'
import { copyInto, copyLines } from './copy-rows.ts'
import type { OrderScope } from './line-tables.ts'
import { restrictOrders } from './line-tables.ts'
import { RECORD_COLUMNS } from './record.ts'

const COLUMNS = RECORD_COLUMNS.join(', ')

/** The stored lines of some orders as text, by order id as it stands in the text. */
export async function readStoredLines(tx: Tx, scope: OrderScope): Promise<Map<string, string[]>> {
  const lines = await copyLines(
    tx,
    `SELECT ${RECORD_COLUMNS.map((column) => `v.${column}`)} FROM views.line_verdict v
     WHERE ${restrictOrders(tx, 'v', scope)} ORDER BY v.order_id, v.line_number`,
  )
  const stored = new Map<string, string[]>()
  for (const line of lines) {
    const orderId = line.slice(0, line.indexOf('\t'))
    const order = stored.get(orderId)
    if (order) order.push(line)
    else stored.set(orderId, [line])
  }
  return stored
}

export interface VerdictChanges {
  /** New text of lines that differ from what is stored. */
  readonly written: readonly string[]
  /** Texts of stored lines to be deleted: their key is all that is read of them. */
  readonly stale: readonly string[]
}

export async function writeVerdicts(tx: Tx, changes: VerdictChanges): Promise<void> {
  const tenant = tx.client.escapeLiteral(tx.tenantId)
  if (changes.stale.length) {
    await tx.client.query(`CREATE TEMPORARY TABLE IF NOT EXISTS stale_line (order_id text COLLATE "C", line_number int)
      ON COMMIT DROP`)
    await tx.client.query('TRUNCATE stale_line')
    await copyInto(tx, 'stale_line FROM STDIN', batches(changes.stale.map(keyOf)))
    await tx.client.query(`DELETE FROM views.line_verdict v USING stale_line s
      WHERE v.tenant_id = ${tenant} AND v.order_id = s.order_id AND v.line_number = s.line_number`)
  }
  if (changes.written.length === 0) return
  await tx.client.query(`CREATE TEMPORARY TABLE IF NOT EXISTS written_line ON COMMIT DROP AS
    SELECT ${COLUMNS} FROM views.line_verdict LIMIT 0`)
  await tx.client.query('TRUNCATE written_line')
  await copyInto(tx, 'written_line FROM STDIN', batches(changes.written))
  await tx.client.query(
    `INSERT INTO views.line_verdict (tenant_id, ${COLUMNS}) SELECT ${tenant}, ${COLUMNS} FROM written_line`,
  )
}

const keyOf = (line: string) => line.slice(0, line.indexOf('\t', line.indexOf('\t') + 1))

const LINES_A_CHUNK = 500
function* batches(lines: readonly string[]): Generator<string> {
  for (let i = 0; i < lines.length; i += LINES_A_CHUNK) yield `${lines.slice(i, i + LINES_A_CHUNK).join('\n')}\n`
}
