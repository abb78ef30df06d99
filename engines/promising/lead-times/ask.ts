/** What the promise desk asks of a model. */
import { weekdayOf } from '../../calendars/index.ts'
import { chanceOfShare, shareToAsk } from './calibration.ts'
import { logWork, workFromLog } from './clock.ts'
import { type Curve, deviationAt, shareBy } from './curves.ts'
import { FACTORS, LEVELS, lookUp, SEGMENT } from './factors.ts'
import { curveAt, finestLevel } from './levels.ts'
import { locate } from './location.ts'
import type { LeadTimeModel } from './model.ts'
import { putNumbers } from './rows.ts'
import type { Lane } from './sample.ts'
import { CURVE_HALF_LIFE, HORIZON_DAYS } from './settings.ts'

export type LevelName = 'all' | (typeof LEVELS)[number]

export interface LeadTime {
  /** Days from the start day within which the delivery comes with the chance asked for. */
  readonly days: number
  /** The finest level with cases enough; it leans on those above it. */
  readonly level: LevelName
  /** Deliveries of that level. */
  readonly cases: number
}

/**
 * Days to promise so that the promise is kept with chance `quantile`. Null while there are too few cases for any answer.
 * Refuses a quantile outside 0 … 1. Example: `leadTimeDays(model, { destination: 'RO', startDay: 20_000 }, 0.95)`.
 */
export function leadTimeDays(model: LeadTimeModel, lane: Lane, quantile: number): LeadTime | null {
  if (!(quantile > 0 && quantile < 1)) throw new RangeError('a quantile lies between 0 and 1')
  const outlook = outlookOf(model, lane)
  if (outlook === null) return null
  const { level } = outlook
  return {
    days: daysAt(model, outlook, quantile),
    level: level === 0 ? 'all' : LEVELS[model.ladder!.factor[level]!]!,
    cases: model.ladder!.levels[level]!.deliveries,
  }
}

/** Chance of a delivery within so many days of the start day. Null while there are too few cases for any answer. */
export function chanceWithin(model: LeadTimeModel, lane: Lane, days: number): number | null {
  const outlook = outlookOf(model, lane)
  return outlook === null || days < 0 ? outlook && 0 : chanceBy(model, outlook, days)
}

/** Where the lead time of one case is expected, and how it scatters. */
export interface Outlook {
  readonly startDay: number
  readonly location: number
  readonly level: number
  readonly curve: Curve
  readonly segment: number
}

function outlookOf(model: LeadTimeModel, lane: Lane): Outlook | null {
  if (model.locator === null || model.ladder === null) return null
  if ((lane.numbers?.length ?? 0) !== model.numberCount) throw new RangeError('the model has other numbers')
  const codes = new Int32Array(FACTORS)
  lookUp(model.dictionaries, lane, codes)
  const numbers = new Float64Array(model.numberCount + OWN_NUMBERS)
  putNumbers(lane, numbers, 0)
  putOwnNumbers(numbers, model.numberCount, lane.startDay, lane.startMinute ?? -1)
  return outlookAt(model, { codes, at: 0, numbers }, lane.startDay)
}

/** Behind the numbers of the case stand the weekday and the minute of the start, and room for the effect. */
export const OWN_NUMBERS = 3

export function putOwnNumbers(numbers: Float64Array, at: number, startDay: number, startMinute: number): void {
  numbers[at] = weekdayOf(startDay)
  numbers[at + 1] = startMinute < 0 ? Number.NEGATIVE_INFINITY : startMinute
}

interface Coded {
  readonly codes: Int32Array
  readonly at: number
  readonly numbers: Float64Array
}

export function outlookAt(model: LeadTimeModel, coded: Coded, startDay: number): Outlook {
  const level = finestLevel(model.ladder!, coded.codes, coded.at)
  return {
    startDay,
    location: locate(model.locator!, coded),
    level,
    curve: curveAt(model.ladder!, level, weightOf(model, model.day)),
    segment: coded.codes[coded.at + SEGMENT]!,
  }
}

/** Weight of a case in the curves; it grows with the day of start, so that older ones count less. */
export const weightOf = ({ epoch }: LeadTimeModel, startDay: number) => 2 ** ((startDay - epoch) / CURVE_HALF_LIFE)

/** How far the chance of a promise may lie below its quantile, so that whole days do not add up to promises that are too long. */
const MOST_BELOW = 0.02
const SHARE_BELOW = 0.25

/**
 * Fewest days whose chance is not below the quantile; a day fewer where that comes closer to it and stays within
 * MOST_BELOW and within a share of the chance to miss. So the promises of a class are kept as often as said.
 */
export function daysAt(model: LeadTimeModel, outlook: Outlook, quantile: number): number {
  const share = shareToAsk(model.calibration, outlook.segment, quantile)
  const work = workFromLog(outlook.location + deviationAt(outlook.curve, share))
  const days = daysOfWork(model, outlook.startDay, work)
  if (days === 0) return 0
  const short = share - shareWithin(model, outlook, days - 1)
  const over = shareWithin(model, outlook, days) - share
  return short <= Math.min(over, MOST_BELOW, SHARE_BELOW * (1 - share)) ? days - 1 : days
}

function shareWithin(model: LeadTimeModel, { startDay, location, curve }: Outlook, days: number): number {
  return shareBy(curve, logWork(workWithin(model, startDay, days)) - location)
}

export function chanceBy(model: LeadTimeModel, outlook: Outlook, days: number): number {
  return chanceOfShare(model.calibration, outlook.segment, shareWithin(model, outlook, days))
}

/** Work from the start day up to and including `days` later, as expected this morning. */
function workWithin(model: LeadTimeModel, startDay: number, days: number): number {
  return betweenDays(model, startDay + Math.floor(days)) - workUpTo(model, startDay - 1)
}

/**
 * The border between a day and the next lies in the middle between their ends, where deliveries are counted: at the end
 * of a day itself, half of that day's would fall beyond it by the noise of where they were expected.
 */
const betweenDays = (model: LeadTimeModel, day: number) => (workUpTo(model, day) + workUpTo(model, day + 1)) / 2

/** Work up to and including a day, counted from this morning; negative before it. */
function workUpTo({ ahead, clock, day }: LeadTimeModel, last: number): number {
  if (last >= day) return ahead[Math.min(last - day, HORIZON_DAYS - 1)]!
  const at = Math.max(0, last - clock.firstDay)
  const now = day - 1 - clock.firstDay
  return now < 0 ? 0 : clock.total[at]! - clock.total[now]!
}

function daysOfWork(model: LeadTimeModel, startDay: number, work: number): number {
  const before = workUpTo(model, startDay - 1)
  let [low, high] = [0, HORIZON_DAYS - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    // A hair of slack: the same work, counted twice, may differ in the last digit.
    if (betweenDays(model, startDay + middle) - before >= work - 1e-9) high = middle
    else low = middle + 1
  }
  return low
}
