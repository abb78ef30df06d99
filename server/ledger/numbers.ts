/**
 * Running numbers for what the company did not number itself, such as `SO-006013`: one series for each organization, kind
 * and prefix.
 *
 * A number is drawn in a transaction of its own, so nobody waits for another's order; one that is not used leaves a gap.
 * Who draws often is given more at a time. Numbers that came in from elsewhere are passed over: the series goes on
 * after the highest of its own shape.
 */
import sql from 'sql-template-tag'
import type { Context } from '../platform/context.ts'
import type { Database, Tx } from '../platform/database/database.ts'
import { beside } from '../platform/database/transaction.ts'

export interface Series {
  /** As the ledger names it. */
  readonly subjectType: string
  readonly prefix: string
}

type Scope = Pick<Context, 'database' | 'principal'>

/** What one process has drawn of a series and not yet given out. */
interface Drawn {
  readonly free: string[]
  drawing: Promise<void> | null
  lastDrawnAt: number
  atOnce: number
}

const DIGITS = 6
const AT_ONCE_MAX = 64
/** Who takes this many at once has the next ones drawn ahead. */
const AHEAD_FROM = 8
/** Who is back sooner than this gets twice as many. */
const SOON_MS = 250

const drawnBy = new WeakMap<Database, Map<string, Drawn>>()

export async function nextNumber(context: Scope, series: Series): Promise<string> {
  return (await nextNumbers(context, series, 1))[0]!
}

export async function nextNumbers(context: Scope, series: Series, count: number): Promise<string[]> {
  const drawn = drawnOf(context, series)
  while (drawn.free.length < count) await drawMore(context, series, drawn, count)
  const given = drawn.free.splice(0, count)
  // Under a load the next ones are there before anybody waits for them; whoever needs them meets what went wrong.
  const runsLow = drawn.atOnce >= AHEAD_FROM && drawn.free.length < drawn.atOnce / 2
  if (runsLow) drawMore(context, series, drawn, count).catch(() => undefined)
  return given
}

const drawMore = (context: Scope, series: Series, drawn: Drawn, count: number): Promise<void> => {
  drawn.drawing ??= draw(context, series, drawn, count).finally(() => {
    drawn.drawing = null
  })
  return drawn.drawing
}

function drawnOf({ database, principal }: Scope, { subjectType, prefix }: Series): Drawn {
  const all = drawnBy.get(database) ?? new Map<string, Drawn>()
  drawnBy.set(database, all)
  const key = `${principal.tenantId} ${subjectType} ${prefix}`
  const drawn = all.get(key) ?? { free: [], drawing: null, lastDrawnAt: Number.NEGATIVE_INFINITY, atOnce: 1 }
  all.set(key, drawn)
  return drawn
}

async function draw(context: Scope, series: Series, drawn: Drawn, count: number): Promise<void> {
  const isSoon = performance.now() - drawn.lastDrawnAt < SOON_MS
  drawn.atOnce = isSoon ? Math.min(drawn.atOnce * 2, AT_ONCE_MAX) : 1
  drawn.free.push(...(await beside(context, (tx) => drawUnused(tx, series, Math.max(drawn.atOnce, count)))))
  drawn.lastDrawnAt = performance.now()
}

async function drawUnused(tx: Tx, series: Series, count: number): Promise<string[]> {
  const codes = codesUpTo(await advance(tx, series, count, 0), series, count)
  if (!(await areUsed(tx, series, codes))) return codes
  return codesUpTo(await advance(tx, series, count, await highestUsed(tx, series)), series, count)
}

/** Returns the last of the numbers drawn, all of them above `floor`. */
async function advance(tx: Tx, { subjectType, prefix }: Series, count: number, floor: number): Promise<number> {
  const [row] = await tx.query<{ last_number: number }>(sql`
    INSERT INTO platform.running_number AS n (tenant_id, subject_type, prefix, last_number)
    VALUES (${tx.tenantId}::uuid, ${subjectType}, ${prefix}, ${floor + count}::bigint)
    ON CONFLICT (tenant_id, subject_type, prefix)
      DO UPDATE SET last_number = greatest(n.last_number, ${floor}::bigint) + ${count}::bigint
    RETURNING last_number`)
  return row!.last_number
}

const codesUpTo = (last: number, { prefix }: Series, count: number): string[] =>
  Array.from({ length: count }, (_, at) => `${prefix}-${String(last - count + 1 + at).padStart(DIGITS, '0')}`)

/** Some kinds are told of line by line: `PO-000017/1`. */
async function areUsed(tx: Tx, { subjectType }: Series, codes: readonly string[]): Promise<boolean> {
  const used = await tx.query(sql`SELECT FROM ledger.event
    WHERE tenant_id = ${tx.tenantId}::uuid AND subject_type = ${subjectType}
      AND subject_id = ANY (${[...codes, ...codes.map((code) => `${code}/1`)]}::text[]) LIMIT 1`)
  return used.length > 0
}

/** Of the series' own shape; the longest would be a number of another kind. */
async function highestUsed(tx: Tx, { subjectType, prefix }: Series): Promise<number> {
  const [row] = await tx.query<{ highest: number }>(sql`
    SELECT coalesce(max(substring(subject_id FROM '-([0-9]+)')::bigint), 0) AS highest FROM ledger.event
    WHERE tenant_id = ${tx.tenantId}::uuid AND subject_type = ${subjectType} AND subject_version = 1
      AND subject_id ~ ${`^${prefix}-[0-9]{1,9}(/|$)`}`)
  return row!.highest
}
