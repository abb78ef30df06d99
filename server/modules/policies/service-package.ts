/** What a segment is offered: the record, and what holds where a package leaves something open. */
import { Refusal } from '../../../contract/refusals.ts'
import type { ServicePackage } from '../../../contract/service-packages.ts'
import type { RecordType, State } from '../../ledger/index.ts'

const COLUMNS = [
  'segment_id',
  'name',
  'valid_from',
  'is_contracted',
  'promise_quantile',
  'lead_time_days',
  'in_stock_percent',
  'order_unit',
  'minimum_quantity',
  'minimum_order_minor',
  'minimum_currency',
  'delivery_days',
  'channels',
  'change_cutoff',
  'change_cutoff_unit',
  'cancel_cutoff',
  'cancel_cutoff_unit',
  'supply_states',
  'ship_complete',
  'max_parts',
  'min_part_percent',
  'freight_rule',
  'early_tolerance_days',
  'late_tolerance_days',
  'min_shelf_life_days',
  'inspection_days',
  'allocation_tier',
] as const

export const servicePackage: RecordType = {
  subjectType: 'service_package',
  table: 'policies.service_package',
  key: 'package_id',
  columns: COLUMNS,
  created: 'PackagePublished',
  changed: 'PackageCorrected',
}

const PAIRS = [
  ['change_cutoff', 'change_cutoff_unit'],
  ['cancel_cutoff', 'cancel_cutoff_unit'],
  ['minimum_order_minor', 'minimum_currency'],
] as const

/** Refuses a number without its unit: a default unit would change what was meant. */
export function checkPackage(state: State): void {
  for (const [amount, unit] of PAIRS) {
    if ((state[amount] == null) !== (state[unit] == null)) {
      throw new Refusal('invalid_input', { field: state[unit] == null ? unit : amount, reason: 'missing' })
    }
  }
}

type Stored = Omit<ServicePackage, 'package_id' | 'segment_id' | 'name' | 'valid_from'>
type Known = { readonly [Name in keyof Stored]-?: NonNullable<Stored[Name]> }
/** What may stay open even in force: no limit, no minimum, nothing more to say. */
type Open = 'lead_time_days' | 'order_unit' | 'minimum_quantity' | 'minimum_order_minor' | 'minimum_currency'

export type PackageTerms = Omit<Known, Open> & { readonly [Name in Open]: Known[Name] | null }

/** A package as it holds for a customer on a day; without one of its own it is the default. */
export interface PackageInForce extends PackageTerms {
  /** Null: no package was published, the defaults hold. */
  readonly package_id: string | null
  readonly segment_id: string | null
  readonly valid_from: string | null
  /** Changes whenever the package is corrected. */
  readonly package_version: number | null
}

export type StoredPackage = Partial<ServicePackage> & { readonly package_version?: number }

/** Late costs nine times what a day later costs, so nine promises in ten are to be kept; under contract nineteen in twenty. */
const QUANTILE = { usual: 0.9, contracted: 0.95 }

const DEFAULTS: PackageTerms = {
  is_contracted: false,
  promise_quantile: QUANTILE.usual,
  lead_time_days: null,
  in_stock_percent: 95,
  order_unit: null,
  minimum_quantity: null,
  minimum_order_minor: null,
  minimum_currency: null,
  delivery_days: ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'],
  channels: ['portal', 'api', 'file', 'email', 'phone'],
  change_cutoff: 1,
  change_cutoff_unit: 'open_days',
  cancel_cutoff: 1,
  cancel_cutoff_unit: 'open_days',
  supply_states: ['in_transit', 'confirmed'],
  ship_complete: false,
  max_parts: 2,
  min_part_percent: 0,
  freight_rule: 'company',
  early_tolerance_days: 0,
  late_tolerance_days: 0,
  min_shelf_life_days: 0,
  inspection_days: 5,
  allocation_tier: 2,
}

/** The names of the terms that a package says itself. */
export const statedIn = (stored: StoredPackage | null): string[] =>
  Object.keys(DEFAULTS).filter((name) => (stored as State | null)?.[name] != null)

/** Fills what a package leaves open. Null: no package at all. */
export function inForce(stored: StoredPackage | null): PackageInForce {
  const said = Object.fromEntries(Object.entries(stored ?? {}).filter(([, value]) => value !== null))
  const quantile = stored?.is_contracted ? QUANTILE.contracted : QUANTILE.usual
  const none = { package_id: null, segment_id: null, valid_from: null, package_version: null }
  return { ...DEFAULTS, ...none, promise_quantile: quantile, ...said }
}
