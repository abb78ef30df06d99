/** What planning says of a line, as a change that is proposed: its goods part by part, its date before and after, and why. */
import type { ChangeMove, ChangeRank, ProposedChange, RankRival } from '../../../contract/proposals.ts'
import { NEVER } from '../../../engines/allocation/index.ts'
import { formatLocalDay } from '../../../engines/calendars/index.ts'
import type { OpenClaim } from './claims.store.ts'
import { groupBy } from './group-by.ts'
import type { Way } from './passages.command.ts'
import {
  cameBefore,
  completeDay,
  gaveWayTo,
  gotBy,
  type PlannedClaim,
  type PoolPlan,
  type Rival,
  reasonOf,
} from './pool-plan.ts'
import { type Setting, waitingOf, wantedDate } from './short-claim.ts'

/** Goods of a claim that go on another day than they are reserved for. */
export interface MovedPart {
  readonly planned: PlannedClaim
  readonly plan: PoolPlan
  readonly day: number
  readonly quantityMilli: number
}

/** A claim whose day has passed and that is served today stays as it is. */
export function isOnItsDay({ claim }: PlannedClaim, day: number, today: number): boolean {
  return claim.is_reserved && day !== NEVER && (day === claim.need_day || (day === today && claim.need_day < today))
}

export const movedParts = (plans: readonly PoolPlan[], today: number): MovedPart[] =>
  plans.flatMap((plan) =>
    plan.claims.flatMap((planned) =>
      planned.given
        .filter((one) => !isOnItsDay(planned, one.day, today))
        .map(({ day, quantityMilli }) => ({ planned, plan, day, quantityMilli })),
    ),
  )

export interface ChangeSetting {
  readonly setting: Pick<Setting, 'today' | 'starvationFactor' | 'calendarOf'>
  readonly policy: { readonly policy_id: string | null; readonly kind: string }
  readonly ways: ReadonlyMap<MovedPart, Way | null>
}

const lineOf = ({ order_id, line_number }: { order_id: string; line_number: number }) => `${order_id}/${line_number}`

/** One change a line, however many claims it holds: its promise is as late as the last of them. */
export function changesOf(
  parts: readonly MovedPart[],
  plans: readonly PoolPlan[],
  setting: ChangeSetting,
): ProposedChange[] {
  const claims = groupBy(
    plans.flatMap((plan) => plan.claims),
    ({ claim }) => lineOf(claim),
  )
  return [...groupBy(parts, ({ planned }) => lineOf(planned.claim))].map(([id, own]) =>
    changeOf(own, claims.get(id)!, setting),
  )
}

const latest = (days: readonly string[]): string => days.reduce((last, day) => (day > last ? day : last))

function changeOf(parts: readonly MovedPart[], line: readonly PlannedClaim[], setting: ChangeSetting): ProposedChange {
  const [{ planned, plan }] = [...parts].sort((a, b) => lastness(b) - lastness(a)) as [MovedPart, ...MovedPart[]]
  const { claim } = planned
  const { today } = setting.setting
  const to_date = claim.to_date ?? claim.need_on
  const ways = parts.map((part) => ({ part, way: part.day === NEVER ? null : (setting.ways.get(part) ?? null) }))
  const isNever = ways.some(({ way }) => way === null)
  const arrivals = ways.flatMap(({ way }) => (way ? [formatLocalDay(way.arrivalDay)] : []))
  const staying = line.some((one) => one.given.some(({ day }) => isOnItsDay(one, day, today)))
  const last = ways.reduce((a, b) => ((b.way?.arrivalDay ?? 0) > (a.way?.arrivalDay ?? 0) ? b : a))
  const newDate = isNever ? null : latest([...arrivals, ...(staying ? [to_date] : [])])
  const isSoonerInPart = arrivals.some((day) => day < to_date)
  const proposed = newDate !== null && {
    new_site_id: claim.location_id,
    new_lane_id: claim.lane_id,
    new_need_on: formatLocalDay(last.way!.needDay),
    new_departs_on: formatLocalDay(last.way!.departureDay),
    new_to_date: newDate,
  }
  const nothing = { new_site_id: null, new_lane_id: null, new_need_on: null, new_departs_on: null, new_to_date: null }
  return {
    ...headOf(claim, line),
    effect: newDate === null ? 'never' : newDate > to_date ? 'later' : isSoonerInPart ? 'sooner' : 'kept',
    ...(proposed || nothing),
    rank: rankOf(planned, plan, setting),
    moves: newDate === null ? [] : ways.map(({ part, way }) => moveOf(part, way!)),
  }
}

const lastness = ({ day }: MovedPart): number => (day === NEVER ? Number.POSITIVE_INFINITY : day)

function headOf(claim: OpenClaim, line: readonly PlannedClaim[]) {
  const { order_id, line_number, customer_id, product_id, promise_version, location_id, lane_id, need_on } = claim
  const quantity = line.reduce((sum, one) => sum + one.claim.quantity, 0)
  return {
    order_id,
    line_number,
    customer_id,
    product_id,
    quantity: Math.round(quantity * 1000) / 1000,
    promise_version,
    site_id: location_id,
    lane_id,
    need_on,
    to_date: claim.to_date ?? need_on,
  }
}

const moveOf = ({ planned: { claim }, quantityMilli }: MovedPart, way: Way): ChangeMove => ({
  product_id: claim.product_id,
  from_site_id: claim.is_reserved ? claim.location_id : null,
  from_need_on: claim.is_reserved ? claim.need_on : null,
  quantity: quantityMilli / 1000,
  site_id: claim.location_id,
  need_on: formatLocalDay(way.needDay),
  departs_on: formatLocalDay(way.departureDay),
  to_date: formatLocalDay(way.arrivalDay),
})

/** A line that wanted goods sooner, got none of them, and goes on waiting as before. */
export function waitingChange(planned: PlannedClaim, plan: PoolPlan, setting: ChangeSetting): ProposedChange {
  const { claim } = planned
  return {
    ...headOf(claim, [planned]),
    effect: 'waits',
    new_site_id: claim.location_id,
    new_lane_id: claim.lane_id,
    new_need_on: claim.need_on,
    new_departs_on: null,
    new_to_date: claim.to_date ?? claim.need_on,
    rank: rankOf(planned, plan, setting),
    moves: [],
  }
}

export function rankOf(
  planned: PlannedClaim,
  plan: PoolPlan,
  { setting, policy }: Omit<ChangeSetting, 'ways'>,
): ChangeRank {
  const { claim, short, place, of } = planned
  const { rank } = short
  const waiting = waitingOf(claim, setting)
  const isInTime = claim.is_reserved && claim.need_day <= Math.max(short.needDay, setting.today)
  const instant = (at: Date | null) => at?.toISOString() ?? null
  return {
    tier: claim.tier,
    place,
    of,
    policy_id: policy.policy_id,
    policy_kind: policy.kind,
    facts: {
      commitment: rank.commitment,
      has_waited: rank.hasWaited,
      is_safety_critical: rank.isSafetyCritical,
      is_at_risk: rank.isAtRisk,
      tier: rank.tier,
      promised_for: claim.to_date,
      promised_at: instant(claim.promised_at),
      ordered_at: instant(claim.ordered_at),
    },
    given_by: reasonOf(planned),
    wanted_date: wantedDate(claim),
    in_time_before: isInTime ? claim.quantity : 0,
    in_time_after: gotBy(planned, short.needDay) / 1000,
    waited_days: waiting.days,
    too_long_from: waiting.tooLongFrom,
    gave_way_to: isLate(planned) ? gaveWayTo(plan, planned).map(named) : [],
    came_before: cameBefore(plan, planned).map(named),
  }
}

const isLate = (planned: PlannedClaim): boolean => {
  const day = completeDay(planned)
  return day === null || day > planned.short.needDay
}

const named = ({ other: { claim }, decided_by }: Rival): RankRival => ({
  order_id: claim.order_id,
  line_number: claim.line_number,
  tier: claim.tier,
  customer_id: claim.customer_id,
  decided_by,
})
