/** What is known of competitors by element, with evidence, day and cases. */
import { useTranslation } from 'react-i18next'
import type { CompetitorFinding } from '../../../../contract/needs.ts'
import { ChoiceFilter } from '../../../ui/filter-bar.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { useElements } from '../../lib/elements.ts'
import { RecordName } from '../../lib/records/record-name.tsx'
import { RecordScreen } from '../../lib/records/record-screen.tsx'
import { SectionTabs } from '../../lib/section-tabs.tsx'
import { useSegmentName } from '../../lib/segment-name.ts'
import { NEED_EVIDENCE } from '../../lib/value-lists.ts'
import { ElementFilter } from './filters.tsx'
import { useNeedKinds } from './kinds.ts'

export default function FindingsScreen() {
  const { t } = useTranslation(['field', 'value', 'records'])
  const formats = useFormats()
  const { finding } = useNeedKinds()
  const { nameOf } = useElements()
  const segmentName = useSegmentName()
  const evidence = (row: CompetitorFinding) => t(`value:need_evidence.${row.evidence}`)
  return (
    <RecordScreen<CompetitorFinding>
      kind={finding}
      tabs={<SectionTabs of="needs" />}
      filters={['element_id', 'evidence']}
      filterInputs={
        <>
          <ElementFilter />
          <ChoiceFilter
            name="evidence"
            label={t('evidence')}
            choices={NEED_EVIDENCE.map((value) => ({ value, label: t(`value:need_evidence.${value}`) }))}
            width={200}
          />
        </>
      }
      columns={[
        { id: 'element', header: t('element_id'), cell: (row) => nameOf(row.element_id), isTitle: true },
        {
          id: 'competitor',
          header: t('competitor'),
          cell: (row) => <RecordName of="/competitors" code={row.competitor_id} />,
          text: (row) => row.competitor_id,
        },
        {
          id: 'segment_id',
          header: t('segment_id'),
          cell: (row) => segmentName(row.segment_id) ?? t('records:everySegment'),
        },
        { id: 'evidence', header: t('evidence'), cell: evidence, text: evidence },
        {
          id: 'mark',
          header: t('mark'),
          cell: (row) => row.mark != null && formats.number(row.mark),
          text: (row) => row.mark ?? null,
          isNumber: true,
        },
        {
          id: 'percent',
          header: t('percent'),
          cell: (row) => row.percent != null && formats.percent(row.percent / 100, { min: 0, max: 1 }),
          text: (row) => row.percent ?? null,
          isNumber: true,
        },
        { id: 'terms', header: t('published_terms'), cell: (row) => row.terms },
        {
          id: 'cases',
          header: t('cases'),
          cell: (row) => formats.number(row.cases),
          text: (row) => row.cases,
          isNumber: true,
        },
        { id: 'seen_on', header: t('seen_on'), cell: (row) => formats.date(row.seen_on), text: (row) => row.seen_on },
        { id: 'finding_id', header: t('finding_id'), cell: (row) => row.finding_id, isHiddenAtFirst: true },
      ]}
    />
  )
}
