/** What a product is made of. */
import type { RecordType } from '../../ledger/index.ts'

export const product: RecordType = {
  subjectType: 'product',
  table: 'products.product',
  key: 'product_id',
  columns: ['name', 'product_group', 'unit', 'gtin', 'weight_grams'],
  children: [{ name: 'packs', table: 'products.pack', keys: ['unit'], columns: ['numerator', 'denominator'] }],
  created: 'ProductRegistered',
  changed: 'ProductChanged',
}
