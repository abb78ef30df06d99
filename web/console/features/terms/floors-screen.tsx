/** Below which level a core element of service may not fall. It may rise freely; lowering one names who agreed to it. */
import { useTranslation } from 'react-i18next'
import { FLOOR_ELEMENTS } from '../../../../contract/floor-elements.ts'
import type { Holding } from '../../../../contract/holding.ts'
import type { ServiceFloor } from '../../../../contract/service-floors.ts'
import { ChoiceFilter } from '../../../ui/filter-bar.tsx'
import { HoldingFilter, useDatedColumns } from '../../lib/records/holding.tsx'
import { LookupFilter } from '../../lib/records/lookup-filter.tsx'
import { useColleagues } from '../../lib/records/members.tsx'
import type { RecordKind } from '../../lib/records/record-kind.ts'
import { RecordScreen } from '../../lib/records/record-screen.tsx'
import { SectionTabs } from '../../lib/section-tabs.tsx'
import { useSegmentName } from '../../lib/segment-name.ts'
import { useFloorText } from '../../lib/terms/floor-text.ts'

const SEGMENTS = { path: '/segments', key: 'segment_id' }

const floorKind: RecordKind = {
  id: 'floors',
  path: '/service-floors',
  key: 'floor_id',
  icon: 'down',
  writeRight: 'standards.write',
  emptyAdvice: 'floors.emptyAdvice',
  next: ({ floor_id: _, version: __, valid_from: ___, approved_by: ____, notice_on: _____, ...rest }) => rest,
  fields: [
    { name: 'floor_id', type: 'code', isRequired: true },
    { name: 'segment_id', type: 'lookup', from: SEGMENTS, hint: 'floor_segment' },
    { name: 'element', type: 'choice', values: FLOOR_ELEMENTS, valueList: 'floor_element', isRequired: true },
    { name: 'level', label: 'floor_level', type: 'number', isRequired: true, hint: 'floor_level' },
    { name: 'valid_from', type: 'day', isRequired: true },
    { name: 'reason', type: 'longtext', isRequired: true, hint: 'floor_reason' },
    { name: 'approved_by', type: 'colleague', among: '/service-floors/approvers', hasHint: true },
    { name: 'notice_on', type: 'day', hasHint: true },
  ],
}

type Row = ServiceFloor & { holding: Holding }

export default function FloorsScreen() {
  const { t } = useTranslation(['field', 'value', 'records'])
  const floorText = useFloorText()
  const segmentName = useSegmentName()
  const colleagues = useColleagues()
  /** Whoever agreed to a draft stands there as one of ours, others as they were written down. */
  const approverOf = (said: string | null | undefined) => colleagues?.find(({ value }) => value === said)?.label ?? said
  const dated = useDatedColumns<Row>(false)
  return (
    <RecordScreen<Row>
      kind={floorKind}
      tabs={<SectionTabs of="service" />}
      filters={['segment_id', 'element', 'holding']}
      filterInputs={
        <>
          <LookupFilter name="segment_id" label={t('segment_id')} from={SEGMENTS} width={200} />
          <ChoiceFilter
            name="element"
            label={t('element')}
            choices={FLOOR_ELEMENTS.map((value) => ({ value, label: t(`value:floor_element.${value}`) }))}
            width={240}
          />
          <HoldingFilter values={['today', 'coming', 'past']} />
        </>
      }
      columns={[
        {
          id: 'element',
          header: t('element'),
          cell: (row) => t(`value:floor_element.${row.element}`),
          isTitle: true,
        },
        { id: 'level', header: t('floor_level'), cell: floorText, text: (row) => row.level },
        {
          id: 'segment_id',
          header: t('segment_id'),
          cell: (row) => segmentName(row.segment_id) ?? t('records:everySegment'),
        },
        { id: 'reason', header: t('reason'), cell: (row) => row.reason },
        { id: 'approved_by', header: t('approved_by'), cell: (row) => approverOf(row.approved_by) },
        ...dated,
        { id: 'floor_id', header: t('floor_id'), cell: (row) => row.floor_id, isHiddenAtFirst: true },
      ]}
    />
  )
}
