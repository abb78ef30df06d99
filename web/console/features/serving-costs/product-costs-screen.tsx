/** What goods cost the company, from a day on: without it their margin is not known. */
import { useTranslation } from 'react-i18next'
import type { ProductCost } from '../../../../contract/costs.ts'
import type { Holding } from '../../../../contract/holding.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { HoldingFilter, useDatedColumns } from '../../lib/records/holding.tsx'
import type { RecordKind } from '../../lib/records/record-kind.ts'
import { RecordScreen } from '../../lib/records/record-screen.tsx'
import { SectionTabs } from '../../lib/section-tabs.tsx'

const costKind: RecordKind = {
  id: 'product-costs',
  path: '/product-costs',
  key: 'cost_id',
  icon: 'products',
  writeRight: 'costs.write',
  next: ({ cost_id: _, valid_from: __, version: ___, ...cost }) => cost,
  fields: [
    { name: 'cost_id', type: 'code', isRequired: true },
    {
      name: 'product_id',
      type: 'lookup',
      from: { path: '/products', key: 'product_id' },
      label: 'product',
      isRequired: true,
    },
    { name: 'unit_cost', type: 'number', isRequired: true, hint: 'unit_cost' },
    { name: 'currency', type: 'code', isRequired: true },
    { name: 'valid_from', type: 'day', isRequired: true },
  ],
}

type Row = ProductCost & { holding: Holding }

export default function ProductCostsScreen() {
  const { t } = useTranslation('field')
  const formats = useFormats()
  const dated = useDatedColumns<Row>(false)
  return (
    <RecordScreen<Row>
      kind={costKind}
      tabs={<SectionTabs of="costs" />}
      filters={['holding']}
      filterInputs={<HoldingFilter values={['today', 'coming', 'past']} />}
      columns={[
        { id: 'product_id', header: t('product_id'), cell: (row) => row.product_id, isTitle: true },
        {
          id: 'unit_cost',
          header: t('unit_cost'),
          cell: (row) => formats.price(row.unit_cost, row.currency),
          text: (row) => row.unit_cost,
          isNumber: true,
        },
        { id: 'currency', header: t('currency'), cell: (row) => row.currency },
        ...dated,
      ]}
    />
  )
}
