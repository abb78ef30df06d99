/** Which terms differ between two packages, and whether the customer gains or loses by it. */
import type { DIRECTIONS_OF_CHANGE } from '../../../contract/service-floors.ts'

type Direction = (typeof DIRECTIONS_OF_CHANGE)[number]
type Terms = Readonly<Record<string, unknown>>

/** Terms of which less is better for the customer, and those of which more is. What stands in neither has no side. */
const LESS = [
  'lead_time_days',
  'minimum_quantity',
  'minimum_order_minor',
  'change_cutoff',
  'cancel_cutoff',
  'max_parts',
  'early_tolerance_days',
  'late_tolerance_days',
  'allocation_tier',
]
const MORE = [
  'in_stock_percent',
  'promise_quantile',
  'delivery_days',
  'channels',
  'min_part_percent',
  'min_shelf_life_days',
  'inspection_days',
]
const OTHER = ['is_contracted', 'order_unit', 'supply_states', 'ship_complete', 'freight_rule']
/** A number means nothing without its unit: where the unit differs too, nobody can say which is more. */
const UNITS: Readonly<Record<string, string>> = {
  minimum_order_minor: 'minimum_currency',
  change_cutoff: 'change_cutoff_unit',
  cancel_cutoff: 'cancel_cutoff_unit',
}

/** What is not limited counts as endless for a lead time, as nothing for a minimum. */
const amountOf = (term: string, value: unknown): number => {
  if (Array.isArray(value)) return value.length
  if (value === null) return term === 'lead_time_days' ? Number.POSITIVE_INFINITY : 0
  return Number(value)
}

export function changesOf(before: Terms, after: Terms): { term: string; direction: Direction }[] {
  return [...LESS, ...MORE, ...OTHER]
    .filter((term) => !isSame(term, before, after))
    .map((term) => ({ term, direction: directionOf(term, before, after) }))
}

function isSame(term: string, before: Terms, after: Terms): boolean {
  const unit = UNITS[term]
  const told = (terms: Terms) => JSON.stringify([terms[term], unit && terms[unit]])
  return told(before) === told(after)
}

function directionOf(term: string, before: Terms, after: Terms): Direction {
  const unit = UNITS[term]
  if (unit && before[term] !== null && after[term] !== null && before[unit] !== after[unit]) return 'other'
  const grown = amountOf(term, after[term]) - amountOf(term, before[term])
  if (OTHER.includes(term) || grown === 0) return 'other'
  return grown > 0 === MORE.includes(term) ? 'better' : 'worse'
}
