/** What a segment with its standards, and a definition of on time and in full, are made of. */
import type { RecordType } from '../../ledger/index.ts'

export const segment: RecordType = {
  subjectType: 'segment',
  table: 'policies.segment',
  key: 'segment_id',
  columns: ['name', 'description', 'definition_id'],
  children: [
    {
      name: 'standards',
      table: 'policies.standard',
      keys: ['element', 'valid_from'],
      columns: [
        'target',
        'target_unit',
        'owner',
        'required_documents',
        'advance_notice_hours',
        'tracking_age_hours',
        'tells_exceptions',
      ],
    },
  ],
  created: 'SegmentDefined',
  changed: 'SegmentChanged',
}

export const otifDefinition: RecordType = {
  subjectType: 'otif_definition',
  table: 'policies.otif_definition',
  key: 'definition_id',
  columns: ['name', 'settings', 'is_company_default'],
  created: 'OtifDefinitionSet',
  changed: 'OtifDefinitionChanged',
}
