/** The learned table: for each lane the chance to have arrived after so many business days of its carrier. */
import {
  chanceWithin,
  type Lane,
  type LeadTimeSample,
  leadTimeDays,
  learnLeadTimes,
} from '../../../engines/promising/index.ts'

export interface LaneChances {
  readonly lane_id: string
  readonly level: string
  readonly cases: number
  readonly chances: readonly number[]
}

export interface LaneQuestion {
  readonly today: number
  readonly samples: readonly LeadTimeSample[]
  readonly lanes: readonly { readonly lane_id: string; readonly way: Lane }[]
}

const LONGEST_DAYS = 120
/** Surer than this is not told. */
const SURE = 0.999

/** Lanes without a level that has deliveries enough are left out: their stated days hold. */
export function laneTable({ today, samples, lanes }: LaneQuestion): LaneChances[] {
  const model = learnLeadTimes(samples, { today, days: 'business' })
  return lanes.flatMap(({ lane_id, way }) => {
    const learned = leadTimeDays(model, way, 0.5)
    if (learned === null || learned.level === 'all') return []
    const chances: number[] = []
    for (let days = 0; days < LONGEST_DAYS && (chances.at(-1) ?? 0) < SURE; days++)
      chances.push(Math.min(SURE, Math.round(chanceWithin(model, way, days)! * 10_000) / 10_000))
    return [{ lane_id, level: learned.level, cases: learned.cases, chances }]
  })
}
