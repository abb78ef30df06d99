/** The core elements of service that a floor can hold, and on which side the customer is better off. */

/** Each with the side on which the customer is better off: at most so many days, or at least so high a rate. */
export const FLOOR_SIDES = {
  lead_time_days: 'most',
  in_stock_percent: 'least',
  promise_quantile: 'least',
  /** How many days a week. */
  delivery_days: 'least',
  max_parts: 'most',
  late_tolerance_days: 'most',
  min_shelf_life_days: 'least',
  inspection_days: 'least',
} as const
export type FloorElement = keyof typeof FLOOR_SIDES
export const FLOOR_ELEMENTS = Object.keys(FLOOR_SIDES) as [FloorElement, ...FloorElement[]]
