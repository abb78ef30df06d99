/** Moves customers to another segment from a day on: at once, or when the day has come. Only ever by a person's word. */
import sql from 'sql-template-tag'
import { Refusal } from '../../../contract/refusals.ts'
import type { CustomersMoved, MoveCustomers, SegmentMove } from '../../../contract/segment-rules.ts'
import { changeRecord, createRecords, getRecord } from '../../ledger/index.ts'
import { putInSegments } from '../../modules/customers/index.ts'
import { endMoves, movesDue, requireRules, requireSegments, segmentMove } from '../../modules/policies/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { plannedMoves } from './moves.store.ts'

/** Further ahead nobody knows who a customer will be, and meanwhile it could not be moved otherwise. [ours] */
const DAYS_AHEAD_MAX = 366

/** Refuses `time_order` for a day gone by or more than a year ahead, `invalid_input` for an unknown rule, `unknown_segment`, `unknown_customer`, `version_conflict` for one that is no longer where it was seen, `wrong_state` for one that already waits for a move. */
export const moveCustomers = (context: Context, wish: MoveCustomers): Promise<CustomersMoved> =>
  inTransaction(context, async (tx) => {
    const today = context.clock.now().toISOString().slice(0, 10)
    const latest = new Date(Date.parse(today) + DAYS_AHEAD_MAX * 86_400_000).toISOString().slice(0, 10)
    if (wish.moved_on < today || wish.moved_on > latest)
      throw new Refusal('time_order', { moved_on: wish.moved_on, today, latest })
    const ids = wish.moves.map(({ customer_id }) => customer_id)
    if (new Set(ids).size < ids.length) throw new Refusal('invalid_input', { field: 'moves', reason: 'repeated' })
    await requireSegments(tx, [...new Set(wish.moves.map(({ to_segment }) => to_segment))])
    await requireRules(tx, [...new Set(wish.moves.flatMap(({ rule_id }) => rule_id ?? []))])
    await checkWhere(tx, wish)
    const isNow = wish.moved_on === today
    await createRecords(
      context,
      tx,
      segmentMove,
      wish.moves.map((move) => ({
        state: {
          ...{ move_id: context.ids.uuid(), customer_id: move.customer_id, from_segment: move.from_segment },
          ...{ to_segment: move.to_segment, moved_on: wish.moved_on, state: isNow ? 'done' : 'planned' },
          ...{ reason: wish.reason, rule_id: move.rule_id ?? null, decided_by: context.principal.actor },
        },
        actor: context.principal.actor,
      })),
    )
    if (isNow) await putInSegments(context, tx, wish.moves)
    return { done: isNow ? ids.length : 0, planned: isNow ? 0 : ids.length }
  })

async function checkWhere(tx: Tx, { moves }: MoveCustomers): Promise<void> {
  const rows = await tx.query<{ customer_id: string; segment_id: string | null }>(sql`SELECT customer_id, segment_id
    FROM customers.customer WHERE tenant_id = ${tx.tenantId}::uuid
      AND customer_id = ANY(${moves.map(({ customer_id }) => customer_id)}::text[]) ORDER BY customer_id FOR UPDATE`)
  const where = new Map(rows.map(({ customer_id, segment_id }) => [customer_id, segment_id]))
  const planned = await plannedMoves(tx)
  for (const { customer_id, from_segment, to_segment } of moves) {
    const now = where.get(customer_id)
    if (now === undefined) throw new Refusal('unknown_customer', { customer_id })
    if (now !== from_segment) throw new Refusal('version_conflict', { subject: 'customer', id: customer_id })
    if (now === to_segment) throw new Refusal('invalid_input', { field: 'to_segment', customer_id, reason: 'same' })
    if (planned.has(customer_id)) throw new Refusal('wrong_state', { customer_id, state: 'planned' })
  }
}

/** Refuses `wrong_state` unless it still waits for its day. */
export const withdrawMove = (context: Context, moveId: string): Promise<SegmentMove> =>
  inTransaction(context, async (tx) => {
    await changeRecord(context, tx, segmentMove, moveId, (state) => {
      if (state.state !== 'planned') throw new Refusal('wrong_state', { move_id: moveId, state: state.state })
      return { state: 'withdrawn' }
    })
    return (await getRecord(tx, segmentMove, moveId)).state as unknown as SegmentMove
  })

/** Carries out the moves whose day has come; one whose customer was put elsewhere meanwhile is withdrawn. Returns how many moved. */
export const carryOutMoves = (context: Context): Promise<number> =>
  inTransaction(context, async (tx) => {
    const due = (await movesDue(tx, context.clock.now().toISOString().slice(0, 10))) as unknown as SegmentMove[]
    if (!due.length) return 0
    const rows = await tx.query<{ customer_id: string; segment_id: string | null }>(sql`SELECT customer_id, segment_id
      FROM customers.customer WHERE tenant_id = ${tx.tenantId}::uuid
        AND customer_id = ANY(${due.map(({ customer_id }) => customer_id)}::text[]) ORDER BY customer_id FOR UPDATE`)
    const where = new Map(rows.map(({ customer_id, segment_id }) => [customer_id, segment_id]))
    const able = due.filter((move) => (where.get(move.customer_id) ?? null) === (move.from_segment ?? null))
    const isAble = new Set(able.map(({ move_id }) => move_id))
    await endMoves(
      context,
      tx,
      due.map(({ move_id }) => ({ move_id, state: isAble.has(move_id) ? 'done' : 'withdrawn' })),
    )
    await putInSegments(
      context,
      tx,
      able.map(({ customer_id, from_segment = null, to_segment = null }) => ({
        ...{ customer_id, from_segment, to_segment },
      })),
    )
    return able.length
  })
