/** What may be set, and the few figures that were chosen on the early part of a public history (see docs/design/lead-times.md). */
export interface LeadTimeSettings {
  /** The morning on which the model shall stand: deliveries of this day and later are not used. */
  readonly today: number
  /**
   * `calendar` (default): the days are calendar days, and what a weekday is worth is learned. `business`: the days are
   * business days already, and every day counts the same.
   */
  readonly days?: 'calendar' | 'business'
  /** Public holidays and the like, as local days: counted as Sundays. */
  readonly closedDays?: readonly number[]
  /** Other chances for the trees; the same seed gives the same model. */
  readonly seed?: number
}

/** Cases a level needs to stand for itself. */
export const MINIMUM_CASES = 30

/** A case counts half as much when it is this many days older: for where lead times lie, and for how they scatter. */
export const LOCATION_HALF_LIFE = 1000
export const CURVE_HALF_LIFE = 200
/** The same for what has changed lately at a destination, and the cases by which that is pulled towards no change. */
export const RECENT_HALF_LIFE = 30
export const RECENT_SHRINK = 10

/** Cases by which an effect is pulled towards none. */
export const EFFECT_SHRINK = 60

/** Cases by which a level's curve is pulled towards the level above. */
export const CURVE_SHRINK = 200

/** The pace: half-life of the days looked back on, cases (and days of them) of usual pace mixed in. */
export const PACE_HALF_LIFE = 14
export const PACE_CASES = 20
export const PACE_DAYS = 2

/** The location is fitted again after so many days and so much growth, and in any case after four times as many days. */
export const REFIT_DAYS = 7
export const REFIT_GROWTH = 1.05
/** The youngest rows the location is fitted on. */
export const FIT_ROWS = 100_000

/** Nobody is promised anything further ahead. */
export const HORIZON_DAYS = 400
