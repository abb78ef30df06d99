/** What one unit of each driver costs, from a day on. */
import { useTranslation } from 'react-i18next'
import { COST_DRIVERS } from '../../../../contract/cost-drivers.ts'
import type { CostRate } from '../../../../contract/costs.ts'
import type { Holding } from '../../../../contract/holding.ts'
import { ChoiceFilter } from '../../../ui/filter-bar.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { HoldingFilter, useDatedColumns } from '../../lib/records/holding.tsx'
import type { RecordKind } from '../../lib/records/record-kind.ts'
import { RecordScreen } from '../../lib/records/record-screen.tsx'
import { SectionTabs } from '../../lib/section-tabs.tsx'

const SITES = { path: '/locations', key: 'location_id', filter: { kind: 'own_site' } }

const rateKind: RecordKind = {
  id: 'cost-rates',
  path: '/cost-rates',
  key: 'rate_id',
  icon: 'bill',
  writeRight: 'costs.write',
  start: { driver: 'order' },
  next: ({ rate_id: _, valid_from: __, version: ___, ...rate }) => rate,
  fields: [
    { name: 'rate_id', type: 'code', isRequired: true },
    { name: 'driver', type: 'choice', values: COST_DRIVERS, valueList: 'cost_driver', isRequired: true },
    { name: 'amount', label: 'cost_amount', type: 'number', isRequired: true, hint: 'cost_amount' },
    { name: 'currency', type: 'code', isRequired: true },
    { name: 'site_id', type: 'lookup', from: SITES, hint: 'rate_site' },
    { name: 'valid_from', type: 'day', isRequired: true },
    { name: 'note', type: 'longtext' },
  ],
}

type Row = CostRate & { holding: Holding }

export default function CostRatesScreen() {
  const { t } = useTranslation(['field', 'value'])
  const formats = useFormats()
  const dated = useDatedColumns<Row>(false)
  return (
    <RecordScreen<Row>
      kind={rateKind}
      tabs={<SectionTabs of="costs" />}
      filters={['driver', 'holding']}
      filterInputs={
        <>
          <ChoiceFilter
            name="driver"
            label={t('driver')}
            choices={COST_DRIVERS.map((value) => ({ value, label: t(`value:cost_driver.${value}`) }))}
            width={240}
          />
          <HoldingFilter values={['today', 'coming', 'past']} />
        </>
      }
      columns={[
        { id: 'driver', header: t('driver'), cell: (row) => t(`value:cost_driver.${row.driver}`), isTitle: true },
        {
          id: 'amount',
          header: t('cost_amount'),
          cell: (row) => formats.price(row.amount, row.currency),
          text: (row) => row.amount,
          isNumber: true,
        },
        { id: 'currency', header: t('currency'), cell: (row) => row.currency, isHiddenAtFirst: true },
        { id: 'site_id', header: t('site_id'), cell: (row) => row.site_id },
        ...dated,
        { id: 'note', header: t('note'), cell: (row) => row.note },
      ]}
    />
  )
}
