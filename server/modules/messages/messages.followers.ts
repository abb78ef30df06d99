/** Follows the ledger and tells customers what they want to hear of. */
import { type EventRange, followRange } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { queueMessages } from './queue-messages.command.ts'
import { readSetting } from './setting.store.ts'
import { decideTellings } from './tellings.ts'
import { listTouched } from './touched.store.ts'

/** What is older is no news any more, however late it was noticed. */
const NEWS_MS = 24 * 3_600_000

/** Reads one range of events. Returns how many; 0 means everything has been told or put in the queue. */
export const tellCustomers = (context: Context, eventsMax?: number): Promise<number> =>
  followRange(context, { name: 'messages', handle: (tx, range) => tellRange({ ...context, tx }, tx, range) }, eventsMax)

async function tellRange(context: Context, tx: Tx, range: EventRange): Promise<void> {
  const setting = await readSetting(tx)
  if (!setting.is_on) return
  const dayAgo = context.clock.now().getTime() - NEWS_MS
  const since = new Date(Math.max(dayAgo, setting.on_since?.getTime() ?? dayAgo))
  await queueMessages(context, tx, decideTellings(await listTouched(tx, range, since)))
}
