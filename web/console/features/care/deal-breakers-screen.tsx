/** What customers do not forgive: which problem, what they would do, in whose words, since when. */
import { Anchor } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Holding } from '../../../../contract/holding.ts'
import type { DealBreaker } from '../../../../contract/risk.ts'
import { ChoiceFilter } from '../../../ui/filter-bar.tsx'
import { dealBreakerKind } from '../../lib/deal-breaker-kind.ts'
import { HoldingFilter, useDatedColumns } from '../../lib/records/holding.tsx'
import { LookupFilter } from '../../lib/records/lookup-filter.tsx'
import { RecordName } from '../../lib/records/record-name.tsx'
import { RecordScreen } from '../../lib/records/record-screen.tsx'
import { SectionTabs } from '../../lib/section-tabs.tsx'
import { CONSEQUENCES, DEAL_BREAKER_PROBLEMS } from '../../lib/value-lists.ts'

const CUSTOMERS = { path: '/customers', key: 'customer_id' }

type Row = DealBreaker & { holding: Holding }

export default function DealBreakersScreen() {
  const { t } = useTranslation(['field', 'value'])
  const dated = useDatedColumns<Row>()
  const problem = (row: Row) =>
    row.problem === 'late' && row.forgiven_days > 0
      ? t('value:late_beyond', { count: row.forgiven_days })
      : t(`value:deal_breaker.${row.problem}`)
  const consequence = (row: Row) => t(`value:consequence.${row.consequence}`)
  return (
    <RecordScreen<Row>
      kind={dealBreakerKind}
      tabs={<SectionTabs of="care" />}
      filters={['customer_id', 'problem', 'consequence', 'holding']}
      filterInputs={
        <>
          <LookupFilter name="customer_id" label={t('customer')} from={CUSTOMERS} />
          <ChoiceFilter
            name="problem"
            label={t('problem')}
            choices={DEAL_BREAKER_PROBLEMS.map((value) => ({ value, label: t(`value:deal_breaker.${value}`) }))}
            width={200}
          />
          <ChoiceFilter
            name="consequence"
            label={t('consequence')}
            choices={CONSEQUENCES.map((value) => ({ value, label: t(`value:consequence.${value}`) }))}
            width={180}
          />
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
        },
        { id: 'note', header: t('say_aloud'), cell: (row) => row.note, isTitle: true },
        { id: 'problem', header: t('problem'), cell: problem, text: problem },
        { id: 'consequence', header: t('consequence'), cell: consequence, text: consequence },
        {
          id: 'said_by',
          header: t('said_by'),
          cell: (row) => <RecordName of="/contacts" code={row.contact_id} />,
          text: (row) => row.contact_id,
        },
        { id: 'quote', header: t('quote'), cell: (row) => row.quote, isHiddenAtFirst: true },
        ...dated,
        {
          id: 'deal_breaker_id',
          header: t('deal_breaker_id'),
          cell: (row) => row.deal_breaker_id,
          isHiddenAtFirst: true,
        },
      ]}
    />
  )
}
