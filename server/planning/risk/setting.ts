/** What a whole run of assessments stands on: lanes with their learned times, what was learned, disruptions, deal-breakers. */
import { addBusinessDays, type BusinessDays, type Zone, zoneOf } from '../../../engines/calendars/index.ts'
import {
  type Calibration,
  type LeadDays,
  STATED_AT,
  STATED_BEFORE,
  shrunkDays,
  summed,
  UNCALIBRATED,
} from '../../../engines/risk/index.ts'
import { type FoundLane, lanesById } from '../../modules/carriers/index.ts'
import { type OpenDisruption, openDisruptions } from '../../modules/problems/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { type LeadTimes, leadTimesOf } from '../promising/lead-times.ts'
import { type BreakerFacts, readBreakers, readLearned } from './facts.store.ts'

/** A curve of fewer cases says less than the lane's own. */
const CASES_MIN = 30

export interface RiskSetting {
  readonly now: Date
  readonly day: string
  readonly disruptions: readonly OpenDisruption[]
  readonly breakers: ReadonlyMap<string, BreakerFacts>
  readonly calibration: Calibration
  readonly usualValues: Readonly<Record<string, number>>
  /** Days counted of a kind, pulled towards all of that kind, and these towards the prior. */
  elapsed(kind: string, of: string, prior: readonly number[]): number[]
  /** From a milestone to the door: null where too few have been seen. */
  afterMilestone(carrierId: string | null, milestone: string): readonly number[] | null
  /** The local day it is now in a zone. */
  today(zone: string | null): number
}

export async function readSetting(tx: Tx, now: Date): Promise<RiskSetting> {
  const day = now.toISOString().slice(0, 10)
  const { elapsed, learning } = await readLearned(tx)
  const counts = new Map(elapsed.map((row) => [`${row.kind} ${row.of}`, row.counts]))
  const breakers = new Map<string, BreakerFacts>()
  // The strictest comes first.
  for (const one of await readBreakers(tx, day)) if (!breakers.has(one.customer_id)) breakers.set(one.customer_id, one)
  const zones = new Map<string | null, number>()
  return {
    now,
    day,
    disruptions: (await openDisruptions(tx, day)).filter((one) => one.supplier_id === null),
    breakers,
    calibration: learning ? { from: learning.said, to: learning.held, cases: learning.outcomes } : UNCALIBRATED,
    usualValues: learning?.usual_values ?? {},
    elapsed: (kind, of, prior) =>
      shrunkDays(counts.get(`${kind} ${of}`) ?? [], shrunkDays(counts.get(`${kind} *`) ?? [], prior)),
    afterMilestone(carrierId, milestone) {
      const all = counts.get(`milestone */${milestone}`) ?? []
      const own = counts.get(`milestone ${carrierId}/${milestone}`) ?? []
      const cases = sum(all)
      if (cases < CASES_MIN) return null
      return summed(
        shrunkDays(
          own,
          all.map((count) => count / cases),
        ),
      )
    },
    today(zone) {
      const known = zones.get(zone)
      if (known !== undefined) return known
      const found: Zone = zoneOf(zone ?? 'UTC')
      const today = found.dayAt(now.getTime())
      zones.set(zone, today)
      return today
    },
  }
}

const sum = (counts: readonly number[]): number => counts.reduce((a, b) => a + b, 0)

export interface Lanes {
  /** Days and chances of goods that leave on a day; null: the lane is not known. */
  from(laneId: string | null, departureDay: number): LeadDays | null
  find(laneId: string | null): FoundLane | null
}

/** The lanes of a page, with each departure reckoned once. */
export async function readLanes(tx: Tx, laneIds: readonly string[], day: string): Promise<Lanes> {
  const found = laneIds.length === 0 ? [] : await lanesById(tx, laneIds, day)
  const times = await leadTimesOf(tx, found, day)
  const byId = new Map(found.map((lane) => [lane.lane_id, lane]))
  const kept = new Map<string, LeadDays>()
  const find = (laneId: string | null) => (laneId === null ? null : (byId.get(laneId) ?? null))
  return {
    find,
    from(laneId, departureDay) {
      const lane = find(laneId)
      if (!lane) return null
      const key = `${laneId} ${departureDay}`
      const known = kept.get(key)
      if (known) return known
      const made = leadOf(lane, departureDay, times)
      kept.set(key, made)
      return made
    },
  }
}

function leadOf(lane: FoundLane, departureDay: number, times: LeadTimes): LeadDays {
  const calendar = times.carrierDays(lane)
  const chances = times.chances(lane.lane_id)
  if (chances) return { days: chances.map((_, days) => addBusinessDays(calendar, departureDay, days)), chances }
  return statedLead(calendar, departureDay, lane.transit_days)
}

/** Around the stated day, as a prior has it; nothing arrives before it leaves. */
function statedLead(calendar: BusinessDays, departureDay: number, statedDays: number): LeadDays {
  const days = STATED_BEFORE.map((_, at) =>
    addBusinessDays(calendar, departureDay, Math.max(0, statedDays + at - STATED_AT)),
  )
  return { days, chances: STATED_BEFORE }
}

/** Of a promise without a lane only its own day is known: the prior stands around it. */
export const leadAround = (dueDay: number): LeadDays => ({
  days: STATED_BEFORE.map((_, at) => dueDay + at - STATED_AT),
  chances: STATED_BEFORE,
})
