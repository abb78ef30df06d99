/** What each role at a customer weighs, as it was said. */
import { Anchor } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Holding } from '../../../../contract/holding.ts'
import type { Criteria } from '../../../../contract/needs.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { useElements } from '../../lib/elements.ts'
import { HoldingFilter, useDatedColumns } from '../../lib/records/holding.tsx'
import { RecordName } from '../../lib/records/record-name.tsx'
import { RecordScreen } from '../../lib/records/record-screen.tsx'
import { SectionTabs } from '../../lib/section-tabs.tsx'
import { CustomerFilter, RoleFilter } from './filters.tsx'
import { useNeedKinds } from './kinds.ts'

type Row = Criteria & { holding: Holding }

export default function CriteriaScreen() {
  const { t } = useTranslation(['field', 'value'])
  const formats = useFormats()
  const { criteria } = useNeedKinds()
  const { nameOf } = useElements()
  const dated = useDatedColumns<Row>(false)
  const weighed = (row: Row) =>
    row.criteria
      .toSorted((a, b) => b.points - a.points)
      .map(({ element_id, points }) => `${nameOf(element_id)} ${formats.number(points)}`)
      .join(' · ')
  const role = (row: Row) => t(`value:buying_role.${row.buying_role}`)
  const source = (row: Row) => t(`value:criteria_source.${row.source}`)
  return (
    <RecordScreen<Row>
      kind={criteria}
      tabs={<SectionTabs of="needs" />}
      filters={['customer_id', 'buying_role', 'holding']}
      filterInputs={
        <>
          <CustomerFilter />
          <RoleFilter />
          <HoldingFilter values={['today', 'coming', 'past']} />
        </>
      }
      columns={[
        {
          id: 'customer',
          header: t('customer'),
          cell: (row) => (
            <Anchor component={Link} size="sm" to={`/customers/${encodeURIComponent(row.customer_id)}`}>
              <RecordName of="/customers" code={row.customer_id} />
            </Anchor>
          ),
          text: (row) => row.customer_id,
          isTitle: true,
        },
        { id: 'role', header: t('buying_role'), cell: role, text: role },
        { id: 'criteria', header: t('criteria'), cell: weighed, text: weighed },
        {
          id: 'said_by',
          header: t('said_by'),
          cell: (row) => <RecordName of="/contacts" code={row.contact_id} />,
          text: (row) => row.contact_id,
        },
        { id: 'source', header: t('criteria_source'), cell: source, text: source },
        ...dated,
        { id: 'criteria_id', header: t('criteria_id'), cell: (row) => row.criteria_id, isHiddenAtFirst: true },
      ]}
    />
  )
}
