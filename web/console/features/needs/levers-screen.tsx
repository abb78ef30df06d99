/** What customers say would make them buy more, and what that is worth a year. */
import { Anchor } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Holding } from '../../../../contract/holding.ts'
import type { GrowthLever } from '../../../../contract/needs.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { useElements } from '../../lib/elements.ts'
import { HoldingFilter, useDatedColumns } from '../../lib/records/holding.tsx'
import { RecordName } from '../../lib/records/record-name.tsx'
import { RecordScreen } from '../../lib/records/record-screen.tsx'
import { SectionTabs } from '../../lib/section-tabs.tsx'
import { CustomerFilter, ElementFilter } from './filters.tsx'
import { useNeedKinds } from './kinds.ts'

type Row = GrowthLever & { holding: Holding }

export default function LeversScreen() {
  const { t } = useTranslation('field')
  const formats = useFormats()
  const { lever } = useNeedKinds()
  const { nameOf } = useElements()
  const dated = useDatedColumns<Row>()
  const element = (row: Row) => (row.element_id ? nameOf(row.element_id) : null)
  return (
    <RecordScreen<Row>
      kind={lever}
      tabs={<SectionTabs of="needs" />}
      filters={['customer_id', 'element_id', 'holding']}
      filterInputs={
        <>
          <CustomerFilter />
          <ElementFilter />
          <HoldingFilter values={['today', 'coming', 'past']} />
        </>
      }
      columns={[
        { id: 'note', header: t('say_aloud'), cell: (row) => row.note, isTitle: true },
        {
          id: 'customer',
          header: t('customer'),
          cell: (row) => (
            <Anchor component={Link} size="sm" to={`/customers/${encodeURIComponent(row.customer_id)}`}>
              <RecordName of="/customers" code={row.customer_id} />
            </Anchor>
          ),
          text: (row) => row.customer_id,
        },
        { id: 'element', header: t('element_id'), cell: element, text: element },
        {
          id: 'revenue',
          header: t('revenue_a_year'),
          cell: (row) => formats.money(row.revenue_minor, row.currency),
          text: (row) => row.revenue_minor,
          isNumber: true,
        },
        {
          id: 'likely',
          header: t('likely_percent'),
          cell: (row) => row.likely_percent != null && formats.percent(row.likely_percent / 100),
          text: (row) => row.likely_percent ?? null,
          isNumber: true,
        },
        { id: 'quote', header: t('quote'), cell: (row) => row.quote, isHiddenAtFirst: true },
        ...dated,
        { id: 'lever_id', header: t('lever_id'), cell: (row) => row.lever_id, isHiddenAtFirst: true },
      ]}
    />
  )
}
