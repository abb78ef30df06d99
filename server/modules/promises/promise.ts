/** A promise's versions: deciding the next, and folding them from events. */

import type { NewPromise } from '../../../contract/orders.ts'
import { Refusal } from '../../../contract/refusals.ts'
import type { State } from '../../ledger/index.ts'

export interface PromiseVersion extends State {
  readonly version: number
}

export interface Promised {
  readonly quantity: number
  /** Ordered and not cancelled. */
  readonly orderedQuantity: number
  readonly orderedOn: string
}

/** The next version. Refuses a second initial promise, a move without a first one, a window that ends before it begins,
 hours on other days, a day before the order, and more than was ordered. */
export function decidePromise(versions: number, wish: NewPromise & Promised): PromiseVersion {
  const { orderedQuantity, orderedOn, ...said } = wish
  requireWindow(said)
  if (dayBefore(orderedOn) > wish.to_date) throw new Refusal('time_order', { ordered_on: orderedOn, to: wish.to_date })
  if (wish.quantity > orderedQuantity) throw new Refusal('quantity_exceeded', { ordered: orderedQuantity })
  if (versions > 0 && wish.cause === 'initial') throw new Refusal('already_exists', { version: versions })
  if (versions === 0 && wish.cause !== 'initial') throw new Refusal('no_promise')
  return { ...said, version: versions + 1 }
}

function requireWindow(wish: NewPromise): void {
  if (wish.from_date && wish.from_date > wish.to_date) {
    throw new Refusal('time_order', { from: wish.from_date, to: wish.to_date })
  }
  if (wish.from_at && wish.to_at && Date.parse(wish.from_at) > Date.parse(wish.to_at)) {
    throw new Refusal('time_order', { from: wish.from_at, to: wish.to_at })
  }
  // A day and an instant of it differ by less than a day and a zone; what lies further apart is another day.
  const first = Date.parse(dayBefore(wish.from_date ?? wish.to_date))
  const last = Date.parse(wish.to_date) + 2 * DAY_MS
  const outside = [wish.from_at, wish.to_at].find((at) => at && (Date.parse(at) < first || Date.parse(at) > last))
  if (outside) throw new Refusal('time_order', { at: outside, from: wish.from_date ?? wish.to_date, to: wish.to_date })
}

const DAY_MS = 86_400_000
/** A day begins elsewhere up to a day sooner. */
const dayBefore = (day: string) => new Date(Date.parse(day) - DAY_MS).toISOString().slice(0, 10)

/** All versions of a line's promise, by version number. */
export const evolvePromise = (state: State | null, data: State): State => ({ ...state, [String(data.version)]: data })
