/** Why a line comes later than promised, in plain words, and what its customer can do now. Others are never named. */
import { Alert, Anchor, List, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { LaterReason, LaterReasons } from '../../../../contract/later-reasons.ts'
import type { OrderOptions } from '../../../../contract/orders.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { call } from '../../../ui/http.ts'
import { Icon } from '../../../ui/icons.tsx'
import { mayOrder, useSession } from '../../lib/session.ts'

export const useLaterReasons = (orderId: string) =>
  useQuery({
    queryKey: ['portal-order', orderId, 'later-reasons'],
    queryFn: ({ signal }) =>
      call<LaterReasons>(`/api/v1/portal/orders/${encodeURIComponent(orderId)}/later-reasons`, { signal }),
  })

type Props = {
  orderId: string
  reason: LaterReason
  options: OrderOptions['lines'][number] | undefined
  zone: string | undefined
}

export function LaterNote({ orderId, reason, options, zone }: Props) {
  const { t } = useTranslation('orders')
  const formats = useFormats()
  const product = reason.product_name ?? reason.product_id
  const before = formats.weekday(reason.old_date)
  const isShared = reason.decided_by !== null
  return (
    <Alert variant="light" color="gray" icon={<Icon name="alert" />} title={t('later.title')}>
      <Stack gap={6}>
        <Text size="sm">{t(`later.cause.${reason.kind}`, { product })}</Text>
        {isShared && (
          <Text size="sm">
            {reason.policy?.name ? t('later.policyNamed', { policy: reason.policy.name }) : t('later.policy')}{' '}
            {t(`later.decided.${reason.decided_by}`)}
            {reason.tier_name && ` ${t('later.tier', { tier: reason.tier_name })}`}
          </Text>
        )}
        <Text size="sm" fw={600}>
          {reason.new_date === null
            ? t('later.never', { before })
            : t(reason.effect === 'waits' ? 'later.waits' : 'later.moved', {
                before,
                after: formats.weekday(reason.new_date),
              })}
        </Text>
        <Choices {...{ orderId, reason, options, zone }} />
      </Stack>
    </Alert>
  )
}

function Choices({ orderId, reason, options, zone }: Props) {
  const { t } = useTranslation('orders')
  const formats = useFormats()
  if (!mayOrder(useSession()) || !options || options.hindrance === 'shipped' || options.hindrance === 'cancelled')
    return null
  const until = (at: string | null) => (at === null ? '' : `, ${t('cancelUntil', { when: formats.instant(at, zone) })}`)
  return (
    <div>
      <Text size="sm">{t('later.choices')}</Text>
      <List size="sm" spacing={2}>
        {reason.new_date !== null && <List.Item>{t('later.keep')}</List.Item>}
        {options.can_change && (
          <List.Item>
            <Anchor component={Link} size="sm" underline="always" to={`/order?change=${encodeURIComponent(orderId)}`}>
              {t('later.change')}
            </Anchor>
            {until(options.change_until)}
          </List.Item>
        )}
        {options.can_cancel && (
          <List.Item>
            {t('later.cancel')}
            {until(options.cancel_until)}
          </List.Item>
        )}
        {!options.can_change && !options.can_cancel && <List.Item>{t('later.call')}</List.Item>}
      </List>
    </div>
  )
}
