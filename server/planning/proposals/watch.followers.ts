/** Watches goods and supply on the ledger: whatever makes a promise impossible is proposed for a new date at once. */
import { type EventRange, followRange } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { checkPromises } from './check-promises.command.ts'
import { touchedPools } from './touched-pools.store.ts'

/** Reads one range of events. Returns how many; 0 means every promise has been asked about. */
export const watchPromises = (context: Context, eventsMax?: number): Promise<number> =>
  followRange(
    context,
    { name: 'promises', handle: (tx, range) => checkTouched({ ...context, tx }, tx, range) },
    eventsMax,
  )

async function checkTouched(context: Context, tx: Tx, range: EventRange): Promise<void> {
  const pools = await touchedPools(tx, range)
  if (pools.length === 0) return
  const supplies = [...new Set(pools.map((pool) => pool.supply_id).filter((id) => id !== null))]
  const isSupply = supplies.length > 0
  const cause = isSupply
    ? { supply_ids: supplies.slice(0, CAUSES_NAMED_MAX) }
    : { pools: pools.slice(0, CAUSES_NAMED_MAX) }
  await checkPromises(context, { pools, kind: isSupply ? 'supply' : 'stock', cause })
}

const CAUSES_NAMED_MAX = 20
