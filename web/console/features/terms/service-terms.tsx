/** Which segment gets a service how: what holds today and what comes, beneath the service's form. */
import { Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { AddedService } from '../../../../contract/added-services.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { HoldingMark } from '../../lib/records/holding.tsx'
import { useSegmentName } from '../../lib/segment-name.ts'
import { latestBy } from './latest.ts'

export function ServiceTerms({ service }: { service: AddedService }) {
  const { t } = useTranslation(['terms', 'field', 'value'])
  const formats = useFormats()
  const segmentName = useSegmentName()
  const today = formats.dayAt(new Date())
  const held = latestBy(service.entitlements, today, (one) => one.segment_id)
  const rows = service.entitlements
    .map((one) => ({
      ...one,
      holding:
        one.valid_from > today ? ('coming' as const) : held.includes(one) ? ('today' as const) : ('past' as const),
    }))
    .toSorted((a, b) => a.segment_id.localeCompare(b.segment_id) || b.valid_from.localeCompare(a.valid_from))
  return (
    <Stack gap="xs" pb="xl">
      <Title order={2} size="h5">
        {t('entitlementsTitle')}
      </Title>
      <Text size="sm" c="dimmed">
        {t('entitlementsNote')}
      </Text>
      {rows.length > 0 && (
        <PlainTable
          label={t('entitlementsTitle')}
          rows={rows}
          rowKey={(row) => `${row.segment_id} ${row.valid_from}`}
          columns={[
            { id: 'segment', header: t('field:segment_id'), cell: (row) => segmentName(row.segment_id), isTitle: true },
            {
              id: 'entitlement',
              header: t('field:entitlement'),
              cell: (row) =>
                row.discount_percent
                  ? t('pricedLess', { percent: formats.percent(row.discount_percent / 100, { min: 0, max: 1 }) })
                  : t(`value:entitlement.${row.entitlement}`),
            },
            { id: 'from', header: t('field:valid_from'), cell: (row) => formats.date(row.valid_from) },
            { id: 'holding', header: t('field:holding'), cell: (row) => <HoldingMark holding={row.holding} /> },
          ]}
        />
      )}
    </Stack>
  )
}
