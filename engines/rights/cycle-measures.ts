/** The steps of the order cycle as they are counted and shown, each with its kind of time and the calendar it runs on. */
import type { CycleTimes } from './verdict.ts'

export type TimeKind = 'elapsed' | 'business'
/** Whose open hours a business time counts. */
export type TimeCalendar = 'site' | 'carrier'

export interface CycleMeasure {
  readonly step: string
  readonly kind: TimeKind
  readonly calendar: TimeCalendar | null
  /** Seconds of the step; null where it is not known. */
  readonly secondsOf: (cycle: CycleTimes) => number | null
}

const elapsed = (step: string, secondsOf: CycleMeasure['secondsOf']): CycleMeasure => ({
  step,
  kind: 'elapsed',
  calendar: null,
  secondsOf,
})

const business = (step: string, calendar: TimeCalendar, secondsOf: CycleMeasure['secondsOf']): CycleMeasure => ({
  step,
  kind: 'business',
  calendar,
  secondsOf,
})

/** The order is stored with the counters: new measures are appended. */
export const CYCLE_MEASURES: readonly CycleMeasure[] = [
  elapsed('order_cycle', orderCycleSeconds),
  elapsed('customer_wait', (cycle) => cycle.customerWaitSeconds),
  elapsed('order_entry', (cycle) => cycle.orderEntrySeconds),
  elapsed('warehouse', (cycle) => cycle.warehouseSeconds),
  elapsed('transit', (cycle) => cycle.transitSeconds),
  elapsed('last_mile', (cycle) => cycle.lastMileSeconds),
  elapsed('order_to_cash', (cycle) => cycle.orderToCashSeconds),
  elapsed('order_process', orderProcessSeconds),
  business('order_entry', 'site', (cycle) => cycle.orderEntryBusinessSeconds),
  business('warehouse', 'site', (cycle) => cycle.warehouseBusinessSeconds),
  business('transit', 'carrier', (cycle) => cycle.transitBusinessSeconds),
]

const DAY_SECONDS = 86_400

/** From the instants, else from whole days. */
export function orderCycleSeconds({ orderCycleSeconds, orderCycleDays }: CycleTimes): number | null {
  return orderCycleSeconds ?? (orderCycleDays === null ? null : orderCycleDays * DAY_SECONDS)
}

/** The order cycle without the time in which the customer did not want the goods yet. */
export function orderProcessSeconds(cycle: CycleTimes): number | null {
  const whole = orderCycleSeconds(cycle)
  return whole === null ? null : Math.max(0, whole - (cycle.customerWaitSeconds ?? 0))
}
