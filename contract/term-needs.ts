/** Which need of customers a term of a package serves: the element of service by which it is asked for. */
import type { FloorElement } from './floor-elements.ts'
import type { ServiceElement } from './service-elements.ts'

/** Terms that serve nothing a customer names stand not in it. */
export const NEED_OF_TERM = {
  lead_time_days: 'speed',
  in_stock_percent: 'availability',
  promise_quantile: 'reliability',
  delivery_days: 'frequency',
  late_tolerance_days: 'punctuality',
  window_hours: 'punctuality',
  early_tolerance_days: 'punctuality',
  max_parts: 'accuracy',
  min_part_percent: 'accuracy',
  ship_complete: 'accuracy',
  min_shelf_life_days: 'quality',
  inspection_days: 'feedback',
  minimum_quantity: 'flexibility',
  minimum_order_minor: 'flexibility',
  order_unit: 'flexibility',
  change_cutoff: 'flexibility',
  cancel_cutoff: 'flexibility',
  channels: 'communication',
  freight_rule: 'price',
  allocation_tier: 'availability',
} as const satisfies Readonly<Record<FloorElement, ServiceElement>> & Readonly<Record<string, ServiceElement>>

export const needOfTerm = (term: string): ServiceElement | null =>
  (NEED_OF_TERM as Readonly<Record<string, ServiceElement>>)[term] ?? null
