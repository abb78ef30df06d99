/** What serving costs hang on: each driver is something the record counts. */

export const COST_DRIVERS = [
  /** An order taken. */
  'order',
  /** A line of goods ordered. */
  'line',
  /** A line picked for a shipment. */
  'pick',
  /** A stop at a customer's door, shared by the orders handed over there; only where no freight bill tells more. */
  'stop',
  /** A try at a door that failed, as it was observed. */
  'attempt',
  /** A kilogram shipped, where no freight bill tells more. */
  'kilogram',
  /** A kilogram in storage for a day, by how long the product's stock lasts now. */
  'kilogram_day',
  /** A line of an added service, other than repacking. */
  'service',
  /** A line of repacking as an added service, or a returned line that was repacked. */
  'repack',
  /** A line of goods that came back. */
  'goods_return',
  /** A case that somebody had to deal with: a danger or a broken promise. */
  'problem',
  'inquiry',
  'claim',
  'invoice',
  'credit_note',
] as const
export type CostDriver = (typeof COST_DRIVERS)[number]
