/** Takes a movement back by one the other way round; both stay on record. */
import sql from 'sql-template-tag'
import { Refusal } from '../../../contract/refusals.ts'
import type { Posted } from '../../../contract/stock.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { freeLostAllocations } from './allocations.store.ts'
import type { Side } from './movement.ts'
import { milli } from './pool.ts'
import { type Draft, postGoods } from './post-goods.command.ts'
import { findSupply, saveSupply } from './supplies.store.ts'

/** Movements that more than goods hang on are undone where that is: a shipment, a transfer that has left. */
const REVERSIBLE = new Set([
  'receipt',
  'transfer_in',
  'put_away',
  'state_change',
  'count',
  'adjust',
  'scrap',
  'opening',
])

/**
 * Refuses `not_found`, `already_exists` for what was taken back before, `wrong_state` for a movement that is undone
 * elsewhere, and `insufficient_stock` where the goods no longer lie there.
 */
export function reverseMovement(context: Context, movementId: string, wish: { cause: string }): Promise<Posted> {
  return inTransaction(context, async (tx) => {
    const row = await findMovement(tx, movementId)
    if (!REVERSIBLE.has(row.type)) throw new Refusal('wrong_state', { type: row.type })
    const [from, to] = [sideOf(row, 'to'), sideOf(row, 'from')]
    const location_ids = [...new Set([from, to].flatMap((side) => (side.kind === 'site' ? [side.at!] : [])))].sort()
    const posting = {
      type: 'MovementReversed',
      product_ids: [row.product_id],
      location_ids,
      finish: (joined: Tx) => expectAgain(context, joined, row, wish.cause),
    } as const
    return postGoods({ ...context, tx }, posting, async () => {
      await refuseReversed(tx, movementId)
      const { product_id, lot_id, serial, quantity } = row
      if (from.kind === 'site' && from.state === 'released') {
        await freeLostAllocations(tx, [{ product_id, location_id: from.at!, bin: from.bin!, lot_id, serial, quantity }])
      }
      const movement: Draft = { type: 'reversal', product_id, lot_id, serial, quantity, from, to }
      const { document, supply_id, supply_line } = row
      return [{ ...movement, cause: wish.cause, reversal_of: movementId, document, supply_id, supply_line }]
    })
  })
}

interface MovementRow extends Record<string, unknown> {
  readonly type: string
  readonly product_id: string
  readonly lot_id: string
  readonly serial: string
  readonly quantity: number
  readonly document: string | null
  readonly supply_id: string | null
  readonly supply_line: number | null
}

/** A receipt taken back is no longer received: its supply is open again for that much. */
async function expectAgain(context: Context, tx: Tx, row: MovementRow, reason: string): Promise<void> {
  if (!row.supply_id || !row.supply_line) return
  const lines = await findSupply(tx, row.supply_id)
  const line = lines.find((one) => one.line_number === row.supply_line)
  if (!line) return
  const received = Math.max(0, (milli(line.received) - milli(row.quantity)) / 1000)
  const state = line.state !== 'closed' ? line.state : line.kind === 'transfer' ? 'in_transit' : 'confirmed'
  const open = { ...line, received, state, closed_cause: null, received_on: null, late_days: null } as const
  await saveSupply(context, tx, [open], { type: 'SupplyChanged', about: { reason } })
}

async function findMovement(tx: Tx, movementId: string): Promise<MovementRow> {
  const [row] = await tx.query<MovementRow>(sql`SELECT type, product_id, lot_id, serial, quantity::float8 AS quantity,
      document, supply_id, supply_line, from_kind, from_at, from_bin, from_state, to_kind, to_at, to_bin, to_state
    FROM inventory.movement WHERE tenant_id = ${tx.tenantId}::uuid AND movement_id = ${movementId}::uuid`)
  if (!row) throw new Refusal('not_found', { movement_id: movementId })
  return row
}

async function refuseReversed(tx: Tx, movementId: string): Promise<void> {
  const taken = await tx.execute(sql`SELECT 1 FROM inventory.movement
    WHERE tenant_id = ${tx.tenantId}::uuid AND reversal_of = ${movementId}::uuid`)
  if (taken) throw new Refusal('already_exists', { reversal_of: movementId })
}

const sideOf = (row: MovementRow, name: 'from' | 'to'): Side => ({
  kind: row[`${name}_kind`] as Side['kind'],
  at: row[`${name}_at`] as string,
  bin: row[`${name}_bin`] as string,
  state: (row[`${name}_state`] || undefined) as Side['state'],
})
