/** What sharing goods out anew does on the whole: by which policy, who gets how much in time before and after, which floors hold. */
import { Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { AllocationFigures } from '../../../../contract/proposals.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { Surface } from '../../../ui/surface.tsx'

type Group = AllocationFigures['after']['groups'][number]

export function ShareOutFigures({ figures }: { figures: AllocationFigures }) {
  const { t } = useTranslation(['proposals', 'value'])
  const formats = useFormats()
  const { before, after, policy, floors, winners, losers, waiting } = figures
  const known = new Map(before.groups.map((group) => [group.segment_id, group]))
  const lines = (group: Group | undefined) =>
    group ? `${formats.number(group.lines_in_full)} / ${formats.number(group.lines)}` : null
  const goods = (group: Group | undefined) => (group ? formats.percent(group.fill) : null)
  const days = (count: number | null) => (count === null ? '–' : formats.number(count))
  return (
    <Surface
      title={t('figures.title')}
      note={t('figures.policy', { policy: t(`value:allocation_kind.${policy.kind}`) })}
    >
      <Stack gap="sm">
        <Text>{t('figures.counts', { winners, losers, waiting })}</Text>
        <PlainTable
          label={t('figures.title')}
          rows={after.groups}
          rowKey={(group) => group.segment_id ?? ''}
          columns={[
            {
              id: 'segment',
              header: t('figures.segment'),
              isTitle: true,
              cell: (group) => group.segment_id ?? t('figures.none'),
            },
            { id: 'lines', header: t('figures.lines'), isNumber: true, cell: lines },
            {
              id: 'before',
              header: t('figures.before'),
              isNumber: true,
              cell: (group) => goods(known.get(group.segment_id)),
            },
            { id: 'after', header: t('figures.after'), isNumber: true, cell: goods },
          ]}
        />
        <Text size="sm" c="dimmed">
          {t('figures.longest', { before: days(before.longest_wait_days), after: days(after.longest_wait_days) })}
        </Text>
        {floors.map((floor) => (
          <Text key={floor.tier} size="sm">
            {t('figures.floor', { tier: floor.name, percent: formats.percent(floor.floor_percent / 100) })}:{' '}
            {t(floor.is_kept ? 'figures.isKept' : 'figures.isBroken')}
          </Text>
        ))}
      </Stack>
    </Surface>
  )
}
