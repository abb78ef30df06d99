/** Everything a replay needs, in one snapshot: the year that was, and what was and would be offered. */
import type { PackageDraft } from '../../../contract/package-drafts.ts'
import type { ReplayFacts } from '../../../engines/replay/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { loadWatched } from '../../views/stock/watched-pools.ts'
import { gatherYear } from '../balance/gather.ts'
import { PRIORS } from '../balance/ground.ts'
import { type History, readHistory } from './history.store.ts'
import { type SegmentSetting, segmentSettings, segmentTerms, stockKept, usable } from './setting.ts'

const YEAR_DAYS = 365
const STOCK_WINDOW = 182

export interface Gathered {
  readonly facts: ReplayFacts
  readonly history: History
  readonly settings: readonly SegmentSetting[]
  readonly currency: string | null
  /** Segments whose costs are on record. */
  readonly costed: readonly string[]
  readonly from: string
  readonly to: string
}

const shifted = (day: string, days: number) => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)

/** Up to yesterday: of today's orders nothing is known yet. */
export async function gatherFacts(tx: Tx, draft: PackageDraft, now: Date): Promise<Gathered> {
  const today = now.toISOString().slice(0, 10)
  const [from, to] = [shifted(today, 0 - YEAR_DAYS), shifted(today, -1)]
  const year = await gatherYear(tx, { from, to, currency: draft.minimum_currency ?? undefined, now })
  const settings = await segmentSettings(tx, draft, today)
  const watched = usable(await loadWatched(tx, { window_days: STOCK_WINDOW } as Parameters<typeof loadWatched>[1], now))
  const history = await readHistory(tx, {
    ...{ from, to, currency: year.currency },
    segments: new Map(settings.map(({ segment_id }, nth) => [segment_id, nth])),
    pools: new Map(watched.map(({ product_id, location_id }, nth) => [`${product_id} ${location_id}`, nth])),
  })
  return {
    ...{ history, settings, from, to, currency: year.currency },
    costed: year.facts.filter(({ transport }) => transport > 0).map(({ segment_id }) => segment_id),
    facts: {
      lines: history.lines,
      orders: history.orders,
      pools: stockKept(watched, { history, settings }),
      segments: segmentTerms(settings, year),
      customers: history.customers.length,
      sites: history.sites.length,
      doors: history.doors,
      capacity: [],
      guesses: {
        merged: PRIORS.merged,
        lostBelowMinimum: PRIORS.lost_below_minimum,
        expedite: PRIORS.expedite,
        stop: PRIORS.stop,
        holding: PRIORS.holding,
        dayFaster: PRIORS.day_faster,
        dayMore: PRIORS.day_more,
        lostWhenShort: PRIORS.lost_when_short,
      },
    },
  }
}
