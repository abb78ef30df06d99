/** Learns how long the company's lanes take from what left and came, and keeps it as a new version. */
import { parseLocalDay } from '../../../engines/calendars/index.ts'
import type { LeadTimeSample } from '../../../engines/promising/index.ts'
import { daysUntilKnown, isLost } from '../../../engines/promising/index.ts'
import { carrierCalendars } from '../../modules/carriers/index.ts'
import type { Context } from '../../platform/context.ts'
import { inSnapshot, inTransaction } from '../../platform/database/transaction.ts'
import { calculate } from './calculate.ts'
import { type Consignment, listCarrierHours, listConsignments, listLanes } from './consignments.store.ts'
import { samplesOf, wayOf } from './consignments.ts'
import type { LaneChances } from './lane-table.ts'
import { keepLeadTimes } from './lead-times.store.ts'

/** May run twice after a crash: the later version counts. Returns the version. */
export async function learnLeadTimesOf(context: Context, signal: AbortSignal): Promise<number> {
  const learnedAt = context.clock.now()
  const day = learnedAt.toISOString().slice(0, 10)
  const today = parseLocalDay(day)
  const { consignments, lanes, calendars } = await inSnapshot(context, async (tx) => ({
    consignments: await listConsignments(tx, day),
    lanes: await listLanes(tx, day),
    calendars: await carrierCalendars(tx, await listCarrierHours(tx), day),
  }))
  const samples = samplesOf(consignments, { lanes, calendars, lastDay: today - 1 })
  const ways = lanes.map((lane) => ({ lane_id: lane.lane_id, way: wayOf(lane, today) }))
  const learned = await calculate<LaneChances[]>({ kind: 'lanes', today, samples, lanes: ways }, { signal })
  return inTransaction(context, (tx) =>
    keepLeadTimes(tx, { learnedAt, ...sizes(samples), ...span(consignments), lanes: learned }),
  )
}

function sizes(samples: readonly LeadTimeSample[]) {
  const known = daysUntilKnown(samples)
  const lost = samples.filter((sample) => isLost(sample, known)).length
  const delivered = samples.filter(({ isOpen }) => !isOpen).length
  return { delivered, lost, underWay: samples.length - delivered - lost }
}

/** Youngest first. */
const span = (consignments: readonly Consignment[]) => ({
  firstDay: consignments.at(-1)?.departs_on ?? null,
  lastDay: consignments[0]?.departs_on ?? null,
})
