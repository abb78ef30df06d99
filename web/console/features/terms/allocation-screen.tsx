/** Who comes first when goods are short, as it was published: today's policy told in sentences, and all versions. */
import { Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Holding } from '../../../../contract/holding.ts'
import type { AllocationPolicy } from '../../../../contract/service-packages.ts'
import { HoldingFilter, useDatedColumns } from '../../lib/records/holding.tsx'
import type { RecordKind } from '../../lib/records/record-kind.ts'
import { RecordScreen } from '../../lib/records/record-screen.tsx'
import { SectionTabs } from '../../lib/section-tabs.tsx'
import { ALLOCATION_KINDS, GIVING_WAY } from '../../lib/value-lists.ts'
import { PolicyText } from './policy-text.tsx'

const allocationKind: RecordKind = {
  id: 'allocation',
  path: '/allocation-policies',
  key: 'policy_id',
  icon: 'sort',
  writeRight: 'standards.write',
  emptyAdvice: 'allocation.emptyAdvice',
  start: { kind: 'protection_levels', starvation_factor: 2, giving_way: 'if_kept', tiers: [] },
  next: ({ policy_id: _, version: __, valid_from: ___, ...rest }) => rest,
  fields: [
    { name: 'policy_id', type: 'code', isRequired: true },
    { name: 'name', type: 'text', isRequired: true },
    { name: 'valid_from', type: 'day', isRequired: true },
    { name: 'kind', type: 'choice', values: ALLOCATION_KINDS, valueList: 'allocation_kind', isRequired: true },
    { name: 'starvation_factor', type: 'number', hasHint: true },
    { name: 'giving_way', type: 'choice', values: GIVING_WAY, hasHint: true },
    { name: 'reason', type: 'longtext' },
    {
      name: 'tiers',
      type: 'rows',
      fields: [
        { name: 'tier', type: 'integer', isRequired: true },
        { name: 'name', type: 'text', isRequired: true },
        { name: 'protection_percent', type: 'number' },
        { name: 'floor_percent', type: 'number' },
      ],
    },
  ],
}

type Row = AllocationPolicy & { holding: Holding }

export default function AllocationScreen() {
  const { t } = useTranslation(['field', 'value'])
  const dated = useDatedColumns<Row>(false)
  return (
    <RecordScreen<Row>
      kind={allocationKind}
      tabs={<SectionTabs of="service" />}
      filters={['holding']}
      filterInputs={<HoldingFilter values={['today', 'coming', 'past']} />}
      below={(row) => (
        <Stack pb="xl">
          <PolicyText policy={row} />
        </Stack>
      )}
      columns={[
        { id: 'name', header: t('name'), cell: (row) => row.name, isTitle: true },
        { id: 'kind', header: t('kind'), cell: (row) => t(`value:allocation_kind.${row.kind}`) },
        {
          id: 'tiers',
          header: t('tiers'),
          cell: (row) => (
            <Text size="sm" component="span">
              {row.tiers.map((tier) => `${tier.tier} ${tier.name}`).join(' · ')}
            </Text>
          ),
          text: (row) => row.tiers.map((tier) => `${tier.tier} ${tier.name}`).join('; '),
        },
        ...dated,
        { id: 'reason', header: t('reason'), cell: (row) => row.reason },
        { id: 'policy_id', header: t('policy_id'), cell: (row) => row.policy_id, isHiddenAtFirst: true },
      ]}
    />
  )
}
