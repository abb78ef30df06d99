/** Of each order of the past: the chance of coming within the days given to it, by what was known on its morning. */
import { advance } from './advance.ts'
import { chanceBy } from './ask.ts'
import type { PastOrder } from './back-test.ts'
import { outlookOfRow } from './coded-row.ts'
import { startLearner } from './learn.ts'
import { rowsFrom } from './rows.ts'
import type { LeadTimeSettings } from './settings.ts'

/** In the order of the orders; null where nothing was known yet, or no days were given. Learns as `backTest` does. */
export function foretell(orders: readonly PastOrder[], settings: LeadTimeSettings): (number | null)[] {
  const rows = rowsFrom(orders)
  const learner = startLearner(rows, settings)
  const chances = new Array<number | null>(orders.length).fill(null)
  for (let row = 0; row < rows.count; row++) {
    advance(learner, rows.start[row]!)
    const arrival = rows.arrival[row]!
    const { givenDays } = orders[arrival]!
    const outlook = givenDays === null ? null : outlookOfRow(learner, row)
    if (outlook !== null) chances[arrival] = givenDays! < 0 ? 0 : chanceBy(learner.model, outlook, givenDays!)
  }
  return chances
}
