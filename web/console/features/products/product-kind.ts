import type { RecordKind } from '../../lib/records/record-kind.ts'

export const productKind: RecordKind = {
  id: 'products',
  path: '/products',
  key: 'product_id',
  icon: 'products',
  writeRight: 'master_data.write',
  start: { packs: [] },
  fields: [
    { name: 'product_id', type: 'code', isRequired: true, hasHint: true },
    { name: 'name', type: 'text', isRequired: true },
    { name: 'product_group', type: 'text' },
    { name: 'unit', type: 'code', isRequired: true, hasHint: true },
    { name: 'gtin', type: 'code', hasHint: true },
    { name: 'weight_grams', type: 'integer' },
    {
      name: 'packs',
      type: 'rows',
      newRow: { numerator: 1, denominator: 1 },
      fields: [
        { name: 'unit', type: 'code', isRequired: true },
        { name: 'numerator', type: 'integer', isRequired: true },
      ],
    },
  ],
}
