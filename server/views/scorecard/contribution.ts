/**
 * What one order line, or one order, adds to a cell: a set of counters to raise by one, and amounts.
 * The set depends on few small codes, so it is built once per combination and shared (a million lines have some hundred).
 */
import { DURATION_BUCKETS, durationBucket } from '../../../engines/shared/index.ts'
import { CAUSE_CODE, EXCLUSIONS, OUTCOMES, SHIFT, TIMINGS, unpack, unpackRight } from '../verdicts/packing.ts'
import type { LineRecord } from '../verdicts/record.ts'
import { ANY_CAUSE_AT, at, DURATIONS_AT, FIRST_CAUSE_AT, RIGHTS_AT, SCOR_COMPONENTS } from './counters.ts'

const PASS = 0
const FAIL = 1
const UNKNOWN = 2
const NOT_APPLICABLE = 3
const NOT_DUE = 4
export const COUNTED = 1
const RIGHT_COUNT = 7

/** Takes `amount` for counter `index`. */
export type Emit = (index: number, amount: number) => void

/** One failure fails, one unknown leaves open, nothing applicable is not applicable: as the engine joins checks. */
const join = (a: number, b: number): number =>
  a === FAIL || b === FAIL
    ? FAIL
    : a === UNKNOWN || b === UNKNOWN
      ? UNKNOWN
      : a === PASS || b === PASS
        ? PASS
        : NOT_APPLICABLE

const triple = (name: string, check: number): number[] =>
  check <= UNKNOWN ? [at(`${name}_${['pass', 'fail', 'unknown'][check]}`)] : []

/** A set of counters, with the number it goes by. */
export interface CounterSet {
  readonly id: number
  readonly counters: Int32Array
}

export const NO_COUNTERS: CounterSet = { id: 0, counters: new Int32Array(0) }
const sets = new Map<number, CounterSet>()
let setCount = 1

const yesNo = (value: boolean | null) => (value === null ? 2 : value ? 1 : 0)

/** The counters that a line raises by one in the cell of a basis (0 … 2). */
export function lineSet(line: LineRecord, basis: number): CounterSet {
  const { outcome } = line.bases[basis]!
  const small = (yesNo(line.isPromiseStable) * 3 + yesNo(line.isRequestAccepted)) * 3 + yesNo(line.isCycleInStandard)
  const flags = ((small * 2 + (line.isDue ? 1 : 0)) * 2 + (line.isProvisional ? 1 : 0)) * 8 + line.exclusion
  // 14 bits of rights, 16 of outcome and 10 of flags: a whole number below 2^53, and a third word for the cell's basis.
  const key = ((flags * 0x10000 + outcome) * 0x4000 + line.rights) * 2 + (basis === line.dateBasis ? 1 : 0)
  let set = sets.get(key)
  if (!set) {
    set = { id: setCount++, counters: Int32Array.from(buildLineSet(line, basis)) }
    sets.set(key, set)
  }
  return set
}

function buildLineSet(line: LineRecord, basis: number): number[] {
  if (line.exclusion > 0) return [at(`excluded_${EXCLUSIONS[line.exclusion - 1]}`)]
  const { outcome } = line.bases[basis]!
  const set = [at('lines')]
  if (unpack(outcome, SHIFT.otif) === NOT_DUE) set.push(at('not_due'))
  if (outcome & COUNTED) set.push(...countedSet(line, outcome))
  if (line.isDue) set.push(...rightsSet(line.rights))
  if (line.isPromiseStable !== null) set.push(at(line.isPromiseStable ? 'stable_pass' : 'stable_fail'))
  if (line.isRequestAccepted !== null) set.push(at(line.isRequestAccepted ? 'accepted_pass' : 'accepted_fail'))
  if (line.isCycleInStandard !== null && basis === line.dateBasis)
    set.push(at(line.isCycleInStandard ? 'cycle_in_standard' : 'cycle_above_standard'))
  return set
}

function countedSet(line: LineRecord, outcome: number): number[] {
  const set = [at('counted')]
  if (line.isProvisional) set.push(at('provisional'))
  set.push(...triple('on_time', unpack(outcome, SHIFT.onTime)))
  set.push(...triple('in_full', unpack(outcome, SHIFT.inFull)))
  set.push(...triple('otif', unpack(outcome, SHIFT.otif)))
  const controllable = unpack(outcome, SHIFT.controllable)
  set.push(
    ...(OUTCOMES[controllable] === 'excused' ? [at('controllable_excused')] : triple('controllable', controllable)),
  )
  const timing = TIMINGS[unpack(outcome, SHIFT.timing)]
  if (timing) set.push(at(`timing_${timing}`))
  return set
}

/** SCOR RL.2.1 to RL.2.4: product and quantity; time and place; information and price; condition. */
const SCOR_RIGHTS: readonly (readonly number[])[] = [[0, 1], [2, 3], [6, 5], [4]]

function rightsSet(rights: number): number[] {
  const set: number[] = []
  let overall = NOT_APPLICABLE
  for (let i = 0; i < RIGHT_COUNT; i++) {
    const check = unpackRight(rights, i)
    set.push(RIGHTS_AT + 4 * i + check)
    overall = join(overall, check)
  }
  set.push(at(`perfect_${['pass', 'fail', 'unknown', 'not_applicable'][overall]}`))
  SCOR_RIGHTS.forEach((parts, index) => {
    const check = parts.reduce((joined, part) => join(joined, unpackRight(rights, part)), NOT_APPLICABLE)
    set.push(...triple(`scor_${SCOR_COMPONENTS[index]}`, check))
  })
  return set
}

const LATE_DAYS = at('late_days')
const ORDERED = at('ordered_milli')
const IN_FULL = at('in_full_milli')
const ON_TIME = at('on_time_milli')
const VALUED = at('valued')
const ORDERED_MINOR = at('ordered_minor')
const ON_TIME_MINOR = at('on_time_minor')
const LATE = TIMINGS.indexOf('late')

/** The amounts a line adds in the cell of a basis. */
export function emitAmounts(line: LineRecord, basis: number, emit: Emit): void {
  if (line.exclusion > 0) return
  const judged = line.bases[basis]!
  if (judged.outcome & COUNTED) {
    if (unpack(judged.outcome, SHIFT.timing) === LATE && judged.daysLate) emit(LATE_DAYS, judged.daysLate)
    emit(ORDERED, line.orderedMilli)
    emit(IN_FULL, Math.min(line.acceptedMilli, line.orderedMilli))
    emit(ON_TIME, judged.unitsMilli)
    if (line.valueMinor !== null && judged.valueMinor !== null && line.currency !== '') {
      emit(VALUED, 1)
      emit(ORDERED_MINOR, line.valueMinor)
      emit(ON_TIME_MINOR, judged.valueMinor)
    }
  }
  if (line.isDue && line.causes !== null) emitCauses(line, emit)
  if (basis === line.dateBasis) emitDurations(line, emit)
}

function emitCauses(line: LineRecord, emit: Emit): void {
  emit(FIRST_CAUSE_AT + CAUSE_CODE[line.firstCause!]!, 1)
  for (const cause of line.causes!.split(' ')) emit(ANY_CAUSE_AT + CAUSE_CODE[cause]!, 1)
}

/** Cycle times belong to the cohort of the line's own definition only; counting them three times would say nothing more. */
function emitDurations(line: LineRecord, emit: Emit): void {
  emitDuration(0, line.orderCycleSeconds, emit)
  emitDuration(1, line.customerWaitSeconds, emit)
  emitDuration(2, line.orderEntrySeconds, emit)
  emitDuration(3, line.warehouseSeconds, emit)
  emitDuration(4, line.transitSeconds, emit)
  emitDuration(5, line.lastMileSeconds, emit)
  emitDuration(6, line.orderToCashSeconds, emit)
  emitDuration(7, processSeconds(line), emit)
  emitDuration(8, line.orderEntryBusinessSeconds, emit)
  emitDuration(9, line.warehouseBusinessSeconds, emit)
  emitDuration(10, line.transitBusinessSeconds, emit)
}

const processSeconds = ({ orderCycleSeconds, customerWaitSeconds }: LineRecord) =>
  orderCycleSeconds === null ? null : Math.max(0, orderCycleSeconds - (customerWaitSeconds ?? 0))

function emitDuration(measure: number, seconds: number | null, emit: Emit): void {
  if (seconds !== null) emit(DURATIONS_AT + measure * DURATION_BUCKETS + durationBucket(seconds), 1)
}

const ORDERS = at('orders')
const ORDERS_OTIF = at('orders_otif_pass')
const ORDERS_ON_TIME = at('orders_on_time_pass')
const ORDERS_IN_FULL = at('orders_in_full_pass')
const ORDERS_PERFECT = at('orders_perfect_pass')

/** The day an order counts on: the last due day of its lines. Null when no line of it is judged on this basis. */
export function orderDue(lines: readonly LineRecord[], basis: number): number | null {
  let due: number | null = null
  for (const line of lines) {
    const day = line.bases[basis]!.due
    if (line.exclusion === 0 && day !== null && (due === null || day > due)) due = day
  }
  return due
}

/** What an order, or the lines of it that belong to one member, adds in the cell of a basis. */
export function emitOrder(lines: readonly LineRecord[], basis: number, emit: Emit): void {
  let isDecided = true
  let isDue = true
  let otif = NOT_APPLICABLE
  let onTime = NOT_APPLICABLE
  let inFull = NOT_APPLICABLE
  let overall = NOT_APPLICABLE
  for (const line of lines) {
    const { due, outcome } = line.bases[basis]!
    if (line.exclusion > 0 || due === null) continue
    if ((outcome & COUNTED) === 0) isDecided = false
    if (!line.isDue) isDue = false
    otif = join(otif, unpack(outcome, SHIFT.otif))
    onTime = join(onTime, unpack(outcome, SHIFT.onTime))
    inFull = join(inFull, unpack(outcome, SHIFT.inFull))
    overall = join(overall, line.overall)
  }
  emitRating(lines, basis, emit)
  if (!isDecided) return
  emit(ORDERS, 1)
  if (otif <= UNKNOWN) emit(ORDERS_OTIF + otif, 1)
  if (onTime <= UNKNOWN) emit(ORDERS_ON_TIME + onTime, 1)
  if (inFull <= UNKNOWN) emit(ORDERS_IN_FULL + inFull, 1)
  if (isDue && overall <= UNKNOWN) emit(ORDERS_PERFECT + overall, 1)
}

const RATED_ON_TIME = at('rated_on_time')
const RATED_LATE = at('rated_late')
const EARLY = TIMINGS.indexOf('early')
const IN_TIME = TIMINGS.indexOf('on_time')

/** A rating is of the whole order: late when one line came late, on time when every line came early or on time. */
function emitRating(lines: readonly LineRecord[], basis: number, emit: Emit): void {
  const { ratingCount, ratingSumPpm } = lines[0]!
  if (ratingCount === 0) return
  let isLate = false
  let isOnTime = true
  for (const line of lines) {
    const { due, outcome } = line.bases[basis]!
    if (line.exclusion > 0 || due === null) continue
    const timing = unpack(outcome, SHIFT.timing)
    if (timing === LATE) isLate = true
    if (timing !== EARLY && timing !== IN_TIME) isOnTime = false
  }
  if (!isLate && !isOnTime) return
  const counter = isLate ? RATED_LATE : RATED_ON_TIME
  emit(counter, ratingCount)
  emit(counter + 1, ratingSumPpm)
}
