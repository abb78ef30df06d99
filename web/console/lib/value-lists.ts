/**
 * The closed lists of the contract as plain values. The contract's own files also hold schemas, and with them a library the
 * screens have no use for; the types below make the compiler keep both in step.
 */
import type * as imports from '../../../contract/imports.ts'
import type * as clause from '../../../contract/information-clause.ts'
import type * as rights from '../../../contract/rights.ts'

export const RIGHTS: typeof rights.RIGHTS = [
  'product',
  'quantity',
  'time',
  'place',
  'condition',
  'price',
  'information',
]
export const BASES: typeof rights.BASES = ['requested', 'first_promised', 'current_promised']

export const BUYING_ROLES: typeof imports.BUYING_ROLES = [
  'purchasing',
  'production',
  'quality',
  'logistics',
  'product_development',
  'finance',
  'end_user',
]
export const CHANNELS: typeof imports.CHANNELS = ['email', 'sms', 'portal', 'webhook', 'phone']
export const LOCATION_KINDS: typeof imports.LOCATION_KINDS = [
  'own_site',
  'customer_site',
  'carrier_hub',
  'supplier_site',
  'order_desk',
]
export const MODES: typeof imports.MODES = ['own_van', 'parcel', 'road', 'rail', 'sea', 'air']
export const ELEMENTS: typeof imports.ELEMENTS = [
  'order_cycle_time',
  'on_time',
  'in_full',
  'condition',
  'billing',
  'information',
  'perfect_order',
]
export const REQUIRED_DOCUMENTS: typeof clause.REQUIRED_DOCUMENTS = [
  'asn',
  'packing_list',
  'delivery_note',
  'invoice',
  'certificate',
  'label',
]
export const LANGUAGES = ['en', 'ro', 'ru', 'hy', 'zh-TW'] as const
