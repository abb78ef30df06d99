/** Announces supply, changes what is known of it, and calls it off. */

import { Refusal } from '../../../contract/refusals.ts'
import type { ChangeSupply, NewSupply, Supply } from '../../../contract/supply.ts'
import { nextNumber } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { localDayAt, requireOwnSite } from '../locations/index.ts'
import { requireProducts } from '../products/index.ts'
import { countLines, USUAL_QUANTILE } from './lateness.store.ts'
import { lockPools } from './pools.store.ts'
import { findOpenSupply, findSupply, insertSupply, type SupplyKey, saveSupply } from './supplies.store.ts'

/** Refuses unknown products and locations, repeated line numbers, and `already_exists` for a line that is known. */
export function registerSupply(context: Context, wish: NewSupply): Promise<Supply[]> {
  return inTransaction(context, async (tx) => {
    const supply_id = wish.supply_id ?? (await nextNumber(context, { subjectType: 'supply', prefix: 'PO' }))
    if (new Set(wish.lines.map((line) => line.line_number)).size < wish.lines.length) {
      throw new Refusal('invalid_input', { reason: 'repeated', field: 'lines' })
    }
    await requireProducts(tx, [...new Set(wish.lines.map((line) => line.product_id))])
    await requireOwnSite(tx, wish.location_id)
    const early = wish.lines.find((line) => wish.ordered_on && line.due_on < wish.ordered_on)
    if (early) throw new Refusal('time_order', { from: wish.ordered_on, to: early.due_on })
    const ordered_on = wish.ordered_on ?? (await localDayAt(tx, wish.location_id, context.clock.now()))
    const lines = wish.lines.map(
      (line): Supply => ({
        ...line,
        supply_id,
        kind: wish.kind,
        supplier_id: wish.supplier_id ?? null,
        from_location_id: null,
        location_id: wish.location_id,
        received: 0,
        ordered_on,
        counted_on: line.counted_on ?? line.due_on,
        is_count_given: Boolean(line.counted_on),
        received_on: null,
        late_days: null,
        closed_cause: null,
      }),
    )
    await lockPools(tx, lines)
    await refuseKnown(tx, supply_id, lines)
    const counted = await countLines(context, tx, lines)
    await insertSupply(context, tx, counted)
    return counted
  })
}

async function refuseKnown(tx: Tx, supply_id: string, lines: readonly Supply[]): Promise<void> {
  const known = new Set((await findSupply(tx, supply_id)).map((line) => line.line_number))
  const taken = lines.find((line) => known.has(line.line_number))
  if (taken) throw new Refusal('already_exists', { supply_id, line_number: taken.line_number })
}

/** Refuses `not_found`, `wrong_state` for supply that is closed, and a quantity below what was received already. */
export function changeSupply(context: Context, key: SupplyKey, { reason, ...wish }: ChangeSupply): Promise<Supply> {
  return inTransaction(context, async (tx) => {
    const line = await lockOpenLine(tx, key)
    if (wish.quantity !== undefined && wish.quantity < line.received) {
      throw new Refusal('quantity_exceeded', { received: line.received })
    }
    if (line.kind === 'transfer' && (wish.quantity !== undefined || wish.state !== undefined)) {
      throw new Refusal('wrong_state', { kind: line.kind })
    }
    const { counted_on, ...rest } = wish
    const changed: Supply = {
      ...line,
      ...defined(rest),
      ...(counted_on && { counted_on, is_count_given: true }),
      ...(counted_on === null && { is_count_given: false }),
    }
    const isAllThere = changed.received >= changed.quantity
    const closing = isAllThere ? ({ state: 'closed', closed_cause: 'received' } as const) : {}
    const [counted] = await countLines(context, tx, [{ ...changed, ...closing }])
    await saveSupply(context, tx, [counted!], { type: 'SupplyChanged', about: reason ? { reason } : {} })
    return counted!
  })
}

const defined = <T extends object>(values: T): T =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T

/** What was received stays; nothing more is expected. Refuses a transfer: its goods have left already. */
export function cancelSupply(context: Context, key: SupplyKey, reason: string | null): Promise<Supply> {
  return inTransaction(context, async (tx) => {
    const line = await lockOpenLine(tx, key)
    if (line.kind === 'transfer') throw new Refusal('wrong_state', { kind: line.kind })
    const cancelled: Supply = { ...line, state: 'closed', closed_cause: 'cancelled' }
    await saveSupply(context, tx, [cancelled], { type: 'SupplyCancelled', about: reason ? { reason } : {} })
    return cancelled
  })
}

/** The pool is locked first, as everywhere; the line is read again under the lock. */
async function lockOpenLine(tx: Tx, key: SupplyKey): Promise<Supply> {
  const find = async () => (await findSupply(tx, key.supply_id)).find((one) => one.line_number === key.line_number)
  const seen = await find()
  if (!seen) throw new Refusal('not_found', { ...key })
  await lockPools(tx, [seen])
  const line = (await find())!
  if (line.state === 'closed') throw new Refusal('wrong_state', { state: line.state, closed_cause: line.closed_cause })
  return line
}

/** Counts open supply anew by what its suppliers have taught since. Returns how many lines moved. */
export function recountSupply(
  context: Context,
  { supplier_id, quantile = USUAL_QUANTILE }: { supplier_id?: string; quantile?: number } = {},
): Promise<{ moved: number }> {
  return inTransaction(context, async (tx) => {
    await lockPools(tx, await findOpenSupply(tx, supplier_id ?? null))
    const lines = await findOpenSupply(tx, supplier_id ?? null)
    const counted = await countLines(context, tx, lines, quantile)
    const moved = counted.filter((line, at) => line.counted_on !== lines[at]!.counted_on)
    await saveSupply(context, tx, moved, { type: 'SupplyRecounted' })
    return { moved: moved.length }
  })
}
