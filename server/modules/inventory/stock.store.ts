/** SQL of movements, balances and reservations. */
import sql from 'sql-template-tag'
import { append, type State, type Verifiable } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { type Balance, EMPTY } from './balance.ts'

export interface StockKey {
  readonly product_id: string
  readonly location_id: string
}

export interface LockedBalance extends Balance {
  readonly version: number
}

/** The balance row is locked before it is read: two orders for the last piece must queue here. */
export async function lockBalance(tx: Tx, key: StockKey): Promise<LockedBalance> {
  const find = sql`SELECT on_hand, reserved, subject_version FROM inventory.balance WHERE tenant_id = ${tx.tenantId}::uuid
    AND product_id = ${key.product_id} AND location_id = ${key.location_id} FOR UPDATE`
  const [row] = await tx.query<{ on_hand: string; reserved: string; subject_version: number }>(find)
  if (!row) return { ...EMPTY, version: 0 }
  return { onHand: Number(row.on_hand), reserved: Number(row.reserved), version: row.subject_version }
}

export interface BalanceChange {
  readonly type: 'StockReceived' | 'StockReserved' | 'ReservationReleased' | 'StockShipped'
  readonly quantity: number
  readonly document?: string | null
}

/** Stores the balance after a change and appends the event that explains it. */
export async function saveBalance(
  context: Context,
  tx: Tx,
  key: StockKey,
  before: LockedBalance,
  after: Balance,
  change: BalanceChange,
) {
  const state = { on_hand: after.onHand, reserved: after.reserved }
  await tx.execute(sql`INSERT INTO inventory.balance (tenant_id, product_id, location_id, on_hand, reserved, subject_version)
    VALUES (${tx.tenantId}::uuid, ${key.product_id}, ${key.location_id}, ${after.onHand}, ${after.reserved}, ${before.version + 1})
    ON CONFLICT (tenant_id, product_id, location_id) DO UPDATE
    SET on_hand = excluded.on_hand, reserved = excluded.reserved, subject_version = excluded.subject_version`)
  const subject = { type: 'stock', id: `${key.product_id}@${key.location_id}` }
  const data = { ...key, ...state, quantity: change.quantity, document: change.document ?? null }
  await append(context, tx, subject, before.version, [{ type: change.type, data, eventTime: context.clock.now() }])
  return { ...key, ...state }
}

export const insertMovement = (
  context: Context,
  tx: Tx,
  movement: { type: string; product_id: string; quantity: number; from: string; to: string; document?: string | null },
) =>
  tx.execute(sql`INSERT INTO inventory.movement (tenant_id, movement_id, type, product_id, quantity, from_account, to_account,
      occurred_at, recorded_at, actor, document)
    VALUES (${tx.tenantId}::uuid, ${context.ids.uuid()}::uuid, ${movement.type}, ${movement.product_id}, ${movement.quantity},
      ${movement.from}, ${movement.to}, ${context.clock.now()}, ${context.clock.now()}, ${context.principal.actor},
      ${movement.document ?? null})`)

export const addReservation = (
  context: Context,
  tx: Tx,
  line: { order_id: string; line_number: number },
  key: StockKey,
  quantity: number,
) =>
  tx.execute(sql`INSERT INTO inventory.reservation (tenant_id, order_id, line_number, product_id, location_id, quantity, reserved_at)
    VALUES (${tx.tenantId}::uuid, ${line.order_id}, ${line.line_number}, ${key.product_id}, ${key.location_id}, ${quantity},
      ${context.clock.now()})
    ON CONFLICT (tenant_id, order_id, line_number, product_id, location_id)
    DO UPDATE SET quantity = inventory.reservation.quantity + excluded.quantity`)

/** Takes up to `quantity` out of the line's reservation and says how much it held of that. */
export async function takeReservation(
  tx: Tx,
  line: { order_id: string; line_number: number },
  key: StockKey,
  quantity: number,
): Promise<number> {
  const where = sql`tenant_id = ${tx.tenantId}::uuid AND order_id = ${line.order_id} AND line_number = ${line.line_number}
    AND product_id = ${key.product_id} AND location_id = ${key.location_id}`
  const [row] = await tx.query<{ quantity: string }>(
    sql`SELECT quantity FROM inventory.reservation WHERE ${where} FOR UPDATE`,
  )
  const held = Math.min(Number(row?.quantity ?? 0), quantity)
  if (held === 0) return 0
  if (held === Number(row!.quantity)) await tx.execute(sql`DELETE FROM inventory.reservation WHERE ${where}`)
  else await tx.execute(sql`UPDATE inventory.reservation SET quantity = quantity - ${held} WHERE ${where}`)
  return held
}

export const stockVerifiable: Verifiable = {
  subjectType: 'stock',
  evolve: (_, event) => ({ on_hand: event.data.on_hand, reserved: event.data.reserved }),
  async loadStates(tx, ids) {
    const rows = await tx.query<{ subject_id: string; state: State }>(sql`
      SELECT product_id || '@' || location_id AS subject_id, jsonb_build_object('on_hand', on_hand, 'reserved', reserved) AS state
      FROM inventory.balance WHERE tenant_id = ${tx.tenantId}::uuid AND product_id || '@' || location_id = ANY(${ids})`)
    return new Map(rows.map((row) => [row.subject_id, row.state]))
  },
  async countSubjects(tx) {
    const [row] = await tx.query<{ count: number }>(
      sql`SELECT count(*) AS count FROM inventory.balance WHERE tenant_id = ${tx.tenantId}::uuid`,
    )
    return row!.count
  },
}
