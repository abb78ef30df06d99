/** What an order costs beside its lines: freight, small order, express, slot; by worth or weight and by zone. */
import { useTranslation } from 'react-i18next'
import type { Holding } from '../../../../contract/holding.ts'
import type { Charge } from '../../../../contract/prices.ts'
import { ChoiceFilter } from '../../../ui/filter-bar.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { HoldingFilter, useDatedColumns } from '../../lib/records/holding.tsx'
import { LookupFilter } from '../../lib/records/lookup-filter.tsx'
import type { RecordKind } from '../../lib/records/record-kind.ts'
import { RecordScreen } from '../../lib/records/record-screen.tsx'
import { SectionTabs } from '../../lib/section-tabs.tsx'
import { CHARGE_BASES, CHARGE_KINDS } from '../../lib/value-lists.ts'

const AGREEMENTS = { path: '/agreements', key: 'agreement_id' }

const chargeKind: RecordKind = {
  id: 'charges',
  path: '/charges',
  key: 'charge_id',
  icon: 'truck',
  writeRight: 'prices.write',
  start: { basis: 'order_value', rates: [] },
  next: ({ charge_id: _, version: __, valid_from: ___, valid_to: ____, ...rest }) => rest,
  fields: [
    { name: 'charge_id', type: 'code', isRequired: true },
    { name: 'name', type: 'text', isRequired: true },
    { name: 'kind', type: 'choice', values: CHARGE_KINDS, valueList: 'charge_kind', isRequired: true },
    { name: 'agreement_id', type: 'lookup', from: AGREEMENTS, hint: 'charge_agreement' },
    { name: 'currency', type: 'code', isRequired: true },
    { name: 'basis', type: 'choice', values: CHARGE_BASES, valueList: 'charge_basis', isRequired: true },
    { name: 'valid_from', type: 'day', isRequired: true },
    { name: 'valid_to', type: 'day' },
    {
      name: 'rates',
      type: 'rows',
      newRow: { zone: '*', from_amount: 0, fixed: 0, percent: 0, per_kilogram: 0 },
      fields: [
        { name: 'zone', label: 'charge_zone', type: 'code', isRequired: true, hint: 'charge_zone' },
        { name: 'from_amount', type: 'number', isRequired: true },
        { name: 'fixed', type: 'number', isRequired: true },
        { name: 'percent', type: 'number', isRequired: true },
        { name: 'per_kilogram', type: 'number', isRequired: true },
      ],
    },
  ],
}

type Row = Charge & { holding: Holding }

export default function ChargesScreen() {
  const { t } = useTranslation(['field', 'value', 'records'])
  const formats = useFormats()
  const dated = useDatedColumns<Row>()
  const rate = (row: Row) =>
    row.rates
      .map((one) => {
        const parts = [
          one.fixed > 0 && formats.price(one.fixed, row.currency),
          one.percent > 0 && formats.percent(one.percent / 100, { min: 0, max: 2 }),
          one.per_kilogram > 0 && `${formats.price(one.per_kilogram, row.currency)}/kg`,
        ].filter(Boolean)
        const where = one.zone === '*' ? '' : `${one.zone} `
        return `${where}≥ ${formats.number(one.from_amount)}: ${parts.join(' + ') || formats.price(0, row.currency)}`
      })
      .join(' · ')
  return (
    <RecordScreen<Row>
      kind={chargeKind}
      tabs={<SectionTabs of="prices" />}
      filters={['kind', 'agreement_id', 'holding']}
      filterInputs={
        <>
          <ChoiceFilter
            name="kind"
            label={t('kind')}
            choices={CHARGE_KINDS.map((value) => ({ value, label: t(`value:charge_kind.${value}`) }))}
          />
          <LookupFilter name="agreement_id" label={t('agreement_id')} from={AGREEMENTS} />
          <HoldingFilter />
        </>
      }
      columns={[
        { id: 'name', header: t('name'), cell: (row) => row.name, isTitle: true },
        { id: 'kind', header: t('kind'), cell: (row) => t(`value:charge_kind.${row.kind}`) },
        { id: 'agreement_id', header: t('agreement_id'), cell: (row) => row.agreement_id ?? t('records:everybody') },
        { id: 'currency', header: t('currency'), cell: (row) => row.currency },
        { id: 'basis', header: t('basis'), cell: (row) => t(`value:charge_basis.${row.basis}`), isHiddenAtFirst: true },
        { id: 'rates', header: t('rates'), cell: rate },
        ...dated,
      ]}
    />
  )
}
