/** Says that a resource can do more or less on one day than its week, calendar and season give. */
import sql from 'sql-template-tag'
import { Refusal } from '../../../contract/refusals.ts'
import { append } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { type CapacityKey, capacityKey, lockCapacity } from './bookings.store.ts'

export interface CapacityOverride extends CapacityKey {
  /** Null: as the week, the calendar and the season give. */
  readonly quantity: number | null
  readonly reason?: string | null
}

/** Below what is booked already is allowed: it is shown, and nothing more is taken. Refuses `not_found`. */
export function setCapacityDay(context: Context, override: CapacityOverride) {
  const { resource_id, day, quantity } = override
  const reason = quantity === null ? null : (override.reason ?? null)
  return inTransaction(context, async (tx) => {
    const locked = await lockCapacity(tx, [override])
    if (!locked.size) throw new Refusal('not_found', { resource_id })
    const [row] = await tx.query<{ subject_version: number }>(sql`UPDATE capacity.day
      SET override = ${quantity}::int, reason = ${reason}::text, subject_version = subject_version + 1
      WHERE tenant_id = ${tx.tenantId}::uuid AND resource_id = ${resource_id} AND day = ${day}::date RETURNING subject_version`)
    const event = {
      type: 'CapacityOverridden',
      data: { resource_id, day, override: quantity, reason },
      eventTime: context.clock.now(),
    }
    const subject = { type: 'capacity_day', id: capacityKey(override) }
    await append(context, tx, subject, row!.subject_version - 1, [event])
    const after = (await lockCapacity(tx, [override])).get(capacityKey(override))!
    return { resource_id, day, quantity: after.quantity, booked: after.booked }
  })
}
