/** Back-tests as they were asked for, how far they are, and what they found. */
import sql from 'sql-template-tag'
import type { BackTest, BackTestList, BackTestReport } from '../../../contract/back-tests.ts'
import { Refusal } from '../../../contract/refusals.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inTransaction } from '../../platform/database/transaction.ts'

const SHOWN_MAX = 50

const columns = sql`back_test_id, judged_share::float8, state, progress::float8, report,
  to_char(asked_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS asked_at,
  to_char(ended_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS ended_at`

export const listBackTests = (tx: Tx): Promise<BackTest[]> =>
  tx.query<BackTest>(sql`SELECT ${columns} FROM planning.back_test WHERE tenant_id = ${tx.tenantId}::uuid
    ORDER BY planning.back_test.asked_at DESC, back_test_id DESC LIMIT ${SHOWN_MAX}`)

export async function getBackTest(tx: Tx, id: string): Promise<BackTest> {
  const [found] = await tx.query<BackTest>(sql`SELECT ${columns} FROM planning.back_test
    WHERE tenant_id = ${tx.tenantId}::uuid AND back_test_id = ${id}`)
  if (!found) throw new Refusal('not_found', { back_test_id: id })
  return found
}

/** The one that waits or runs; undefined: none does. */
export async function findUnfinished(tx: Tx): Promise<string | undefined> {
  const [found] = await tx.query<{ back_test_id: string }>(sql`SELECT back_test_id FROM planning.back_test
    WHERE tenant_id = ${tx.tenantId}::uuid AND state IN ('waiting', 'running') ORDER BY asked_at DESC LIMIT 1`)
  return found?.back_test_id
}

export const insertBackTest = (context: Context, tx: Tx, backTest: { id: string; judgedShare: number }) =>
  tx.execute(sql`INSERT INTO planning.back_test (tenant_id, back_test_id, judged_share, actor, asked_at)
    VALUES (${tx.tenantId}::uuid, ${backTest.id}, ${backTest.judgedShare}, ${context.principal.actor}, ${context.clock.now()})`)

/** Undefined: it has ended, such as by a wish to cancel it while it waited. */
export const beginBackTest = (context: Context, id: string): Promise<{ judged_share: number } | undefined> =>
  inTransaction(context, async (tx) => {
    const [row] = await tx.query<{ judged_share: number }>(sql`UPDATE planning.back_test
      SET state = 'running', progress = 0 WHERE tenant_id = ${tx.tenantId}::uuid AND back_test_id = ${id}
        AND state IN ('waiting', 'running') RETURNING judged_share::float8`)
    return row
  })

/** Answers whether it is still wanted. */
export const noteProgress = (context: Context, id: string, progress: number): Promise<boolean> =>
  inTransaction(context, async (tx) => {
    const touched = await tx.execute(sql`UPDATE planning.back_test SET progress = ${progress}
      WHERE tenant_id = ${tx.tenantId}::uuid AND back_test_id = ${id} AND state = 'running'`)
    return touched > 0
  })

interface End {
  readonly id: string
  readonly state: 'done' | 'cancelled' | 'failed'
  readonly report?: BackTestReport
}

/** One that has ended stays as it is. */
export const endBackTest = (context: Context, tx: Tx, { id, state, report }: End) =>
  tx.execute(sql`UPDATE planning.back_test SET state = ${state}, ended_at = ${context.clock.now()},
      progress = CASE WHEN ${state} = 'done' THEN 1 ELSE progress END, report = ${report ? JSON.stringify(report) : null}::jsonb
    WHERE tenant_id = ${tx.tenantId}::uuid AND back_test_id = ${id} AND state IN ('waiting', 'running')`)

export async function newestVersion(tx: Tx): Promise<BackTestList['learned']> {
  const [found] = await tx.query<NonNullable<BackTestList['learned']>>(sql`SELECT v.version,
      to_char(v.learned_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS learned_at, v.delivered, v.under_way,
      v.lost, v.first_day::text, v.last_day::text,
      (SELECT count(*)::int FROM planning.lead_time l WHERE l.tenant_id = v.tenant_id AND l.version = v.version) AS lanes
    FROM planning.lead_time_version v WHERE v.tenant_id = ${tx.tenantId}::uuid ORDER BY v.version DESC LIMIT 1`)
  return found ?? null
}
