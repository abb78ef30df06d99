/** SQL of the outside model: what is set, that it was asked, and whose names are taken out of what it is told. */
import sql, { join, type Sql } from 'sql-template-tag'
import type {
  ModelCall,
  ModelCallQuery,
  ModelOutcome,
  ModelUse,
  OutsideModel,
} from '../../../contract/outside-model.ts'
import type { Tx } from '../../platform/database/database.ts'
import { SETTING_ID } from './setting.ts'

export interface StoredModel extends OutsideModel {
  readonly sealed: string | null
}

export async function readModel(tx: Tx, { forUpdate = false } = {}): Promise<StoredModel | null> {
  const [row] =
    await tx.query<StoredModel>(sql`SELECT s.is_on, s.url, s.model, s.uses, s.calls_a_month, s.timeout_seconds,
      k.sealed
    FROM outside_model.setting s LEFT JOIN outside_model.key k USING (tenant_id, setting_id)
    WHERE s.tenant_id = ${tx.tenantId}::uuid AND s.setting_id = ${SETTING_ID}
    ${forUpdate ? sql`FOR UPDATE OF s` : sql``}`)
  return row ?? null
}

/** Null: there is none any more. */
export const putKey = (tx: Tx, sealed: string | null) =>
  sealed === null
    ? tx.execute(
        sql`DELETE FROM outside_model.key WHERE tenant_id = ${tx.tenantId}::uuid AND setting_id = ${SETTING_ID}`,
      )
    : tx.execute(sql`INSERT INTO outside_model.key (tenant_id, setting_id, sealed)
        VALUES (${tx.tenantId}::uuid, ${SETTING_ID}, ${sealed})
        ON CONFLICT (tenant_id, setting_id) DO UPDATE SET sealed = excluded.sealed`)

/** What was never asked counts for nothing. */
const WAS_ASKED = sql`c.outcome NOT IN ('limit_reached', 'busy')`
/** Longer than any call may take: whoever asked has ended. */
const UNDER_WAY_MS = 120_000
const KEPT_DAYS = 400
const DAY_MS = 86_400_000

export async function countCalls(tx: Tx, now: Date): Promise<{ thisMonth: number; underWay: number }> {
  const since = `${now.toISOString().slice(0, 7)}-01T00:00:00Z`
  const [row] = await tx.query<{ thisMonth: number; underWay: number }>(sql`SELECT count(*) AS "thisMonth",
      count(*) FILTER (WHERE c.outcome = 'under_way' AND c.called_at > ${new Date(now.getTime() - UNDER_WAY_MS)}::timestamptz)
        AS "underWay"
    FROM outside_model.call c WHERE c.tenant_id = ${tx.tenantId}::uuid AND c.called_at >= ${since}::timestamptz AND ${WAS_ASKED}`)
  return row!
}

export interface NewCall {
  readonly call_id: string
  readonly at: Date
  readonly actor: string
  readonly use: ModelUse
  readonly inquiry_id: string
  readonly model: string
  readonly outcome: ModelOutcome
}

/** What is older than the year that is asked about goes with each new one. */
export async function insertCall(tx: Tx, call: NewCall): Promise<void> {
  await tx.execute(sql`INSERT INTO outside_model.call (tenant_id, call_id, called_at, actor, use, inquiry_id, model, outcome)
    VALUES (${tx.tenantId}::uuid, ${call.call_id}::uuid, ${call.at}, ${call.actor}, ${call.use}, ${call.inquiry_id},
      ${call.model}, ${call.outcome})`)
  await tx.execute(sql`DELETE FROM outside_model.call WHERE tenant_id = ${tx.tenantId}::uuid
    AND called_at < ${new Date(call.at.getTime() - KEPT_DAYS * DAY_MS)}`)
}

export interface CallEnd {
  readonly outcome: ModelOutcome
  readonly took_ms: number
  readonly tokens_in: number | null
  readonly tokens_out: number | null
}

export const endCall = (tx: Tx, callId: string, { outcome, took_ms, tokens_in, tokens_out }: CallEnd) =>
  tx.execute(sql`UPDATE outside_model.call SET outcome = ${outcome}, took_ms = ${took_ms}, tokens_in = ${tokens_in},
      tokens_out = ${tokens_out} WHERE tenant_id = ${tx.tenantId}::uuid AND call_id = ${callId}::uuid`)

export async function listModelCalls(
  tx: Tx,
  query: ModelCallQuery,
  now: Date,
): Promise<{ calls: ModelCall[]; total: number }> {
  const outcome = sql`CASE WHEN c.outcome = 'under_way'
    AND c.called_at <= ${new Date(now.getTime() - UNDER_WAY_MS)}::timestamptz THEN 'broken_off' ELSE c.outcome END`
  const where = join(conditions(tx, query, outcome), ' AND ')
  const [count] = await tx.query<{ total: number }>(
    sql`SELECT count(*) AS total FROM outside_model.call c WHERE ${where}`,
  )
  const calls = await tx.query<ModelCall>(sql`SELECT c.call_id, c.called_at, c.actor, u.name AS actor_name, c.use,
      c.inquiry_id, c.model, ${outcome} AS outcome, c.took_ms, c.tokens_in, c.tokens_out
    FROM outside_model.call c LEFT JOIN auth."user" u ON c.actor LIKE 'user:%' AND u.id = substr(c.actor, 6)
    WHERE ${where} ORDER BY c.called_at DESC, c.call_id DESC LIMIT ${query.limit} OFFSET ${query.offset}`)
  return { calls, total: count!.total }
}

function conditions(tx: Tx, { q, use, outcome: wished }: ModelCallQuery, outcome: Sql): Sql[] {
  const pattern = q ? `%${q.replace(/[\\%_]/g, '\\$&')}%` : null
  return [
    sql`c.tenant_id = ${tx.tenantId}::uuid`,
    ...(use ? [sql`c.use = ${use}`] : []),
    ...(wished ? [sql`${outcome} = ${wished}`] : []),
    ...(pattern ? [sql`(c.inquiry_id ILIKE ${pattern} OR c.model ILIKE ${pattern})`] : []),
  ]
}

const NAMES_MAX = 2_000

/** Of the customer, of its people and of ours. */
export async function namesToTakeOut(tx: Tx, customerId: string | null): Promise<string[]> {
  const rows = await tx.query<{ name: string }>(sql`
    SELECT name FROM customers.customer WHERE tenant_id = ${tx.tenantId}::uuid AND customer_id = ${customerId}
    UNION ALL (SELECT name FROM customers.contact WHERE tenant_id = ${tx.tenantId}::uuid AND customer_id = ${customerId}
      ORDER BY contact_id LIMIT ${NAMES_MAX})
    UNION ALL (SELECT u.name FROM people.member m JOIN auth."user" u ON u.id = m.user_id
      WHERE m.tenant_id = ${tx.tenantId}::uuid ORDER BY u.id LIMIT ${NAMES_MAX})`)
  return rows.map(({ name }) => name).filter((name) => typeof name === 'string')
}
