/** In which quantities a product may be ordered under a service package. */

/** All in base units; null: no such rule holds. */
export interface QuantityRule {
  /** Whole multiples of it: the pack that the package names. */
  readonly multiple: number | null
  readonly least: number | null
}

/** UN/ECE units in which things are counted and not measured: one, each, piece, pair, pairs, set, packs. */
export const COUNTED_UNITS: readonly string[] = ['C62', 'EA', 'H87', 'PR', 'NPR', 'SET', 'NMP']

const milli = (quantity: number) => Math.round(quantity * 1_000)

/** The quantity itself where it is offered, else the next larger one that is. */
export function nextOffered(quantity: number, { multiple, least }: QuantityRule): number {
  const wanted = Math.max(milli(quantity), milli(least ?? 0))
  if (!multiple) return wanted / 1_000
  return (Math.ceil(wanted / milli(multiple)) * milli(multiple)) / 1_000
}
