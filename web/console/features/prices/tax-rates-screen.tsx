/** Tax by country, class and day. */
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { Holding } from '../../../../contract/holding.ts'
import type { TaxRate } from '../../../../contract/prices.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { HoldingFilter, useDatedColumns } from '../../lib/records/holding.tsx'
import type { RecordKind } from '../../lib/records/record-kind.ts'
import { RecordScreen } from '../../lib/records/record-screen.tsx'
import { SectionTabs } from '../../lib/section-tabs.tsx'

const taxKind: RecordKind = {
  id: 'tax-rates',
  path: '/tax-rates',
  key: 'tax_id',
  icon: 'bill',
  writeRight: 'prices.write',
  start: { tax_class: 'standard' },
  next: ({ tax_id: _, version: __, valid_from: ___, ...rest }) => rest,
  fields: [
    { name: 'tax_id', type: 'code', isRequired: true },
    { name: 'country', type: 'code', isRequired: true, hasHint: true },
    { name: 'tax_class', type: 'code', isRequired: true },
    { name: 'valid_from', type: 'day', isRequired: true },
    { name: 'percent', type: 'number', isRequired: true },
  ],
}

type Row = z.infer<typeof TaxRate> & { holding: Holding }

export default function TaxRatesScreen() {
  const { t } = useTranslation('field')
  const formats = useFormats()
  const dated = useDatedColumns<Row>(false)
  return (
    <RecordScreen<Row>
      kind={taxKind}
      tabs={<SectionTabs of="prices" />}
      filters={['holding']}
      filterInputs={<HoldingFilter values={['today', 'coming', 'past']} />}
      columns={[
        { id: 'tax_id', header: t('tax_id'), cell: (row) => row.tax_id, isTitle: true },
        {
          id: 'country',
          header: t('country'),
          cell: (row) => formats.country(row.country),
          text: (row) => row.country,
        },
        { id: 'tax_class', header: t('tax_class'), cell: (row) => row.tax_class },
        {
          id: 'percent',
          header: t('percent'),
          cell: (row) => formats.percent(row.percent / 100, { min: 0, max: 3 }),
          text: (row) => row.percent,
          isNumber: true,
        },
        ...dated,
      ]}
    />
  )
}
