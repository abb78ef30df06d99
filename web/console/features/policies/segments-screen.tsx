/** Segments and the dated standards promised to each. */
import { useTranslation } from 'react-i18next'
import type { Segment } from '../../../../contract/policies.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import type { Field, RecordKind } from '../../lib/records/record-kind.ts'
import { RecordScreen } from '../../lib/records/record-screen.tsx'
import { SectionTabs } from '../../lib/section-tabs.tsx'
import { ELEMENTS, REQUIRED_DOCUMENTS } from '../../lib/value-lists.ts'
import { standardsInForce } from './standards-in-force.ts'
import { useTargetText } from './target-text.ts'

/** What information is owed: only a standard of that element says it. */
const CLAUSE: readonly Field[] = [
  { name: 'required_documents', type: 'choices', values: REQUIRED_DOCUMENTS, valueList: 'document' } as const,
  { name: 'advance_notice_hours', type: 'integer' } as const,
  { name: 'tracking_age_hours', type: 'integer' } as const,
  { name: 'tells_exceptions', type: 'switch' } as const,
].map((field) => ({ ...field, onlyWhen: { name: 'element', is: 'information' } }))

const segmentKind: RecordKind = {
  id: 'segments',
  path: '/segments',
  key: 'segment_id',
  icon: 'standards',
  writeRight: 'standards.write',
  start: { standards: [] },
  fields: [
    { name: 'segment_id', type: 'code', isRequired: true },
    { name: 'name', type: 'text', isRequired: true },
    { name: 'description', type: 'text' },
    { name: 'definition_id', type: 'lookup', from: { path: '/otif-definitions', key: 'definition_id' }, hasHint: true },
    {
      name: 'standards',
      type: 'rows',
      newRow: { target_unit: 'percent' },
      fields: [
        { name: 'element', type: 'choice', values: ELEMENTS, valueList: 'element', isRequired: true },
        { name: 'valid_from', type: 'day', isRequired: true },
        { name: 'target', type: 'number', isRequired: true },
        {
          name: 'target_unit',
          type: 'choice',
          values: ['percent', 'hours', 'business_days'],
          valueList: 'target_unit',
          isRequired: true,
        },
        { name: 'owner', type: 'text' },
        ...CLAUSE,
      ],
    },
  ],
}

export default function SegmentsScreen() {
  const { t } = useTranslation(['field', 'value'])
  const formats = useFormats()
  const targetText = useTargetText()
  const today = formats.dayAt(new Date())
  const inForce = (row: Segment) =>
    standardsInForce(row.standards, today)
      .map((standard) => `${t(`value:element.${standard.element}`)} ${targetText(standard)}`)
      .join(' · ')
  return (
    <RecordScreen<Segment>
      kind={segmentKind}
      tabs={<SectionTabs of="segments" />}
      columns={[
        { id: 'name', header: t('name'), cell: (row) => row.name, isTitle: true },
        { id: 'segment_id', header: t('segment_id'), cell: (row) => row.segment_id },
        { id: 'standards', header: t('standards'), cell: inForce },
        { id: 'definition_id', header: t('definition_id'), cell: (row) => row.definition_id },
      ]}
    />
  )
}
