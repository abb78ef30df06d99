/**
 * The records of terms that come out; keys are the field names of the import kinds (a test holds them to it). What a record
 * does not say is left out.
 */
import type { Cell } from './records.ts'

export type TermRecord = Readonly<Record<string, Cell>>

/** Kinds in the order in which references resolve. */
export const TERM_RECORD_KINDS = [
  'service_packages',
  'objectives',
  'allocation_policies',
  'requirements',
  'added_services',
  'substitutions',
  'prices',
  'agreements',
  'charges',
  'tax_rates',
  'competitor_prices',
  'cost_rates',
  'product_costs',
  'service_floors',
] as const

export type TermRecords = { readonly [Kind in (typeof TERM_RECORD_KINDS)[number]]: readonly TermRecord[] }
