/** What may be set, and what was found best on the early part of a public history (see the README). */
export interface LeadTimeSettings {
  /** Samples are told as known on the morning of this day: deliveries of this day and later are not used. */
  readonly today: number
  /** Calendar days: weekdays are found to work at their own rate. Business days: every day is taken for a full one. */
  readonly days?: 'calendar' | 'business'
  /** Public holidays and the like, as local days: counted as Sundays. */
  readonly closedDays?: readonly number[]
  /** Different chance for the trees; the same seed gives the same model. */
  readonly seed?: number
}

/** Cases after which a level of its own is believed as much as the level above it (domain minimum). */
export const MINIMUM_CASES = 30
