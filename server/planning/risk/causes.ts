/** From what is known of a line to the engine's question: the lead time that is left, and what speaks against the promise. */
import { parseLocalDay } from '../../../engines/calendars/index.ts'
import {
  type Cause,
  DELAY_PRIOR,
  ESTIMATE_EARLY,
  ESTIMATE_PRIOR,
  ESTIMATE_WEIGHT,
  type LeadDays,
  type PromiseFacts,
  SILENCE_PRIOR,
  SUPPLY_PRIOR,
} from '../../../engines/risk/index.ts'
import { isOnWay } from '../../modules/problems/index.ts'
import type { LineFacts, OverloadFacts } from './facts.store.ts'
import { type Lanes, leadAround, type RiskSetting } from './setting.ts'
import type { ShipmentState } from './shipment-states.ts'
import type { StockGap } from './stock-gaps.ts'

export interface KnownOfLine {
  readonly line: LineFacts
  /** Null: nothing has left, or not all of it. */
  readonly shipment: ShipmentState | null
  /** What is reserved and does not lie there. */
  readonly gaps: readonly StockGap[]
  readonly overloads: readonly OverloadFacts[]
}

const DAY_MS = 86_400_000

export function questionOf(known: KnownOfLine, setting: RiskSetting, lanes: Lanes): PromiseFacts {
  const { line, shipment } = known
  const today = setting.today(line.zone)
  const dueDay = parseLocalDay(line.to_date)
  const breaker = setting.breakers.get(line.customer_id)
  const unforgiven = breaker ? { unforgivenDays: breaker.forgiven_days } : {}
  if (shipment) {
    const lead = leadOnTheWay(known, shipment, { setting, lanes, dueDay })
    return { today, dueDay, lead, causes: onTheWay(line, shipment, { setting, today }), ...unforgiven }
  }
  return { today, dueDay, ...beforeLeaving(known, { setting, lanes, today, dueDay }), ...unforgiven }
}

interface At {
  readonly setting: RiskSetting
  readonly lanes: Lanes
  readonly today: number
  readonly dueDay: number
}

/** By the last milestone where enough such ways have been seen to their end; else by the day the goods left. */
function leadOnTheWay(
  { line }: KnownOfLine,
  { milestone, since }: ShipmentState,
  { setting, lanes, dueDay }: Pick<At, 'setting' | 'lanes' | 'dueDay'>,
): LeadDays {
  const chances =
    milestone === null || since === null ? null : setting.afterMilestone(line.shipment_carrier_id, milestone)
  if (chances) {
    const from = Math.floor(since! / DAY_MS)
    return { days: chances.map((_, days) => from + days), chances }
  }
  const left = line.shipped_on ?? line.departs_on
  return (left === null ? null : lanes.from(line.lane_id, parseLocalDay(left))) ?? leadAround(dueDay)
}

const TROUBLE = ['delayed', 'held', 'misrouted', 'address_problem', 'damaged'] as const

function onTheWay(line: LineFacts, shipment: ShipmentState, at: Pick<At, 'setting' | 'today'>): Cause[] {
  const { setting, today } = at
  const causes: Cause[] = []
  const shipment_id = line.shipment_id
  if (shipment.flags.includes('lost'))
    causes.push({ code: 'carrier_delay', params: { shipment_id, flag: 'lost' }, effect: { delay: [] } })
  const flag =
    TROUBLE.find((one) => shipment.flags.includes(one)) ?? (shipment.isAttemptFailed ? 'attempt_failed' : null)
  if (flag) {
    const delay = setting.elapsed('delay', shipment.reason ?? flag, DELAY_PRIOR)
    const params = { shipment_id, flag, reason: shipment.reason }
    causes.push({ code: 'carrier_delay', params, effect: { delay } })
  }
  const estimated = shipment.estimatedDay
  // A day that has passed without an arrival says nothing any more.
  if (estimated !== null && estimated >= today) {
    const errors = setting.elapsed('estimate', line.shipment_carrier_id ?? '*', ESTIMATE_PRIOR)
    const estimate = { day: estimated, weight: ESTIMATE_WEIGHT, errors, early: ESTIMATE_EARLY }
    causes.push({
      code: 'carrier_estimate',
      params: { shipment_id, day: dayOf(estimated) },
      effect: { estimate },
    })
  }
  if (shipment.flags.includes('stale')) {
    const days =
      shipment.lastSeenAt === null ? null : Math.floor((setting.now.getTime() - shipment.lastSeenAt) / DAY_MS)
    causes.push({ code: 'silent', params: { shipment_id, days }, effect: { delay: SILENCE_PRIOR } })
  }
  return [...causes, ...disruptionsOf(line, { setting, today, departureDay: null })]
}

const dayOf = (day: number) => new Date(day * DAY_MS).toISOString().slice(0, 10)

function beforeLeaving(
  { line, gaps, overloads }: KnownOfLine,
  { setting, lanes, today, dueDay }: At,
): Pick<PromiseFacts, 'lead' | 'causes'> {
  const leaves = line.departs_on ?? line.need_on
  const planned = leaves === null ? null : parseLocalDay(leaves)
  const lead = (planned === null ? null : lanes.from(line.lane_id, planned)) ?? leadAround(dueDay)
  const causes: Cause[] = []
  if (planned !== null && planned < today) {
    const missed = today - planned
    const now = lanes.from(line.lane_id, today) ?? leadAround(dueDay + missed)
    causes.push({ code: 'not_left', params: { departs_on: leaves, days: missed }, effect: { lead: now } })
  }
  causes.push(...gaps.map((gap) => gapCause(gap, { setting, today })))
  for (const { resource_id, day, booked, capacity } of overloads) {
    const share = (booked - capacity) / booked
    causes.push({
      code: 'overloaded',
      params: { resource_id, day, booked, capacity },
      effect: { delay: [1 - share, share] },
    })
  }
  const departureDay = Math.max(today, planned ?? today)
  return { lead, causes: [...causes, ...disruptionsOf(line, { setting, today, departureDay })] }
}

/** Goods that wait for supply go as much later as it comes after the day they are needed. */
function gapCause({ claim, supply }: StockGap, { setting, today }: Pick<At, 'setting' | 'today'>): Cause {
  const { product_id, location_id, missing, need_on } = claim
  if (!supply) return { code: 'no_goods', params: { product_id, location_id, missing }, effect: { delay: [] } }
  const { supply_id, supplier_id, due_on } = supply
  const late = setting.elapsed('supplier', supplier_id ?? '*', SUPPLY_PRIOR)
  const [due, need] = [parseLocalDay(due_on), Math.max(today, parseLocalDay(need_on))]
  // Supply that is overdue comes today at the soonest: of its lateness only what is left counts.
  const passed = Math.max(0, today - due)
  const left = late.reduce((sum, chance, days) => sum + (days >= passed ? chance : 0), 0)
  const delay: number[] = []
  late.forEach((chance, days) => {
    if (days < passed) return
    const later = Math.max(0, due + days - need)
    delay[later] = (delay[later] ?? 0) + (left > 0 ? chance / left : 0)
  })
  const given = left > 0 ? Array.from(delay, (chance) => chance ?? 0) : SILENCE_PRIOR
  return {
    code: 'supply_late',
    params: { supply_id, supplier_id, product_id, location_id, missing, due_on, need_on },
    effect: { delay: given },
  }
}

/** Before leaving a closure keeps goods where they are; on the way it holds them until it is over. */
function disruptionsOf(
  line: LineFacts,
  { setting, today, departureDay }: Pick<At, 'setting' | 'today'> & { departureDay: number | null },
): Cause[] {
  const destination = { country: line.country, postal_code: line.postal_code }
  const carrier_id = line.shipment_carrier_id ?? line.carrier_id ?? ''
  return setting.disruptions.flatMap((one): Cause[] => {
    // What left is no longer at the site.
    if (departureDay === null && one.site_id !== null) return []
    if (!isOnWay(one, { site_id: line.site_id ?? '', carrier_id, destination })) return []
    const [first, last] = [parseLocalDay(one.first_day), parseLocalDay(one.last_day)]
    if (last < today || first > Math.max(today, parseLocalDay(line.to_date))) return []
    const params = { disruption_id: one.disruption_id, kind: one.kind, last_day: one.last_day, days: one.delay_days }
    if (one.effect === 'delayed')
      return [{ code: 'disruption', params, effect: { delay: shifted(one.delay_days ?? 0) } }]
    if (departureDay === null) return [{ code: 'disruption', params, effect: { until: last + 1 } }]
    const isHit = departureDay >= first && departureDay <= last
    return isHit ? [{ code: 'disruption', params, effect: { delay: shifted(last + 1 - departureDay) } }] : []
  })
}

const shifted = (days: number): number[] => [...Array<number>(days).fill(0), 1]
