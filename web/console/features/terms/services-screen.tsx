/** Services beside the goods: what they take, how they are proved, what they cost, and which segment is entitled to them. */
import { useTranslation } from 'react-i18next'
import type { AddedService } from '../../../../contract/added-services.ts'
import { ChoiceFilter } from '../../../ui/filter-bar.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { useUnit } from '../../../ui/format/use-unit.ts'
import type { RecordKind } from '../../lib/records/record-kind.ts'
import { RecordScreen } from '../../lib/records/record-screen.tsx'
import { SectionTabs } from '../../lib/section-tabs.tsx'
import { useSegmentName } from '../../lib/segment-name.ts'
import { ENTITLEMENTS, PROOFS, RESOURCE_KINDS, SERVICE_ELEMENTS } from '../../lib/value-lists.ts'
import { latestBy } from './latest.ts'
import { ServiceTerms } from './service-terms.tsx'

const serviceKind: RecordKind = {
  id: 'services',
  path: '/added-services',
  key: 'service_id',
  icon: 'star',
  writeRight: 'standards.write',
  start: { proof: 'signature', prices: [], entitlements: [] },
  fields: [
    { name: 'service_id', type: 'code', isRequired: true },
    { name: 'name', type: 'text', isRequired: true },
    { name: 'description', type: 'longtext' },
    { name: 'unit', type: 'code', isRequired: true, hint: 'service_unit' },
    { name: 'resource_kind', type: 'choice', values: RESOURCE_KINDS, valueList: 'resource_kind' },
    { name: 'resource_minutes', type: 'integer' },
    { name: 'proof', type: 'choice', values: PROOFS, valueList: 'proof', isRequired: true },
    {
      name: 'element_id',
      type: 'choice',
      values: SERVICE_ELEMENTS,
      valueList: 'service_element',
      hint: 'service_need',
    },
    {
      name: 'prices',
      type: 'rows',
      keptBy: ['currency', 'valid_from'],
      fields: [
        { name: 'currency', type: 'code', isRequired: true },
        { name: 'valid_from', type: 'day', isRequired: true },
        { name: 'unit_price', type: 'number', isRequired: true },
      ],
    },
    {
      name: 'entitlements',
      type: 'rows',
      keptBy: ['segment_id', 'valid_from'],
      newRow: { entitlement: 'priced' },
      fields: [
        { name: 'segment_id', type: 'lookup', from: { path: '/segments', key: 'segment_id' }, isRequired: true },
        { name: 'valid_from', type: 'day', isRequired: true },
        { name: 'entitlement', type: 'choice', values: ENTITLEMENTS, valueList: 'entitlement', isRequired: true },
        { name: 'discount_percent', type: 'number', onlyWhen: { name: 'entitlement', is: 'priced' } },
      ],
    },
  ],
}

export default function ServicesScreen() {
  const { t } = useTranslation(['field', 'value'])
  const unitName = useUnit()
  const segmentName = useSegmentName()
  const formats = useFormats()
  const today = formats.dayAt(new Date())
  const pricesNow = (row: AddedService) =>
    latestBy(row.prices, today, (price) => price.currency)
      .map((price) => formats.price(price.unit_price, price.currency))
      .join(' · ')
  const entitled = (row: AddedService, entitlement: string) =>
    latestBy(row.entitlements, today, (one) => one.segment_id)
      .filter((one) => one.entitlement === entitlement)
      .map((one) => segmentName(one.segment_id))
      .join(', ')
  return (
    <RecordScreen<AddedService>
      kind={serviceKind}
      tabs={<SectionTabs of="catalogue" />}
      filters={['proof']}
      filterInputs={
        <ChoiceFilter
          name="proof"
          label={t('proof')}
          choices={PROOFS.map((value) => ({ value, label: t(`value:proof.${value}`) }))}
        />
      }
      below={(row) => <ServiceTerms service={row} />}
      columns={[
        { id: 'name', header: t('name'), cell: (row) => row.name, isTitle: true },
        { id: 'service_id', header: t('service_id'), cell: (row) => row.service_id },
        { id: 'prices', header: t('priceToday'), cell: pricesNow },
        { id: 'included', header: t('value:entitlement.included'), cell: (row) => entitled(row, 'included') },
        { id: 'not_offered', header: t('value:entitlement.not_offered'), cell: (row) => entitled(row, 'not_offered') },
        { id: 'unit', header: t('unit'), cell: (row) => unitName(row.unit), text: (row) => row.unit },
        {
          id: 'resource_minutes',
          header: t('resource_minutes'),
          cell: (row) => row.resource_minutes != null && formats.duration(row.resource_minutes, 'minute'),
          text: (row) => row.resource_minutes,
          isNumber: true,
        },
        { id: 'proof', header: t('proof'), cell: (row) => t(`value:proof.${row.proof}`) },
      ]}
    />
  )
}
