/** Whoever stands at the door says that the goods could not be handed over, and why. */
import { Refusal } from '../../../contract/refusals.ts'
import type { FailedAttempt } from '../../../contract/work.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { requireShipment } from '../shipments/index.ts'
import { recordObservations } from './record-observations.command.ts'

const SOURCE = 'door'
/** Clocks of phones differ. */
const AHEAD_MS = 5 * 60_000

/** The same report again changes nothing. Refuses `unknown_shipment`, and `time_order` for what lies ahead. */
export function reportFailedAttempt(context: Context, shipmentId: string, report: FailedAttempt) {
  return inTransaction(context, async (tx) => {
    const { to_location_id } = await requireShipment(tx, shipmentId)
    const { report_id, reason, occurred_at = context.clock.now().toISOString() } = report
    if (Date.parse(occurred_at) > context.clock.now().getTime() + AHEAD_MS)
      throw new Refusal('time_order', { occurred_at })
    const { added } = await recordObservations({ ...context, tx }, shipmentId, [
      {
        ...{ source: SOURCE, source_event_id: report_id, milestone: 'attempt_failed', lifecycle: 'actual' },
        ...{ occurred_at, location_id: to_location_id, reason },
      },
    ])
    return { is_known: added === 0 }
  })
}
