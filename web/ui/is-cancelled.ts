/** Nothing of the line is wanted any more: neither its promised day nor its chance of being late means anything. */
type Line = { quantity: number | string; cancelled_quantity: number | string }

export const isCancelled = ({ quantity, cancelled_quantity }: Line): boolean =>
  Number(cancelled_quantity) > 0 && Number(cancelled_quantity) >= Number(quantity)
