/** What happened to an order in a customer's words: only what concerns the customer, oldest first, said once. */
import type { Moment } from '../../../ui/timeline.tsx'
import type { PortalOrder } from './portal-order.ts'

export type PortalMoment = Pick<Moment, 'id' | 'icon' | 'at' | 'day' | 'tone' | 'kind'> & {
  key: string
  data: Record<string, unknown>
}

const TOLD: Record<string, Pick<PortalMoment, 'icon' | 'tone'>> = {
  OrderPlaced: { icon: 'orders' },
  OrderLinesChanged: { icon: 'edit' },
  OrderLinesCancelled: { icon: 'cross', tone: 'watch' },
  PromiseMade: { icon: 'handshake' },
  PromiseMoved: { icon: 'handshake', tone: 'watch' },
  ShipmentDispatched: { icon: 'truck' },
  DeliveryRecorded: { icon: 'door', tone: 'right' },
  InvoiceIssued: { icon: 'bill' },
  CreditIssued: { icon: 'bill' },
}

/** Of the carrier's events those that a receiver plans by. */
const MILESTONES: Record<string, Pick<PortalMoment, 'icon' | 'tone'>> = {
  out_for_delivery: { icon: 'truck' },
  attempt_failed: { icon: 'door', tone: 'watch' },
  ready_for_collection: { icon: 'door' },
  delayed: { icon: 'clock', tone: 'watch' },
  customs_held: { icon: 'clock', tone: 'watch' },
  returned: { icon: 'truck', tone: 'watch' },
}

export function portalMoments(order: PortalOrder): PortalMoment[] {
  const recorded = order.timeline
    .filter((event) => TOLD[event.type])
    .map((event, index) => ({
      id: `${event.type} ${event.subject_id} ${index}`,
      key: event.type,
      at: event.at,
      day: event.day,
      data: event.data,
      ...TOLD[event.type],
    }))
  const retracted = new Set(
    order.observations.filter((one) => one.retracts).map((one) => `${one.source}\n${one.retracts}`),
  )
  const observed = order.observations
    .filter((one) => MILESTONES[String(one.milestone)] && one.lifecycle === 'actual')
    .filter((one) => !one.retracts && !retracted.has(`${one.source}\n${one.source_event_id}`))
    // That a hold or a delay is over is told by what comes next.
    .filter((one) => !one.closes_flag)
    .map((one, index) => ({
      id: `observed ${index}`,
      key: String(one.milestone),
      at: one.occurred_at as string | null,
      day: one.occurred_on as string | null,
      data: one,
      ...MILESTONES[String(one.milestone)],
    }))
  return saidOnce([...recorded, ...observed].toSorted((a, b) => whenOf(a).localeCompare(whenOf(b))))
}

const whenOf = ({ at, day }: PortalMoment) => (at ? new Date(at).toISOString() : `${day ?? '9999-12-31'}T23:59:59Z`)

/** The same promise for ten lines is one promise to the customer. */
function saidOnce(moments: readonly PortalMoment[]): PortalMoment[] {
  const seen = new Set<string>()
  return moments.filter((moment) => {
    const sentence = `${moment.key} ${whenOf(moment)} ${moment.data.to_date ?? moment.id}`
    if (seen.has(sentence)) return false
    seen.add(sentence)
    return true
  })
}
