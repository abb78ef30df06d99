/** Which levels may be chosen at all: floors, today, competitors. */
import { normalShareAbove } from '../shared/index.ts'
import type { Element, Level } from './problem.ts'
import { betterness } from './response.ts'

export const BARS = ['below_floor', 'not_sure_enough', 'below_today', 'below_parity'] as const
export type Bar = (typeof BARS)[number]

/** A floor is kept when the level is reached there nine times in ten. */
const SURE = 0.9
const SLACK = 1e-9

/** Chance that what is delivered is at least the floor. Example: a level of 97 with deviation 1 keeps 95 with 0.977. */
export function chanceKept(element: Element, { level, spread = 0 }: Level): number {
  if (element.floor === undefined) return 1
  const room = betterness(element, level) - betterness(element, element.floor)
  return spread > 0 ? 1 - normalShareAbove(room / spread) : room >= -SLACK ? 1 : 0
}

/** Why a level is no choice; undefined: it is one. A level of a core element is never below today's by more than customers notice, whatever it saves. */
export function barOf(element: Element, level: Level): Bar | undefined {
  const reached = betterness(element, level.level)
  if (element.floor !== undefined) {
    if (reached < betterness(element, element.floor) - SLACK) return 'below_floor'
    if (chanceKept(element, level) < SURE) return 'not_sure_enough'
  }
  if (element.core && reached < betterness(element, element.today) - (element.step ?? 0) - SLACK) return 'below_today'
  if (!(element.keepsParity ?? element.core)) return undefined
  const parity = element.parity
  return parity !== undefined && reached < betterness(element, parity) - SLACK ? 'below_parity' : undefined
}
