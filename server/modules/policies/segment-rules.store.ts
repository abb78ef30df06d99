/** Rules in force on a day, and moves that are planned. */
import sql from 'sql-template-tag'
import { Refusal } from '../../../contract/refusals.ts'
import type { SegmentRule } from '../../../contract/segment-rules.ts'
import { selectStates } from '../../ledger/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { segmentMove, segmentRule } from './segment-rule.ts'

/** Of each segment the one that holds; one without clauses says that there is none any more. */
export async function rulesInForce(tx: Tx, day: string): Promise<SegmentRule[]> {
  const rows = await tx.query<{ data: SegmentRule }>(
    sql`${selectStates(
      tx,
      segmentRule,
      sql`SELECT DISTINCT ON (segment_id) rule_id FROM policies.segment_rule
      WHERE tenant_id = ${tx.tenantId}::uuid AND valid_from <= ${day}::date ORDER BY segment_id, valid_from DESC`,
    )} ORDER BY h.priority, h.rule_id`,
  )
  return rows.map(({ data }) => ({ ...data, clauses: data.clauses ?? [] })).filter(({ clauses }) => clauses.length > 0)
}

/** Moves whose day has come, the earliest first; locked, so that two rounds do not carry out one of them. */
export async function movesDue(tx: Tx, day: string): Promise<Record<string, unknown>[]> {
  const due = await tx.query<{ move_id: string }>(sql`SELECT move_id FROM policies.segment_move
    WHERE tenant_id = ${tx.tenantId}::uuid AND state = 'planned' AND moved_on <= ${day}::date FOR UPDATE SKIP LOCKED`)
  if (!due.length) return []
  const rows = await tx.query<{ data: Record<string, unknown>; subject_version: number }>(
    selectStates(tx, segmentMove, sql`SELECT unnest(${due.map(({ move_id }) => move_id)}::text[])`),
  )
  return rows.map(({ data }) => data)
}

/** Refuses `invalid_input` for a rule that is not there. */
export async function requireRules(tx: Tx, ruleIds: readonly string[]): Promise<void> {
  const known = await tx.query<{ rule_id: string }>(sql`SELECT rule_id FROM policies.segment_rule
    WHERE tenant_id = ${tx.tenantId}::uuid AND rule_id = ANY(${[...ruleIds]}::text[])`)
  const missing = ruleIds.find((id) => !known.some(({ rule_id }) => rule_id === id))
  if (missing !== undefined)
    throw new Refusal('invalid_input', { field: 'rule_id', rule_id: missing, reason: 'unknown' })
}
