/** What carriers billed, by shipment. */
import { useTranslation } from 'react-i18next'
import type { FreightBill } from '../../../../contract/costs.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { LookupFilter } from '../../lib/records/lookup-filter.tsx'
import type { RecordKind } from '../../lib/records/record-kind.ts'
import { RecordScreen } from '../../lib/records/record-screen.tsx'
import { SectionTabs } from '../../lib/section-tabs.tsx'

const CARRIERS = { path: '/carriers', key: 'carrier_id' }

const billKind: RecordKind = {
  id: 'freight-bills',
  path: '/freight-bills',
  key: 'bill_id',
  icon: 'truck',
  writeRight: 'costs.write',
  fields: [
    { name: 'bill_id', type: 'code', isRequired: true },
    { name: 'shipment_id', type: 'code', isRequired: true },
    { name: 'carrier_id', type: 'lookup', from: CARRIERS },
    { name: 'billed_on', type: 'day', isRequired: true },
    { name: 'currency', type: 'code', isRequired: true },
    { name: 'amount_minor', type: 'minor', currencyOf: 'currency', isRequired: true },
    { name: 'note', type: 'longtext' },
  ],
}

export default function FreightBillsScreen() {
  const { t } = useTranslation('field')
  const formats = useFormats()
  return (
    <RecordScreen<FreightBill>
      kind={billKind}
      tabs={<SectionTabs of="costs" />}
      filters={['carrier_id']}
      filterInputs={<LookupFilter name="carrier_id" label={t('carrier_id')} from={CARRIERS} />}
      columns={[
        { id: 'bill_id', header: t('bill_id'), cell: (row) => row.bill_id, isTitle: true },
        { id: 'shipment_id', header: t('shipment_id'), cell: (row) => row.shipment_id },
        { id: 'carrier_id', header: t('carrier_id'), cell: (row) => row.carrier_id },
        {
          id: 'billed_on',
          header: t('billed_on'),
          cell: (row) => formats.date(row.billed_on),
          text: (row) => row.billed_on,
        },
        {
          id: 'amount_minor',
          header: t('amount_minor'),
          cell: (row) => formats.money(row.amount_minor, row.currency),
          text: (row) => row.amount_minor,
          isNumber: true,
        },
        { id: 'currency', header: t('currency'), cell: (row) => row.currency, isHiddenAtFirst: true },
        { id: 'note', header: t('note'), cell: (row) => row.note },
      ]}
    />
  )
}
