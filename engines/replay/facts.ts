/** What really happened, in columns: a year of a large company is a million lines, and objects would not fit. */

/** No day: not known, or it never came. */
export const NONE = -1

/** What is known of a line besides its days; bits of `Lines.marks`. */
export const MARK = {
  /** Its verdict counts: it is due, not left out, and its time and quantity are known. */
  judged: 1,
  /** The verdict found it on time and in full; everything else is told by the records, and must come to the same. */
  kept: 2,
  inFull: 4,
  /** Came on the day promised and still late, such as after a booked hour. */
  lateInDay: 8,
  /** Failed for coming too early. */
  early: 16,
  /** The day promised is the day the customer had asked for. */
  wished: 32,
} as const

/** In the order in which their orders came; lines of one order stand together. Days count from 1970-01-01. */
export interface Lines {
  readonly count: number
  readonly order: Int32Array
  readonly due: Int32Array
  /** The day of the delivery that decided. */
  readonly done: Int32Array
  /** The stock they came from; NONE: not kept as stock, or nothing is known of it. */
  readonly pool: Int32Array
  readonly quantity: Float32Array
  readonly marks: Uint8Array
}

export interface Orders {
  readonly count: number
  readonly day: Int32Array
  readonly customer: Int32Array
  /** Where they were delivered: several orders of one door and day share a stop. */
  readonly door: Int32Array
  readonly segment: Int32Array
  readonly site: Int32Array
  /** In whole money of the one currency asked for; NaN: in another, or not priced. */
  readonly worth: Float64Array
  /** Grams of CO₂e on their way; NaN: weight, distance or factor is not known. */
  readonly emission: Float64Array
  /** Rode in a vehicle of ours, whose way grows with its stops. */
  readonly isOwnVan: Uint8Array
}

/** The stock of a product at a site. */
export interface Pool {
  readonly leadDays: number
  readonly leadDeviation: number
  /** What is kept, and what would be. */
  readonly today: number
  readonly proposed: number
}

/** What a segment's package says of a replay; other terms change nothing that could be replayed. */
export interface Terms {
  /** Longest time in weekdays; null: no limit. */
  readonly leadDays: number | null
  /** Bit 0 is Monday. */
  readonly deliveryDays: number
  /** Share of promises that are to be kept. */
  readonly quantile: number
  /** Least worth of an order in the currency asked for. */
  readonly minimumOrder: number
  readonly shipComplete: boolean
}

export interface SegmentTerms {
  readonly segment: string
  /** What held when, oldest first; the first holds from the beginning. */
  readonly held: readonly { readonly from: number; readonly terms: Terms }[]
  readonly today: Terms
  readonly proposed: Terms
  /** In whole money: taking and picking an order, moving it, a stop at a door; a year's cost of keeping what more stock is proposed, at a cost of one. */
  readonly handling: number
  readonly transport: number
  readonly stop: number
  readonly moreStock: number
  readonly marginShare: number
}

export interface Guess {
  readonly low: number
  readonly likely: number
  readonly high: number
}

/** Figures nobody knows exactly; every round draws them once, for both policies alike. */
export interface Guesses {
  readonly merged: Guess
  readonly lostBelowMinimum: Guess
  readonly expedite: Guess
  readonly stop: Guess
  readonly holding: Guess
  readonly dayFaster: Guess
  readonly dayMore: Guess
  readonly lostWhenShort: Guess
}

export interface ReplayFacts {
  readonly lines: Lines
  readonly orders: Orders
  readonly pools: readonly Pool[]
  readonly segments: readonly SegmentTerms[]
  readonly customers: number
  readonly sites: number
  readonly doors: number
  /** Lines a site can hand over on a day, Monday first; empty: as many as it did on its busiest such day. */
  readonly capacity: readonly (readonly number[])[]
  readonly guesses: Guesses
}
