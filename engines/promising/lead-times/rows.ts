/** Samples as columns, in the order of their start: some fifty bytes a sample, however long the names are. */
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
  /** Minute of the start day; −1: not known. */
  readonly minute: Int16Array
  /** Which sample each row was, in the order they came. */
  readonly arrival: Uint32Array
}

/** Samples as they come, so that a file can be read through without being held as objects. */
export type SampleStore = { -readonly [Column in keyof Rows]: Rows[Column] }

export function newSampleStore(numberCount: number, dictionaries = newDictionaries()): SampleStore {
  return {
    count: 0,
    dictionaries,
    codes: new Int32Array(FIRST_ROOM * FACTORS),
    numberCount,
    numbers: new Float32Array(FIRST_ROOM * numberCount),
    start: new Int32Array(FIRST_ROOM),
    days: new Int32Array(FIRST_ROOM),
    isOpen: new Uint8Array(FIRST_ROOM),
    minute: new Int16Array(FIRST_ROOM),
    arrival: new Uint32Array(0),
  }
}

const FIRST_ROOM = 1024

/** Adds a sample; refuses one that cannot be. */
export function addSample(store: SampleStore, sample: LeadTimeSample): void {
  const { startDay, days, isOpen } = sample
  if (!Number.isInteger(startDay) || !Number.isInteger(days) || days < 0)
    throw new RangeError('start day and days must be whole, and days not below zero')
  if ((sample.numbers?.length ?? 0) !== store.numberCount) throw new RangeError('every sample needs the same numbers')
  if (store.count === store.start.length) makeRoom(store)
  const at = store.count++
  encode(store.dictionaries, sample, store.codes, at * FACTORS)
  putNumbers(sample, store.numbers, at * store.numberCount)
  store.start[at] = startDay
  store.days[at] = days
  store.isOpen[at] = isOpen ? 1 : 0
  store.minute[at] = sample.startMinute ?? -1
}

export function putNumbers({ numbers = [] }: Lane, target: Float32Array | Float64Array, at: number): void {
  for (let n = 0; n < numbers.length; n++) {
    const value = numbers[n]
    target[at + n] = value === null || value === undefined || Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value
  }
}

type Column = Int32Array | Float32Array | Uint8Array | Int16Array

function makeRoom(store: SampleStore): void {
  const grown = <T extends Column>(column: T): T => {
    const next = new (column.constructor as new (length: number) => T)(Math.max(1, column.length * 2))
    next.set(column)
    return next
  }
  store.codes = grown(store.codes)
  store.numbers = grown(store.numbers)
  store.start = grown(store.start)
  store.days = grown(store.days)
  store.isOpen = grown(store.isOpen)
  store.minute = grown(store.minute)
}

/** The samples in the order of their start; of one minute, in the order they came. */
export function rowsOf(store: SampleStore): Rows {
  const { count, start, minute } = store
  const order = Uint32Array.from({ length: count }, (_, at) => at).sort(
    (a, b) => start[a]! - start[b]! || minute[a]! - minute[b]! || a - b,
  )
  const taken = <T extends Column>(column: T, width: number): T => {
    const next = new (column.constructor as new (length: number) => T)(count * width)
    for (let at = 0; at < count; at++)
      for (let i = 0; i < width; i++) next[at * width + i] = column[order[at]! * width + i]!
    return next
  }
  return {
    count,
    dictionaries: store.dictionaries,
    codes: taken(store.codes, FACTORS),
    numberCount: store.numberCount,
    numbers: taken(store.numbers, store.numberCount),
    start: taken(start, 1),
    days: taken(store.days, 1),
    isOpen: taken(store.isOpen, 1),
    minute: taken(store.minute, 1),
    arrival: order,
  }
}

export function rowsFrom(samples: Iterable<LeadTimeSample>): Rows {
  let store: SampleStore | undefined
  for (const sample of samples) {
    store ??= newSampleStore(sample.numbers?.length ?? 0)
    addSample(store, sample)
  }
  return rowsOf(store ?? newSampleStore(0))
}
