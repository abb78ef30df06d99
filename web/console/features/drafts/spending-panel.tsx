/** What the draft spends more or less, and which need asks for it. */
import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Spending } from '../../../../contract/spending.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { call } from '../../../ui/http.ts'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { SpendingTable } from '../../lib/terms/spending-table.tsx'

export function SpendingPanel({ draftId, version }: { draftId: string; version: number }) {
  const { t } = useTranslation('terms')
  const formats = useFormats()
  const found = useQuery({
    queryKey: ['spending', draftId, version],
    queryFn: ({ signal }) =>
      call<Spending>(`/api/v1/package-drafts/${encodeURIComponent(draftId)}/spending`, { signal }),
  })
  return (
    <Surface title={t('spending.draftTitle')} note={t('spending.draftNote')}>
      <Answer of={found}>
        {({ rows, currency, unasked_cost }) =>
          rows.length === 0 ? (
            <Text size="sm" c="dimmed">
              {t('preview.nothing')}
            </Text>
          ) : (
            <>
              {currency && unasked_cost > 0 && (
                <Text size="sm" mb="xs">
                  {t('spending.unaskedCost', { amount: formats.estimate(unasked_cost, currency) })}
                </Text>
              )}
              <SpendingTable rows={rows} currency={currency} label={t('spending.draftTitle')} isDraft />
            </>
          )
        }
      </Answer>
    </Surface>
  )
}
