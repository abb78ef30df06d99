/** The form of a service package, and the terms in the order in which they are read. */
import type { Entry, Field, RecordKind } from '../records/record-kind.ts'
import { COUNTED_SUPPLY, CUTOFF_UNITS, FREIGHT_RULES, ORDER_CHANNELS, WEEKDAYS } from '../value-lists.ts'

/** Whatever is left empty follows the program's default. */
export const TERM_FIELDS: readonly Field[] = [
  { name: 'is_contracted', type: 'switch', hasHint: true },
  { name: 'lead_time_days', type: 'integer', hasHint: true },
  { name: 'in_stock_percent', type: 'number' },
  { name: 'promise_quantile', type: 'number', hasHint: true },
  { name: 'delivery_days', type: 'choices', values: WEEKDAYS, valueList: 'weekday' },
  { name: 'order_unit', type: 'code', hasHint: true },
  { name: 'minimum_quantity', type: 'number' },
  { name: 'minimum_order_minor', type: 'minor', label: 'minimum_order', currencyOf: 'minimum_currency' },
  { name: 'minimum_currency', type: 'code', hint: 'currency' },
  { name: 'channels', type: 'choices', values: ORDER_CHANNELS, valueList: 'order_channel' },
  { name: 'change_cutoff', type: 'integer' },
  { name: 'change_cutoff_unit', type: 'choice', values: CUTOFF_UNITS, valueList: 'cutoff_unit' },
  { name: 'cancel_cutoff', type: 'integer' },
  { name: 'cancel_cutoff_unit', type: 'choice', values: CUTOFF_UNITS, valueList: 'cutoff_unit' },
  { name: 'supply_states', type: 'choices', values: COUNTED_SUPPLY, valueList: 'supply_state' },
  { name: 'ship_complete', type: 'switch' },
  { name: 'max_parts', type: 'integer' },
  { name: 'min_part_percent', type: 'number' },
  { name: 'freight_rule', type: 'choice', values: FREIGHT_RULES, valueList: 'freight_rule' },
  { name: 'early_tolerance_days', type: 'integer' },
  { name: 'late_tolerance_days', type: 'integer' },
  { name: 'min_shelf_life_days', type: 'integer' },
  { name: 'inspection_days', type: 'integer' },
  { name: 'allocation_tier', type: 'integer' },
]

export const packageKind: RecordKind = {
  id: 'package-versions',
  path: '/service-packages',
  key: 'package_id',
  icon: 'standards',
  writeRight: 'standards.write',
  emptyAdvice: 'package-versions.emptyAdvice',
  next: ({ package_id: _, version: __, valid_from: ___, ...rest }: Entry) => rest,
  fields: [
    { name: 'package_id', type: 'code', isRequired: true },
    { name: 'segment_id', type: 'lookup', from: { path: '/segments', key: 'segment_id' }, isRequired: true },
    { name: 'name', type: 'text', isRequired: true },
    { name: 'valid_from', type: 'day', isRequired: true },
    ...TERM_FIELDS,
  ],
}

/** What is told in one row of a comparison: an amount and its unit are one term. */
export const TERMS = TERM_FIELDS.map((field) => field.name).filter(
  (name) => !['minimum_currency', 'change_cutoff_unit', 'cancel_cutoff_unit'].includes(name),
)
