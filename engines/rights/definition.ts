/** One OTIF definition: the settings that turn facts into a number. Two rates with different definitions cannot be compared. */
export const BASES = ['requested', 'first_promised', 'current_promised'] as const
export type DateBasis = (typeof BASES)[number]

export type ClockStop = 'ready_for_collection' | 'handed_to_carrier' | 'arrived' | 'delivered' | 'accepted'

export interface OtifDefinition {
  id: string
  version: number
  /** The basis that targets, the time right and the cohort use; all three are always judged. */
  dateBasis: DateBasis
  /**
   * Tolerance around the window. `minute` compares instants where window and event both have one, and falls back to
   * days where either is known only by day; `day` and `business_day` always compare local days of the destination.
   */
  window: { unit: 'day' | 'business_day' | 'minute'; early: number; late: number }
  clockStop: ClockStop
  earlyIsFailure: 'when_window_has_start' | 'always' | 'never'
  level: 'order' | 'line' | 'unit' | 'value'
  /** The larger of the share (parts per million of the ordered quantity) and the fixed quantity applies. */
  underTolerancePpm: number
  underToleranceMilli: number
  overTolerancePpm: number
  overToleranceMilli: number
  overDeliveryIsFailure: boolean
  substitution: 'counts' | 'counts_if_authorized' | 'fails'
  /** What the controllable rate does with a failed attempt inside the window that the consignee caused; gross always fails. */
  failedAttempt: 'fails' | 'excused'
  /** The billed net may differ by the smaller of this share and this amount (millionths of the major unit). */
  priceTolerancePpm: number
  priceToleranceMicro: number
  /** Greatest distance between the delivery scan and the ship-to place, unless the position itself is less certain. */
  geofenceMeters: number
}

/** The default definition of domain rule 1.2: whole local day of the first promise, delivered, line level. */
export const STANDARD_DEFINITION: OtifDefinition = {
  id: 'standard',
  version: 1,
  dateBasis: 'first_promised',
  window: { unit: 'business_day', early: 0, late: 0 },
  clockStop: 'delivered',
  earlyIsFailure: 'when_window_has_start',
  level: 'line',
  underTolerancePpm: 0,
  underToleranceMilli: 0,
  overTolerancePpm: 0,
  overToleranceMilli: 0,
  overDeliveryIsFailure: false,
  substitution: 'counts_if_authorized',
  failedAttempt: 'excused',
  priceTolerancePpm: 10_000,
  priceToleranceMicro: 5_000_000,
  geofenceMeters: 150,
}
