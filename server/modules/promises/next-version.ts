/** What the version of a promise that follows another carries on of it, and what is new. */
import { formatLocalDay, parseLocalDay } from '../../../engines/calendars/index.ts'
import type { State } from '../../ledger/index.ts'
import type { CapacityKey } from '../capacity/index.ts'
import type { FoundLane } from '../carriers/index.ts'
import type { PromiseInForce } from './promises.store.ts'

export interface PromiseMove {
  readonly order_id: string
  readonly line_number: number
  readonly quantity: number
  /** The version that is to be followed by a new one; a later one leaves the line as it is. */
  readonly promise_version: number
  readonly new_site_id: string | null
  readonly new_lane_id: string | null
  readonly new_need_on: string | null
  readonly new_departs_on: string | null
  readonly new_to_date: string | null
  readonly reason: string
  /** Part by part, where the goods of a line do not all go by one day. Absent or empty: all of them by the new day. */
  readonly parts?: readonly PromisePart[]
  /** Absent: what is booked moves along. */
  readonly bookings?: readonly (CapacityKey & { readonly quantity: number })[]
}

/** Goods of a line: from the reservation they are in, or newly set aside, to another day. */
export interface PromisePart {
  readonly product_id: string
  /** Null: not reserved yet. */
  readonly from_site_id: string | null
  readonly from_need_on: string | null
  readonly quantity: number
  readonly site_id: string
  readonly need_on: string
}

export interface MoveStep {
  readonly move: PromiseMove
  /** Undefined: the line has no promise yet. */
  readonly before: PromiseInForce | undefined
  /** Of the new way; undefined: not known (any more). */
  readonly lane: FoundLane | undefined
}

/**
 * Lane, carrier and service are those of the new way; where it names no lane, those of the version before, as long as the
 * goods leave from the same site. The window keeps its width, and its hours as long as the day stays.
 */
export function nextVersion({ move, before, lane }: MoveStep): State {
  const { order_id, line_number, quantity, reason } = move
  return {
    order_id,
    line_number,
    version: (before?.version ?? 0) + 1,
    subject_version: (before?.subject_version ?? 0) + 1,
    quantity,
    cause: before ? 'company' : 'initial',
    reason,
    ...wayOf({ move, before, lane }),
    product_id: before?.product_id ?? null,
    to_date: move.new_to_date,
    ...windowOf(move, before),
  }
}

function wayOf({ move, before, lane }: MoveStep) {
  const days = { site_id: move.new_site_id, need_on: move.new_need_on, departs_on: move.new_departs_on }
  if (lane) return { ...days, lane_id: lane.lane_id, carrier_id: lane.carrier_id, service: lane.service }
  const isSameWay =
    before !== undefined &&
    before.site_id === move.new_site_id &&
    (move.new_lane_id === null || move.new_lane_id === before.lane_id)
  const { lane_id, carrier_id, service } = isSameWay
    ? before
    : { lane_id: move.new_lane_id, carrier_id: null, service: null }
  return { ...days, lane_id, carrier_id, service }
}

function windowOf({ new_to_date }: PromiseMove, before: PromiseInForce | undefined) {
  if (!before || new_to_date === null) return {}
  const { from_date, from_at, to_at, to_date } = before
  if (new_to_date === to_date) return { from_date, from_at, to_at }
  if (from_date === null || from_at !== null) return {}
  if (new_to_date < to_date) return { from_date: from_date < new_to_date ? from_date : new_to_date }
  const width = parseLocalDay(to_date) - parseLocalDay(from_date)
  return { from_date: formatLocalDay(parseLocalDay(new_to_date) - width) }
}
