/** What must be observed at this order, applied by itself from what was recorded for customer, place and product. */
import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { AppliedRequirements } from '../../../../contract/applied-requirements.ts'
import { call } from '../../../ui/http.ts'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { RequirementList } from '../../lib/requirement-list.tsx'

export function OrderRequirements({ orderId }: { orderId: string }) {
  const { t } = useTranslation('terms')
  const applied = useQuery({
    queryKey: ['order', orderId, 'requirements'],
    queryFn: ({ signal }) =>
      call<AppliedRequirements>(`/api/v1/orders/${encodeURIComponent(orderId)}/requirements`, { signal }),
  })
  return (
    <Surface title={t('toObserve')}>
      <Answer of={applied}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Text size="sm" c="dimmed">
              {t('nothingToObserve')}
            </Text>
          ) : (
            <RequirementList
              rows={rows}
              note={(row) =>
                [
                  row.sources.map((source) => t(`source.${source}`)).join(' + '),
                  t('ofLines', {
                    count: row.lines.length,
                    lines: row.lines.map((line) => line.line_number).join(', '),
                  }),
                ].join(' · ')
              }
            />
          )
        }
      </Answer>
    </Surface>
  )
}
