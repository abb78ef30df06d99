/** How long lanes take: as the company has learned from its own deliveries, else as they state it. */
import type { BusinessDays } from '../../../engines/calendars/index.ts'
import { carrierCalendars, type FoundLane } from '../../modules/carriers/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { findLeadTimes, type LearnedLaneRow } from '../lead-times/lead-times.store.ts'

export interface LeadTimes {
  /** Days on which the lane's carrier moves goods. */
  carrierDays(lane: FoundLane): BusinessDays
  /** Business days of the carrier that are enough with this probability. */
  days(lane: FoundLane, quantile: number): number
  /** Null: too few deliveries to say. */
  chanceWithin(lane: FoundLane, days: number): number | null
  /** Within 0, 1, 2 … days; null: nothing was learned. */
  chances(laneId: string): readonly number[] | null
  /** From which level and how many deliveries the chance comes, and since when. Null: nothing was learned. */
  learned(laneId: string): Pick<LearnedLaneRow, 'level' | 'cases' | 'learned_at'> | null
}

export async function leadTimesOf(tx: Tx, lanes: readonly FoundLane[], day: string): Promise<LeadTimes> {
  const calendars = await carrierCalendars(tx, lanes, day)
  const rows = lanes.length === 0 ? [] : await findLeadTimes(tx, [...new Set(lanes.map((lane) => lane.lane_id))])
  return leadTimesFrom(calendars, new Map(rows.map((row) => [row.lane_id, row])))
}

export function leadTimesFrom(
  calendars: ReadonlyMap<string, BusinessDays>,
  learned: ReadonlyMap<string, LearnedLaneRow>,
): LeadTimes {
  return {
    carrierDays: (lane) => calendars.get(lane.carrier_id)!,
    days(lane, quantile) {
      const enough = learned.get(lane.lane_id)?.chances.findIndex((chance) => chance >= quantile) ?? -1
      return enough < 0 ? lane.transit_days : enough
    },
    chanceWithin(lane, days) {
      const chances = learned.get(lane.lane_id)?.chances
      if (!chances) return null
      return days < 0 ? 0 : (chances[days] ?? chances.at(-1) ?? null)
    },
    chances: (laneId) => learned.get(laneId)?.chances ?? null,
    learned: (laneId) => learned.get(laneId) ?? null,
  }
}
