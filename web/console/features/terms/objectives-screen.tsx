/** What the company is after, for all or one segment, for a period: it decides which offer is proposed first. */
import { useTranslation } from 'react-i18next'
import type { Holding } from '../../../../contract/holding.ts'
import type { Objective } from '../../../../contract/service-packages.ts'
import { ChoiceFilter } from '../../../ui/filter-bar.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { HoldingFilter, useDatedColumns } from '../../lib/records/holding.tsx'
import { LookupFilter } from '../../lib/records/lookup-filter.tsx'
import type { RecordKind } from '../../lib/records/record-kind.ts'
import { RecordScreen } from '../../lib/records/record-screen.tsx'
import { SectionTabs } from '../../lib/section-tabs.tsx'
import { OBJECTIVES } from '../../lib/value-lists.ts'

const objectiveKind: RecordKind = {
  id: 'objectives',
  path: '/objectives',
  key: 'objective_id',
  icon: 'scorecard',
  writeRight: 'standards.write',
  emptyAdvice: 'objectives.emptyAdvice',
  next: ({ objective_id: _, version: __, valid_from: ___, valid_to: ____, ...rest }) => rest,
  fields: [
    { name: 'objective_id', type: 'code', isRequired: true },
    { name: 'segment_id', type: 'lookup', from: { path: '/segments', key: 'segment_id' }, hint: 'objective_segment' },
    { name: 'objective', type: 'choice', values: OBJECTIVES, valueList: 'objective', isRequired: true, hasHint: true },
    {
      name: 'stock_percent',
      type: 'number',
      isRequired: true,
      onlyWhen: { name: 'objective', is: 'stock_at_level' },
    },
    { name: 'valid_from', type: 'day', isRequired: true },
    { name: 'valid_to', type: 'day', hint: 'objective_end' },
    { name: 'reason', type: 'text' },
  ],
}

type Row = Objective & { holding: Holding }

export default function ObjectivesScreen() {
  const { t } = useTranslation(['field', 'value', 'records'])
  const formats = useFormats()
  const dated = useDatedColumns<Row>()
  return (
    <RecordScreen<Row>
      kind={objectiveKind}
      tabs={<SectionTabs of="service" />}
      filters={['segment_id', 'objective', 'holding']}
      filterInputs={
        <>
          <LookupFilter
            name="segment_id"
            label={t('segment_id')}
            from={{ path: '/segments', key: 'segment_id' }}
            width={200}
          />
          <ChoiceFilter
            name="objective"
            label={t('objective')}
            choices={OBJECTIVES.map((value) => ({ value, label: t(`value:objective.${value}`) }))}
            width={220}
          />
          <HoldingFilter />
        </>
      }
      columns={[
        {
          id: 'objective',
          header: t('objective'),
          cell: (row) => t(`value:objective.${row.objective}`),
          isTitle: true,
        },
        {
          id: 'segment_id',
          header: t('segment_id'),
          cell: (row) => row.segment_id ?? t('records:wholeCompany'),
        },
        {
          id: 'stock_percent',
          header: t('stock_percent'),
          cell: (row) => row.stock_percent != null && formats.percent(row.stock_percent / 100, { min: 0, max: 1 }),
          text: (row) => row.stock_percent,
          isNumber: true,
        },
        { id: 'first', header: t('firstOffer'), cell: (row) => t(`value:first_offer.${row.objective}`) },
        ...dated,
        { id: 'reason', header: t('reason'), cell: (row) => row.reason },
        { id: 'objective_id', header: t('objective_id'), cell: (row) => row.objective_id, isHiddenAtFirst: true },
      ]}
    />
  )
}
