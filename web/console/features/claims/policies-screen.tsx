/** By when a customer may claim by itself and what of, and by when the carrier must be told: data, not law. */
import { useTranslation } from 'react-i18next'
import { CLAIM_KINDS, type ClaimPolicy, DISPOSITIONS } from '../../../../contract/claims.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import type { RecordKind } from '../../lib/records/record-kind.ts'
import { RecordScreen } from '../../lib/records/record-screen.tsx'
import { SectionTabs } from '../../lib/section-tabs.tsx'
import { useSegmentName } from '../../lib/segment-name.ts'

const days = (name: string) => ({
  ...{ name, label: `claim_${name}`, type: 'integer' as const, isRequired: true, hasHint: true, hint: `claim_${name}` },
})

const policyKind: RecordKind = {
  id: 'claim-policies',
  path: '/claim-policies',
  key: 'policy_id',
  icon: 'standards',
  writeRight: 'standards.write',
  emptyAdvice: 'claim-policies.emptyAdvice',
  start: {
    ...{ visible_days: 3, concealed_days: 7, return_days: 14, carrier_days: 7 },
    ...{ self_service: [...CLAIM_KINDS], dispositions: [...DISPOSITIONS] },
  },
  fields: [
    { name: 'policy_id', label: 'connection_id', type: 'code', isRequired: true },
    {
      ...{ name: 'segment_id', type: 'lookup', from: { path: '/segments', key: 'segment_id' } },
      ...{ hasHint: true, hint: 'claim_segment' },
    },
    days('visible_days'),
    days('concealed_days'),
    days('return_days'),
    days('carrier_days'),
    {
      ...{ name: 'self_service', label: 'claim_self_service', type: 'choices', values: CLAIM_KINDS },
      ...{ valueList: 'claim_kind', hasHint: true, hint: 'claim_self_service' },
    },
    {
      ...{ name: 'dispositions', label: 'claim_dispositions', type: 'choices', values: DISPOSITIONS },
      ...{ valueList: 'disposition', hasHint: true, hint: 'claim_dispositions' },
    },
  ],
}

type Row = ClaimPolicy & { version: number }

export default function PoliciesScreen() {
  const { t } = useTranslation(['field', 'value', 'claims'])
  const formats = useFormats()
  const segmentName = useSegmentName()
  const number = (name: 'visible_days' | 'concealed_days' | 'return_days' | 'carrier_days') => ({
    ...{ id: name, header: t(`field:claim_${name}`), isNumber: true },
    cell: (row: Row) => formats.number(row[name]),
    text: (row: Row) => row[name],
  })
  return (
    <RecordScreen<Row>
      kind={policyKind}
      tabs={<SectionTabs of="desk" />}
      columns={[
        { id: 'policy_id', header: t('field:connection_id'), cell: (row) => row.policy_id, isTitle: true },
        {
          id: 'segment_id',
          header: t('field:segment_id'),
          cell: (row) => segmentName(row.segment_id) ?? t('claims:everySegment'),
        },
        number('visible_days'),
        number('concealed_days'),
        number('return_days'),
        number('carrier_days'),
        {
          id: 'self_service',
          header: t('field:claim_self_service'),
          cell: (row) => row.self_service.map((kind) => t(`value:claim_kind.${kind}`)).join(', '),
        },
      ]}
    />
  )
}
