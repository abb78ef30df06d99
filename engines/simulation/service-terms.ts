/** What each segment is offered, what the company is after, and who comes first when goods are short. */
import { SEGMENTS } from './company.ts'
import { formatDay } from './local-time.ts'
import type { TermRecord } from './term-records.ts'
import { DAYS_TOLD, type World } from './world.ts'

/** By segment, what differs from the program's defaults. */
const OFFERED: Readonly<Record<string, TermRecord>> = {
  MANUFACTURING: {
    is_contracted: 'yes',
    in_stock_percent: 97,
    delivery_days: 'Mo Tu We Th Fr',
    channels: 'portal api email',
    change_cutoff: 2,
    change_cutoff_unit: 'open_days',
    cancel_cutoff: 3,
    cancel_cutoff_unit: 'open_days',
    inspection_days: 7,
    allocation_tier: 1,
  },
  HOSPITALITY: {
    in_stock_percent: 96,
    order_unit: 'CT',
    delivery_days: 'Mo We Fr Su',
    channels: 'portal phone',
    change_cutoff: 6,
    change_cutoff_unit: 'hours',
    cancel_cutoff: 6,
    cancel_cutoff_unit: 'hours',
    supply_states: 'in_transit',
    max_parts: 1,
    min_shelf_life_days: 60,
    inspection_days: 1,
    allocation_tier: 2,
  },
  RETAIL: {
    in_stock_percent: 95,
    order_unit: 'CT',
    delivery_days: 'Tu Th Sa',
    change_cutoff: 1,
    change_cutoff_unit: 'open_days',
    cancel_cutoff: 1,
    cancel_cutoff_unit: 'open_days',
    min_part_percent: 20,
    allocation_tier: 2,
  },
  CONSTRUCTION: {
    in_stock_percent: 92,
    channels: 'phone email portal',
    change_cutoff: 24,
    change_cutoff_unit: 'hours',
    cancel_cutoff: 24,
    cancel_cutoff_unit: 'hours',
    supply_states: 'in_transit confirmed planned',
    max_parts: 4,
    freight_rule: 'customer',
    late_tolerance_days: 1,
    allocation_tier: 3,
  },
  PUBLIC: {
    is_contracted: 'yes',
    in_stock_percent: 94,
    delivery_days: 'Mo Tu We Th Fr',
    channels: 'email file',
    ship_complete: 'yes',
    max_parts: 1,
    early_tolerance_days: 1,
    inspection_days: 10,
    allocation_tier: 1,
  },
}

/** Packages hold from before the first order; retail stores got a third delivery day, a day less of lead, half a year ago. */
export function packageRecords({ firstDay }: World): TermRecord[] {
  const begin = formatDay(firstDay - 30)
  const packages = SEGMENTS.map((segment) => ({
    package_id: `${segment.id}-1`,
    segment_id: segment.id,
    name: segment.name,
    valid_from: begin,
    lead_time_days: segment.targets.order_cycle_time!,
    ...OFFERED[segment.id],
  }))
  const retail = packages.find((one) => one.segment_id === 'RETAIL')!
  const earlier = { ...retail, delivery_days: 'Tu Th' }
  const later = {
    ...retail,
    package_id: 'RETAIL-2',
    valid_from: formatDay(firstDay + Math.round(DAYS_TOLD / 2)),
    lead_time_days: Number(retail.lead_time_days) - 1,
  }
  return [...packages.map((one) => (one === retail ? earlier : one)), later]
}

/** What may not be saved, and why. */
export function floorRecords({ firstDay }: World): TermRecord[] {
  const valid_from = formatDay(firstDay - 30)
  return [
    {
      floor_id: 'RETAIL-DAYS',
      segment_id: 'RETAIL',
      element: 'delivery_days',
      level: 2,
      valid_from,
      reason: 'Shops have no room to keep goods: twice a week is the least they can live with.',
    },
    {
      floor_id: 'HOSPITALITY-STOCK',
      segment_id: 'HOSPITALITY',
      element: 'in_stock_percent',
      level: 95,
      valid_from,
      reason: 'A kitchen that misses an ingredient changes its menu, and soon its supplier.',
    },
  ]
}

/** Speed before the holidays for who sells then; otherwise the lowest cost. */
export function steeringRecords({ firstDay }: World): {
  readonly objectives: TermRecord[]
  readonly allocation_policies: TermRecord[]
} {
  const begin = formatDay(firstDay - 30)
  const aim = { objective_id: 'COMPANY', valid_from: begin, objective: 'lowest_cost', reason: 'Freight is paid by us.' }
  const rush = {
    objective_id: 'RETAIL-RUSH',
    segment_id: 'RETAIL',
    valid_from: formatDay(firstDay + DAYS_TOLD - 20),
    valid_to: formatDay(firstDay + DAYS_TOLD + 40),
    objective: 'speed',
    reason: 'Shelves must be full before the holidays.',
  }
  const policy = {
    policy_id: 'SHORTAGE-1',
    name: 'Contracts first, a fifth for everybody',
    valid_from: begin,
    kind: 'protection_levels',
    starvation_factor: 2,
    reason: 'Contracts name penalties; nobody is left without.',
  }
  return {
    objectives: [aim, rush],
    allocation_policies: [
      { ...policy, tier: 1, tier_name: 'Contracts', protection_percent: 30 },
      { ...policy, tier: 2, tier_name: 'Shops and kitchens', protection_percent: 10, floor_percent: 20 },
      { ...policy, tier: 3, tier_name: 'Sites', floor_percent: 20 },
    ],
  }
}
