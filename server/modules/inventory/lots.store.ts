/** SQL of lots, and lots as the ledger explains them. */
import sql, { type Sql } from 'sql-template-tag'
import { Refusal } from '../../../contract/refusals.ts'
import type { NewLot } from '../../../contract/stock.ts'
import { appendSelected, type State, type Verifiable } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { parsePairId } from './pool.ts'
import { pairIdOf } from './pools.store.ts'

export interface LotKey {
  readonly product_id: string
  readonly lot_id: string
}

/**
 * Makes sure that the lots exist and know what is said of them here. What is not said erases nothing; lots without an id
 * are passed over. Refuses what expired before it was made.
 */
export function ensureLots(context: Context, tx: Tx, lots: readonly Partial<NewLot>[]): Promise<void> {
  const named = lots.filter((lot) => lot.lot_id)
  if (!named.length) return Promise.resolve()
  const past = named.find(({ produced_on, expires_on }) => produced_on && expires_on && expires_on < produced_on)
  if (past) throw new Refusal('time_order', { lot_id: past.lot_id, from: past.produced_on, to: past.expires_on })
  return settleLots(context, tx, {
    lots: sql`SELECT * FROM jsonb_to_recordset(${JSON.stringify(named)}::jsonb)
      AS l (product_id platform.code, lot_id platform.code, produced_on date, expires_on date, origin text)`,
  })
}

/** As `ensureLots` for the lots that a query gives: product_id, lot_id, produced_on, expires_on, origin. */
export async function settleLots(
  context: Context,
  tx: Tx,
  { lots, causedBy }: { lots: Sql; causedBy?: string },
): Promise<void> {
  const said = sql`(SELECT product_id, lot_id, max(produced_on) AS produced_on, max(expires_on) AS expires_on,
    max(origin) AS origin FROM (${lots}) l WHERE lot_id <> '' GROUP BY 1, 2) n`
  const changed =
    await tx.query<LotKey>(sql`UPDATE inventory.lot t SET produced_on = coalesce(n.produced_on, t.produced_on),
      expires_on = coalesce(n.expires_on, t.expires_on), origin = coalesce(n.origin, t.origin),
      subject_version = t.subject_version + 1
    FROM ${said} WHERE t.tenant_id = ${tx.tenantId}::uuid AND t.product_id = n.product_id AND t.lot_id = n.lot_id
      AND (n.produced_on <> t.produced_on OR n.expires_on <> t.expires_on OR n.origin <> t.origin
        OR (n.produced_on IS NOT NULL AND t.produced_on IS NULL) OR (n.expires_on IS NOT NULL AND t.expires_on IS NULL)
        OR (n.origin IS NOT NULL AND t.origin IS NULL))
    RETURNING t.product_id, t.lot_id`)
  const added = await tx.query<LotKey>(sql`INSERT INTO inventory.lot
      (tenant_id, product_id, lot_id, produced_on, expires_on, origin, subject_version)
    SELECT ${tx.tenantId}::uuid, n.product_id, n.lot_id, n.produced_on, n.expires_on, n.origin, 1 FROM ${said}
    ORDER BY 2, 3 ON CONFLICT (tenant_id, product_id, lot_id) DO NOTHING RETURNING product_id, lot_id`)
  await explainLots(context, tx, { type: 'LotRegistered', lots: added, causedBy })
  await explainLots(context, tx, { type: 'LotChanged', lots: changed, causedBy })
}

/** The lot with its row locked; undefined where it is not known. */
export async function lockLot(tx: Tx, key: LotKey): Promise<{ recalled_on: string | null } | undefined> {
  const [row] = await tx.query<{ recalled_on: string | null }>(sql`SELECT recalled_on FROM inventory.lot
    WHERE tenant_id = ${tx.tenantId}::uuid AND product_id = ${key.product_id} AND lot_id = ${key.lot_id} FOR UPDATE`)
  return row
}

/** Sets or lifts the recall flag. */
export async function saveRecall(
  context: Context,
  tx: Tx,
  key: LotKey,
  recall: { recalled_on: string; recall_reason: string } | null,
): Promise<void> {
  await tx.execute(sql`UPDATE inventory.lot SET recalled_on = ${recall?.recalled_on ?? null}::date,
      recall_reason = ${recall?.recall_reason ?? null}, subject_version = subject_version + 1
    WHERE tenant_id = ${tx.tenantId}::uuid AND product_id = ${key.product_id} AND lot_id = ${key.lot_id}`)
  await explainLots(context, tx, { type: recall ? 'LotRecalled' : 'RecallLifted', lots: [key] })
}

interface Explained {
  readonly type: 'LotRegistered' | 'LotChanged' | 'LotRecalled' | 'RecallLifted'
  readonly lots: readonly LotKey[]
  readonly causedBy?: string
}

async function explainLots(context: Context, tx: Tx, { type, lots, causedBy }: Explained): Promise<void> {
  if (!lots.length) return
  const events = sql`SELECT ${pairIdOf('l.product_id', 'l.lot_id')} AS subject_id, l.subject_version, ${STATE} AS data,
      ${context.clock.now()}::timestamptz AS event_time
    FROM ${keysOf(lots)} JOIN inventory.lot l ON l.tenant_id = ${tx.tenantId}::uuid AND l.product_id = k.product_id
      AND l.lot_id = k.lot_id`
  await appendSelected(context, tx, { subjectType: 'lot', type, events }, { causedBy })
}

const STATE = sql`jsonb_strip_nulls(to_jsonb(l) - ARRAY['tenant_id', 'subject_version'])`
const keysOf = (lots: readonly LotKey[]): Sql => sql`unnest(${lots.map((lot) => lot.product_id)}::text[],
  ${lots.map((lot) => lot.lot_id)}::text[]) k (product_id, lot_id)`

export const lotVerifiable: Verifiable = {
  subjectType: 'lot',
  evolve: (_, event) => event.data,
  async loadStates(tx, ids) {
    const lots = ids.map(parsePairId).map(([product_id, lot_id]) => ({ product_id, lot_id }))
    const rows = await tx.query<{ subject_id: string; state: State }>(sql`
      SELECT ${pairIdOf('l.product_id', 'l.lot_id')} AS subject_id, ${STATE} AS state
      FROM ${keysOf(lots)} JOIN inventory.lot l ON l.tenant_id = ${tx.tenantId}::uuid AND l.product_id = k.product_id
        AND l.lot_id = k.lot_id`)
    return new Map(rows.map((row) => [row.subject_id, row.state]))
  },
  async countSubjects(tx) {
    const [row] = await tx.query<{ count: number }>(
      sql`SELECT count(*) AS count FROM inventory.lot WHERE tenant_id = ${tx.tenantId}::uuid`,
    )
    return row!.count
  },
}
