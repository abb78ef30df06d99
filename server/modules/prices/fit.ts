/** Whether our price fits the market: beside the best that a competitor asks for the same. */
import type { FITS } from '../../../contract/prices.ts'
import type { LinePrice } from './order-prices.ts'
import { perBaseUnit } from './unit-price.ts'

/** Closer than this, two prices are level. */
export const LEVEL_PERCENT = 1

export interface Fit {
  readonly difference_percent: number | null
  readonly fit: (typeof FITS)[number] | null
}

/** Example: 2.5 beside 2.2 is 13.64 % dearer. A price seen longer ago than a year is told and not judged. */
export function fitOf({ price, competitor }: Pick<LinePrice, 'price' | 'competitor'>): Fit {
  if (!price || !competitor) return { difference_percent: null, fit: null }
  const [ours, theirs] = [perBaseUnit(price) / 1e6, Number(competitor.unit_price)]
  const difference = theirs === 0 ? null : Math.round((ours / theirs - 1) * 10_000) / 100
  if (competitor.is_old) return { difference_percent: difference, fit: 'too_old' }
  if (ours > theirs * (1 + LEVEL_PERCENT / 100)) return { difference_percent: difference, fit: 'dearer' }
  return { difference_percent: difference, fit: ours < theirs * (1 - LEVEL_PERCENT / 100) ? 'cheaper' : 'level' }
}
