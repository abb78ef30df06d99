/** Rollup rows in and out of the database. */
import sql from 'sql-template-tag'
import type { Tx } from '../../platform/database/database.ts'
import { readDay } from '../verdicts/cells.ts'
import { copyInto, copyRows } from '../verdicts/copy-rows.ts'
import { addMonths } from './month.ts'
import type { RowKey, TallyRow } from './tally.ts'

const KEY = 'basis, cube, member, month, segment_id, site_id, currency'
const SAME_ROW = ['basis', 'cube', 'member', 'month', 'segment_id', 'site_id', 'currency']
  .map((column) => `r.${column} = n.${column}`)
  .join(' AND ')

const keyText = (key: RowKey) =>
  [key.basis, key.cube, key.month, key.member, key.segmentId, key.siteId, key.currency].join('\n')

/** Adds changes to the stored rows. Returns how many rows were touched. */
export async function applyChanges(tx: Tx, changes: readonly TallyRow[]): Promise<number> {
  if (changes.length === 0) return 0
  await loadIncoming(tx, changes)
  const stored = await readStored(tx)
  const merged: TallyRow[] = []
  for (const change of changes) {
    const days = stored.get(keyText(change))
    const bytes = days === undefined ? change.bytes : addMonths(days, change.bytes.days)
    if (bytes !== null) merged.push({ ...change, bytes })
  }
  const tenant = tx.client.escapeLiteral(tx.tenantId)
  await tx.client.query(
    `DELETE FROM views.rollup r USING incoming_rollup n WHERE r.tenant_id = ${tenant} AND ${SAME_ROW}`,
  )
  await loadIncoming(tx, merged)
  await insertIncoming(tx)
  return changes.length
}

/** Makes the stored rows equal to these. Returns how many rows were missing, wrong or too many. */
export async function replaceRows(tx: Tx, rows: Iterable<TallyRow>): Promise<number> {
  await loadIncoming(tx, rows)
  const tenant = tx.client.escapeLiteral(tx.tenantId)
  const wrong = await tx.client.query(`DELETE FROM views.rollup r WHERE r.tenant_id = ${tenant} AND NOT EXISTS (
    SELECT FROM incoming_rollup n WHERE ${SAME_ROW} AND r.total = n.total AND r.days = n.days)`)
  await tx.client.query(`DELETE FROM incoming_rollup n USING views.rollup r
    WHERE r.tenant_id = ${tenant} AND ${SAME_ROW}`)
  return (wrong.rowCount ?? 0) + (await insertIncoming(tx))
}

async function insertIncoming(tx: Tx): Promise<number> {
  return tx.execute(sql`INSERT INTO views.rollup
      (tenant_id, basis, cube, member, month, segment_id, site_id, currency, total, days)
    SELECT ${tx.tenantId}::uuid, basis, cube, member, month, segment_id, site_id, currency, total, days
    FROM incoming_rollup`)
}

async function loadIncoming(tx: Tx, rows: Iterable<TallyRow>): Promise<void> {
  await tx.client.query(`CREATE TEMPORARY TABLE IF NOT EXISTS incoming_rollup (basis smallint, cube smallint,
    member text COLLATE "C", month date, segment_id text COLLATE "C", site_id text COLLATE "C", currency text COLLATE "C",
    total bytea, days bytea) ON COMMIT DROP`)
  await tx.client.query('ALTER TABLE incoming_rollup ALTER COLUMN days SET STORAGE EXTERNAL')
  await tx.client.query('TRUNCATE incoming_rollup')
  await copyInto(tx, `incoming_rollup (${KEY}, total, days) FROM STDIN (FORMAT binary)`, binaryRows(rows))
  await tx.client.query('ANALYZE incoming_rollup (basis, cube, member, month)')
}

/** Days of the stored rows that changes meet, by key. */
async function readStored(tx: Tx): Promise<Map<string, Buffer>> {
  const tenant = tx.client.escapeLiteral(tx.tenantId)
  const rows = await copyRows(
    tx,
    `SELECT ${KEY.split(', ').map((column) => `r.${column}`)}, encode(r.days, 'base64') FROM views.rollup r
     JOIN incoming_rollup n ON ${SAME_ROW} WHERE r.tenant_id = ${tenant}`,
  )
  return new Map(
    rows.map(([basis, cube, member, month, segmentId, siteId, currency, days]) => [
      keyText({
        basis: Number(basis),
        cube: Number(cube),
        member: member!,
        month: readDay(month!)!,
        segmentId: segmentId!,
        siteId: siteId!,
        currency: currency!,
      }),
      Buffer.from(days!, 'base64'),
    ]),
  )
}

const COLUMNS = 9
/** PostgreSQL counts dates from 2000-01-01. */
const POSTGRES_EPOCH_DAYS = 10_957
const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1')
const CHUNK_BYTES = 1 << 20

/** The binary form of COPY, in large pieces: the text form would double the size of the vectors. */
function* binaryRows(rows: Iterable<TallyRow>): Generator<Buffer> {
  let chunk = Buffer.allocUnsafe(CHUNK_BYTES)
  let length = SIGNATURE.copy(chunk)
  for (const row of rows) {
    const needed = sizeOf(row)
    if (length + needed > chunk.length) {
      yield chunk.subarray(0, length)
      chunk = Buffer.allocUnsafe(Math.max(CHUNK_BYTES, needed))
      length = 0
    }
    length = writeRow(chunk, length, row)
  }
  yield chunk.subarray(0, length)
  yield Buffer.from([0xff, 0xff])
}

/** UTF-8 takes at most three bytes a UTF-16 unit. */
const sizeOf = ({ member, segmentId, siteId, currency, bytes }: TallyRow) =>
  50 + 3 * (member.length + segmentId.length + siteId.length + currency.length) + bytes.total.length + bytes.days.length

function writeRow(into: Buffer, start: number, row: TallyRow): number {
  let at = into.writeInt16BE(COLUMNS, start)
  at = writeInt16(into, at, row.basis)
  at = writeInt16(into, at, row.cube)
  at = writeText(into, at, row.member)
  at = into.writeInt32BE(4, at)
  at = into.writeInt32BE(row.month - POSTGRES_EPOCH_DAYS, at)
  at = writeText(into, at, row.segmentId)
  at = writeText(into, at, row.siteId)
  at = writeText(into, at, row.currency)
  at = writeBytes(into, at, row.bytes.total)
  return writeBytes(into, at, row.bytes.days)
}

const writeInt16 = (into: Buffer, at: number, value: number) => into.writeInt16BE(value, into.writeInt32BE(2, at))

function writeText(into: Buffer, at: number, text: string): number {
  const length = into.write(text, at + 4)
  return into.writeInt32BE(length, at) + length
}

const writeBytes = (into: Buffer, at: number, bytes: Buffer) =>
  into.writeInt32BE(bytes.length, at) + bytes.copy(into, at + 4)
