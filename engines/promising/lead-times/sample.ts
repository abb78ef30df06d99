/** What lead times are learned from, and what is asked about. */

/** The way of an order and what is known about it before it starts. What is not known is null or left out. */
export interface Lane {
  readonly origin?: string | null
  readonly destination?: string | null
  /** Country or, within one country, region. */
  readonly originCountry?: string | null
  readonly destinationCountry?: string | null
  readonly carrier?: string | null
  readonly service?: string | null
  readonly segment?: string | null
  readonly productGroup?: string | null
  /** Who makes the goods ready: a seller, a supplier, a site's department. */
  readonly preparer?: string | null
  /** Local day on which the clock starts, as days since 1970-01-01. */
  readonly startDay: number
  /** Minute of the start day, where known. */
  readonly startMinute?: number | null
  /** Distance, weight, price of freight …: always in the same order; null is not known. */
  readonly numbers?: readonly (number | null)[]
}

export interface LeadTimeSample extends Lane {
  /** Local days from the start day to the day of delivery; of an open one, to the last day it was known to be open. */
  readonly days: number
  /** Not delivered by then: still under way, or taken off (canceled). */
  readonly isOpen: boolean
}
