/** What others ask for the same product or service: who, how much, seen when, known how. */
import { useTranslation } from 'react-i18next'
import type { CompetitorPrice } from '../../../../contract/prices.ts'
import { ChoiceFilter } from '../../../ui/filter-bar.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { LookupFilter } from '../../lib/records/lookup-filter.tsx'
import type { RecordKind } from '../../lib/records/record-kind.ts'
import { RecordScreen } from '../../lib/records/record-screen.tsx'
import { SectionTabs } from '../../lib/section-tabs.tsx'
import { EVIDENCE } from '../../lib/value-lists.ts'

const PRODUCTS = { path: '/products', key: 'product_id' }

const sightingKind: RecordKind = {
  id: 'competitor-prices',
  path: '/competitor-prices',
  key: 'sighting_id',
  icon: 'search',
  writeRight: 'prices.write',
  start: { evidence: 'published' },
  fields: [
    { name: 'sighting_id', type: 'code', isRequired: true },
    { name: 'competitor', type: 'text', isRequired: true },
    { name: 'product_id', type: 'lookup', from: PRODUCTS, label: 'product' },
    {
      name: 'service_id',
      type: 'lookup',
      from: { path: '/added-services', key: 'service_id' },
      label: 'service_id',
      hint: 'product_or_service',
    },
    { name: 'unit_price', type: 'number', isRequired: true, hint: 'competitor_unit_price' },
    { name: 'currency', type: 'code', isRequired: true },
    { name: 'seen_on', type: 'day', isRequired: true },
    { name: 'evidence', type: 'choice', values: EVIDENCE, valueList: 'evidence', isRequired: true },
    { name: 'note', type: 'text' },
  ],
}

export default function CompetitorPricesScreen() {
  const { t } = useTranslation(['field', 'value'])
  const formats = useFormats()
  return (
    <RecordScreen<CompetitorPrice>
      kind={sightingKind}
      tabs={<SectionTabs of="prices" />}
      filters={['product_id', 'evidence']}
      filterInputs={
        <>
          <LookupFilter name="product_id" label={t('product')} from={PRODUCTS} />
          <ChoiceFilter
            name="evidence"
            label={t('evidence')}
            choices={EVIDENCE.map((value) => ({ value, label: t(`value:evidence.${value}`) }))}
            width={220}
          />
        </>
      }
      columns={[
        { id: 'competitor', header: t('competitor'), cell: (row) => row.competitor, isTitle: true },
        { id: 'what', header: t('what'), cell: (row) => row.product_id ?? row.service_id },
        {
          id: 'unit_price',
          header: t('unit_price'),
          cell: (row) => formats.price(row.unit_price, row.currency),
          text: (row) => row.unit_price,
          isNumber: true,
        },
        { id: 'currency', header: t('currency'), cell: (row) => row.currency, isHiddenAtFirst: true },
        {
          id: 'seen_on',
          header: t('seen_on'),
          cell: (row) => formats.date(row.seen_on),
          text: (row) => row.seen_on,
        },
        { id: 'evidence', header: t('evidence'), cell: (row) => t(`value:evidence.${row.evidence}`) },
        { id: 'note', header: t('note'), cell: (row) => row.note },
      ]}
    />
  )
}
