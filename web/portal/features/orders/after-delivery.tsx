/** How was it, asked once where the goods have come; afterwards what became of what was said. */
import { Anchor } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { z } from 'zod'
import type { OwnFeedbackList } from '../../../../contract/feedback.ts'
import { call } from '../../../ui/http.ts'
import { Surface } from '../../../ui/surface.tsx'
import { HowWasIt, OWN_FEEDBACK } from '../../lib/how-was-it.tsx'

export function AfterDelivery({ orderId }: { orderId: string }) {
  const { t } = useTranslation('feedback')
  const given = useQuery({
    queryKey: [...OWN_FEEDBACK, 'count', orderId],
    queryFn: ({ signal }) =>
      call<z.infer<typeof OwnFeedbackList>>('/api/v1/portal/feedback', {
        query: { order_id: orderId, limit: 1 },
        signal,
      }),
  })
  if (!given.data) return null
  if (given.data.total === 0)
    return (
      <Surface title={t('howWasIt')}>
        <HowWasIt orderId={orderId} />
      </Surface>
    )
  return (
    <Surface title={t('thanks')}>
      <Anchor component={Link} size="sm" to={`/feedback?order=${encodeURIComponent(orderId)}`}>
        {t('seeWhat')}
      </Anchor>
    </Surface>
  )
}
