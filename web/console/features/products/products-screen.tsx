import { useTranslation } from 'react-i18next'
import type { Product } from '../../../../contract/products.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { useUnit } from '../../../ui/format/use-unit.ts'
import { RecordScreen } from '../../lib/records/record-screen.tsx'
import { productKind } from './product-kind.ts'

export default function ProductsScreen() {
  const { t } = useTranslation('field')
  const formats = useFormats()
  const unit = useUnit()
  return (
    <RecordScreen<Product>
      kind={productKind}
      columns={[
        { id: 'product_id', header: t('product_id'), cell: (row) => row.product_id, isTitle: true },
        { id: 'name', header: t('name'), cell: (row) => row.name },
        { id: 'product_group', header: t('product_group'), cell: (row) => row.product_group },
        { id: 'unit', header: t('unit'), cell: (row) => unit(row.unit), text: (row) => row.unit },
        { id: 'gtin', header: t('gtin'), cell: (row) => row.gtin },
        {
          id: 'weight_grams',
          header: t('weight_grams'),
          cell: (row) => typeof row.weight_grams === 'number' && formats.number(row.weight_grams),
          text: (row) => row.weight_grams,
          isNumber: true,
        },
      ]}
    />
  )
}
