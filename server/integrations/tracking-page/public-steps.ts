/** From our milestones to what a receiver understands. */
import type { SeenStep } from '../../views/visibility/shipment-for-consignee.ts'
import type { PublicStep } from './words/page-words.ts'

/** A milestone that is not here (an order taken, a hub's own step) says nothing to a receiver. */
const STEP_OF: Readonly<Record<string, PublicStep>> = {
  picked: 'prepared',
  packed: 'prepared',
  staged: 'prepared',
  carrier_informed: 'prepared',
  pickup_arrived: 'prepared',
  loaded: 'prepared',
  picked_up: 'left',
  departed: 'left',
  in_transit: 'on_the_way',
  arrived_facility: 'on_the_way',
  customs_presented: 'customs',
  customs_held: 'customs',
  customs_released: 'on_the_way',
  border_crossed: 'on_the_way',
  appointment_set: 'appointment',
  out_for_delivery: 'out',
  arrived_consignee: 'out',
  ready_for_collection: 'collect',
  attempt_failed: 'attempt',
  delivered: 'delivered',
  delivered_partial: 'delivered',
  accepted: 'delivered',
  refused: 'refused',
  returning: 'returned',
  returned: 'returned',
  cancelled: 'cancelled',
  delayed: 'delayed',
  damaged: 'damaged',
  lost: 'lost',
  address_problem: 'address',
}

export const publicStep = (milestone: string | null): PublicStep | null => STEP_OF[milestone ?? ''] ?? null

export interface PublicEvent extends Omit<SeenStep, 'milestone'> {
  readonly step: PublicStep
}

/** Newest first; of the same step at the same place one after the other, the first time counts. */
export function publicEvents(steps: readonly SeenStep[]): PublicEvent[] {
  const events: PublicEvent[] = []
  for (const { milestone, ...seen } of steps) {
    const step = publicStep(milestone)
    if (!step) continue
    const later = events.at(-1)
    const isSame = later && later.step === step && (later.place ?? seen.place) === (seen.place ?? later.place)
    if (isSame) events[events.length - 1] = { ...seen, step, place: seen.place ?? later.place }
    else events.push({ ...seen, step })
  }
  return events
}

/** How far along the bar of four; null where the way has ended otherwise. */
export function reachedOnBar(step: PublicStep | null): 0 | 1 | 2 | 3 | 4 {
  if (step === null || step === 'cancelled') return 0
  if (step === 'prepared') return 1
  if (step === 'delivered') return 4
  return step === 'out' || step === 'collect' || step === 'attempt' || step === 'refused' ? 3 : 2
}
