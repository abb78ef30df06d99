/** Samples as columns, in the order of their start: some forty bytes a sample, whatever the names are. */
import { type Dictionaries, encode, FACTORS, newDictionaries } from './factors.ts'
import type { Lane, LeadTimeSample } from './sample.ts'

export interface Rows {
  readonly count: number
  readonly dictionaries: Dictionaries
  /** FACTORS codes a row. */
  readonly codes: Int32Array
  readonly numberCount: number
  /** `numberCount` values a row; −Infinity: not known, so that it lies on one side of every split. */
  readonly numbers: Float32Array
  readonly start: Int32Array
  /** Days to delivery, or to the last day known to be open. */
  readonly days: Int32Array
  readonly isOpen: Uint8Array
}

/** Refuses a sample that cannot be: days below zero or not whole, or another count of numbers than the first one has. */
export function buildRows(samples: Iterable<LeadTimeSample>): Rows {
  const all = Array.isArray(samples) ? (samples as LeadTimeSample[]) : [...samples]
  const order = byStart(all)
  const numberCount = all[0]?.numbers?.length ?? 0
  const rows = emptyRows(all.length, numberCount)
  for (let at = 0; at < order.length; at++) putRow(rows, at, all[order[at]!]!)
  return rows
}

function byStart(samples: readonly LeadTimeSample[]): Uint32Array {
  const order = Uint32Array.from(samples, (_, at) => at)
  return order.sort((a, b) => samples[a]!.startDay - samples[b]!.startDay || a - b)
}

const emptyRows = (count: number, numberCount: number): Rows => ({
  count,
  dictionaries: newDictionaries(),
  codes: new Int32Array(count * FACTORS),
  numberCount,
  numbers: new Float32Array(count * numberCount),
  start: new Int32Array(count),
  days: new Int32Array(count),
  isOpen: new Uint8Array(count),
})

function putRow(rows: Rows, at: number, sample: LeadTimeSample): void {
  const { startDay, days, isOpen } = sample
  if (!Number.isInteger(startDay) || !Number.isInteger(days) || days < 0)
    throw new RangeError('start day and days must be whole, days not below zero')
  if ((sample.numbers?.length ?? 0) !== rows.numberCount) throw new RangeError('every sample needs the same numbers')
  encode(rows.dictionaries, sample, rows.codes, at * FACTORS)
  putNumbers(sample, rows.numbers, at * rows.numberCount)
  rows.start[at] = startDay
  rows.days[at] = days
  rows.isOpen[at] = isOpen ? 1 : 0
}

export function putNumbers({ numbers = [] }: Lane, target: Float32Array, at: number): void {
  for (let n = 0; n < numbers.length; n++) {
    const value = numbers[n]
    target[at + n] = value === null || value === undefined || Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value
  }
}
