/** SQL of cases and playbooks. */
import sql, { join } from 'sql-template-tag'
import type { z } from 'zod'
import { Refusal } from '../../../contract/refusals.ts'
import type { Playbook, Trouble, TroubleKind, TroubleQuery } from '../../../contract/remedies.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { LineId } from './line.store.ts'

/** The case of a line that is not closed, newest first. */
export async function findOpenTrouble(
  tx: Tx,
  { order_id, line_number }: LineId,
): Promise<{ trouble_id: string; customer_id: string } | undefined> {
  const [row] = await tx.query<{ trouble_id: string; customer_id: string }>(sql`SELECT trouble_id, customer_id
    FROM planning.trouble WHERE tenant_id = ${tx.tenantId}::uuid AND order_id = ${order_id} AND line_number = ${line_number}
      AND state <> 'closed' ORDER BY detected_at DESC LIMIT 1`)
  return row
}

type Book = Pick<Playbook, 'playbook_id' | 'minutes' | 'remedies' | 'people' | 'escalation_minutes'> & {
  owner: string | null
}

/** The kind's latest playbook that has begun by that day. */
export async function findPlaybook(tx: Tx, kind: TroubleKind, day: string): Promise<Book | undefined> {
  const [row] =
    await tx.query<Book>(sql`SELECT playbook_id, owner, minutes, remedies, people::text[] AS people, escalation_minutes
    FROM planning.playbook WHERE tenant_id = ${tx.tenantId}::uuid AND kind = ${kind} AND valid_from <= ${day}::date
    ORDER BY valid_from DESC LIMIT 1`)
  return row
}

/** Refuses `not_found` for somebody who is no member, or a customer's person. */
export async function requireMember(tx: Tx, userId: string): Promise<void> {
  const known = await tx.execute(sql`SELECT 1 FROM people.member WHERE tenant_id = ${tx.tenantId}::uuid
    AND user_id = ${userId} AND customer_id IS NULL`)
  if (!known) throw new Refusal('not_found', { user_id: userId })
}

export const listDueEscalations = (tx: Tx, now: Date, limit: number): Promise<{ trouble_id: string }[]> =>
  tx.query(sql`SELECT trouble_id FROM planning.trouble WHERE tenant_id = ${tx.tenantId}::uuid
    AND escalates_at <= ${now}::timestamptz ORDER BY escalates_at, trouble_id LIMIT ${limit} FOR UPDATE SKIP LOCKED`)

type Stored = {
  [Name in keyof Trouble]: Name extends `${string}_at`
    ? Date | (null extends Trouble[Name] ? null : never)
    : Trouble[Name]
}

/** With the day the goods came, which the forecast is held against. */
export async function listTroubles(
  tx: Tx,
  query: z.output<typeof TroubleQuery>,
): Promise<{ troubles: Trouble[]; total: number }> {
  const where = join(
    [
      sql`t.tenant_id = ${tx.tenantId}::uuid`,
      query.state ? sql`t.state = ${query.state}` : sql`true`,
      query.order_id ? sql`t.order_id = ${query.order_id}` : sql`true`,
      query.owner ? sql`t.owner = ${query.owner}` : sql`true`,
      query.is_emergency === undefined ? sql`true` : sql`t.is_emergency = ${query.is_emergency}`,
    ],
    ' AND ',
  )
  const [count] = await tx.query<{ total: number }>(
    sql`SELECT count(*) AS total FROM planning.trouble t WHERE ${where}`,
  )
  const rows =
    await tx.query<Stored>(sql`SELECT t.trouble_id, t.kind, t.order_id, t.line_number, t.customer_id, t.detected_by,
      t.detected_at, t.impact_on, t.state, t.playbook_id, t.owner, t.deadline_at, t.is_emergency, t.people::text[] AS people,
      t.escalation, t.escalates_at, t.remedy, t.forecast, t.acted_at, t.told_at, t.choices, t.choice, t.confirmed_at,
      t.closed_at, t.note,
      (SELECT max(d.delivered_on) FROM delivery.delivery_line l JOIN delivery.delivery d ON d.tenant_id = l.tenant_id
        AND d.delivery_id = l.delivery_id WHERE l.tenant_id = t.tenant_id AND l.order_id = t.order_id
        AND l.line_number = t.line_number) AS came_on
    FROM planning.trouble t WHERE ${where}
    ORDER BY t.is_emergency DESC, t.detected_at DESC, t.trouble_id LIMIT ${query.limit} OFFSET ${query.offset}`)
  return { troubles: rows.map(troubleOf), total: count!.total }
}

const INSTANTS = [
  'detected_at',
  'deadline_at',
  'escalates_at',
  'acted_at',
  'told_at',
  'confirmed_at',
  'closed_at',
] as const

const troubleOf = (row: Stored): Trouble => ({
  ...row,
  ...(Object.fromEntries(INSTANTS.map((name) => [name, row[name]?.toISOString() ?? null])) as Pick<
    Trouble,
    (typeof INSTANTS)[number]
  >),
})
