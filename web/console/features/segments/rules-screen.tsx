/** Which customers belong to a segment, as rules in words: dated, with a priority, and tried before they are kept. */
import { useTranslation } from 'react-i18next'
import type { Holding } from '../../../../contract/holding.ts'
import type { SegmentRule } from '../../../../contract/segment-rules.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { HoldingFilter, useDatedColumns } from '../../lib/records/holding.tsx'
import { LookupFilter } from '../../lib/records/lookup-filter.tsx'
import { RecordScreen } from '../../lib/records/record-screen.tsx'
import { SectionTabs } from '../../lib/section-tabs.tsx'
import { useSegmentName } from '../../lib/segment-name.ts'
import { useClauseText } from '../../lib/segments/clause-text.ts'
import { mayDo, useSession } from '../../lib/session.ts'
import { useRuleKind } from './rule-kind.ts'
import { PreviewedRule } from './rule-preview.tsx'

type Row = SegmentRule & { holding: Holding }

export default function SegmentRulesScreen() {
  const { t } = useTranslation(['field', 'segments'])
  const formats = useFormats()
  const kind = useRuleKind()
  const segmentName = useSegmentName()
  const { clause } = useClauseText()
  const dated = useDatedColumns<Row>(false)
  const mayPreview = mayDo(useSession(), 'costs.read')
  const name = (row: Row) => segmentName(row.segment_id)
  const words = (row: Row) =>
    row.clauses.length === 0
      ? t('segments:noRuleSince')
      : row.clauses.map((one) => clause(one)).join(` ${t('segments:and')} `)
  return (
    <RecordScreen<Row>
      kind={kind}
      tabs={<SectionTabs of="segments" />}
      filters={['segment_id', 'holding']}
      filterInputs={
        <>
          <LookupFilter name="segment_id" label={t('segment_id')} from={{ path: '/segments', key: 'segment_id' }} />
          <HoldingFilter values={['today', 'coming', 'past']} />
        </>
      }
      review={mayPreview ? (draft) => <PreviewedRule draft={draft} /> : undefined}
      columns={[
        { id: 'segment', header: t('segment_id'), cell: name, text: name, isTitle: true },
        { id: 'words', header: t('clauses'), cell: words, text: words, isWrapped: true },
        {
          id: 'priority',
          header: t('rule_priority'),
          cell: (row) => formats.number(row.priority),
          text: (row) => row.priority,
          isNumber: true,
        },
        ...dated,
        { id: 'rule_id', header: t('rule_id'), cell: (row) => row.rule_id, isHiddenAtFirst: true },
      ]}
    />
  )
}
