/** An open claim as the engine takes it: when its goods are wanted, how long it has waited, what its rank is. */
import type { RankKey, ShortClaim } from '../../../engines/allocation/index.ts'
import { addBusinessDays, type BusinessDays, formatLocalDay, parseLocalDay } from '../../../engines/calendars/index.ts'
import type { OpenClaim } from './claims.store.ts'

const DAY_MS = 86_400_000
/** Without a lane between goods and promise there is a day. */
const USUAL_WAY_DAYS = 1

export interface Setting {
  readonly today: number
  readonly now: number
  /** So many times its standard a line may wait. */
  readonly starvationFactor: number
  /** Of the claim's site; absent: every day counts. */
  readonly calendarOf: (locationId: string) => BusinessDays | undefined
  /** Goods are wanted for the day wished or first promised; else for the day they are reserved for. */
  readonly isAsWished: boolean
  /** Lines may be cut where their terms allow parts. */
  readonly mayCut: boolean
  readonly usual: ReadonlyMap<string, number>
}

export const milli = (quantity: number): number => Math.round(quantity * 1000)

/** Days between leaving stock and the promised day. */
export const wayDays = ({ to_date, need_day }: Pick<OpenClaim, 'to_date' | 'need_day'>): number =>
  to_date === null ? USUAL_WAY_DAYS : Math.max(0, parseLocalDay(to_date) - need_day)

/** The day the customer counts on: the one asked for, else the first one promised; never later than what is promised now. */
export function wantedDate(claim: OpenClaim): string {
  const promised = claim.to_date ?? claim.need_on
  const wanted = claim.requested_to_date ?? claim.first_to_date ?? promised
  return wanted < promised ? wanted : promised
}

/** The day on which the goods must leave for it; today where it has passed. */
export function wantedDay(claim: OpenClaim, today: number): number {
  const sooner = parseLocalDay(claim.to_date ?? claim.need_on) - parseLocalDay(wantedDate(claim))
  return Math.max(today, claim.need_day - sooner)
}

/** From when a line waits: its order, or where it was asked for later than the standard takes, so long before that day. */
function waitsFrom(claim: OpenClaim, standardDays: number): number {
  const ordered = claim.ordered_at ? Math.floor(claim.ordered_at.getTime() / DAY_MS) : claim.need_day
  const asked = claim.requested_to_date === null ? null : parseLocalDay(claim.requested_to_date) - standardDays
  return Math.max(ordered, asked ?? ordered)
}

const standardDaysOf = ({ standard, standard_unit }: OpenClaim): number | null =>
  standard === null ? null : standard_unit === 'hours' ? standard / 24 : standard * (7 / 5)

export interface Waiting {
  /** Days since it began to wait. */
  readonly days: number
  /** The first day on which it has waited too long; null: it has no standard. */
  readonly tooLongFrom: string | null
}

export function waitingOf(
  claim: OpenClaim,
  setting: Pick<Setting, 'today' | 'starvationFactor' | 'calendarOf'>,
): Waiting {
  const standardDays = standardDaysOf(claim)
  const start = waitsFrom(claim, Math.ceil(standardDays ?? 0))
  const days = Math.max(0, setting.today - start)
  if (standardDays === null) return { days, tooLongFrom: null }
  const calendar = setting.calendarOf(claim.location_id)
  const isOpenDays = claim.standard_unit === 'business_days' && calendar !== undefined
  const allowed = Math.ceil((isOpenDays ? claim.standard! : standardDays) * setting.starvationFactor)
  const end = isOpenDays ? addBusinessDays(calendar, start, allowed) : start + allowed
  return { days, tooLongFrom: formatLocalDay(end + 1) }
}

export function rankKeyOf(claim: OpenClaim, setting: Setting): RankKey {
  const { tooLongFrom } = waitingOf(claim, setting)
  const orderedAt = claim.ordered_at?.getTime() ?? Number.POSITIVE_INFINITY
  return {
    commitment: claim.is_regulatory ? 'regulatory' : claim.is_contracted ? 'contract' : 'none',
    hasWaited: tooLongFrom !== null && parseLocalDay(tooLongFrom) <= setting.today,
    isSafetyCritical: claim.is_safety_critical,
    isAtRisk: !claim.is_new && claim.need_day <= setting.today,
    tier: claim.tier,
    promiseDay: claim.to_date === null ? null : parseLocalDay(claim.to_date),
    promisedAt: claim.promised_at?.getTime() ?? orderedAt,
    orderedAt,
    id: `${claim.order_id}/${String(claim.line_number).padStart(6, '0')}/${claim.need_on}`,
  }
}

export function shortClaim(claim: OpenClaim, setting: Setting): ShortClaim {
  const quantityMilli = milli(claim.quantity)
  return {
    rank: rankKeyOf(claim, setting),
    needDay: setting.isAsWished ? wantedDay(claim, setting.today) : Math.max(setting.today, claim.need_day),
    quantityMilli,
    isWhole: !setting.mayCut || claim.is_whole,
    leastPartMilli: Math.ceil((quantityMilli * claim.least_part_percent) / 100),
    partsMax: claim.parts_max,
    boundMilli: milli(claim.bound),
    hadMilli: milli(claim.had),
    usualMilli: milli(setting.usual.get(`${claim.customer_id} ${claim.product_id}`) ?? claim.quantity),
  }
}
