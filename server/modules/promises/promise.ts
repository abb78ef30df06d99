/** A promise's versions: deciding the next, and folding them from events. */

import type { NewPromise } from '../../../contract/orders.ts'
import { Refusal } from '../../../contract/refusals.ts'
import type { State } from '../../ledger/index.ts'

export interface PromiseVersion extends State {
  readonly version: number
}

/** The next version. Refuses a second initial promise, a move without a first one, and a window that ends before it begins. */
export function decidePromise(versions: number, wish: NewPromise & { quantity: number }): PromiseVersion {
  if (wish.from_date && wish.from_date > wish.to_date) {
    throw new Refusal('time_order', { from: wish.from_date, to: wish.to_date })
  }
  if (wish.from_at && wish.to_at && Date.parse(wish.from_at) > Date.parse(wish.to_at)) {
    throw new Refusal('time_order', { from: wish.from_at, to: wish.to_at })
  }
  if (versions > 0 && wish.cause === 'initial') throw new Refusal('already_exists', { version: versions })
  if (versions === 0 && wish.cause !== 'initial') throw new Refusal('no_promise')
  return { ...wish, version: versions + 1 }
}

/** All versions of a line's promise, by version number. */
export const evolvePromise = (state: State | null, data: State): State => ({ ...state, [String(data.version)]: data })
