/** "Why not me?" of one line: by which policy and rank its goods went to whom, and what it gets instead. */
import { Alert, Anchor, List, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { LaterReason, LaterReasons } from '../../../../contract/later-reasons.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { call } from '../../../ui/http.ts'
import { Icon } from '../../../ui/icons.tsx'

const useReasons = (orderId: string) =>
  useQuery({
    queryKey: ['order', orderId, 'later-reasons'],
    queryFn: ({ signal }) =>
      call<LaterReasons>(`/api/v1/orders/${encodeURIComponent(orderId)}/later-reasons`, { signal }),
  })

/** Nothing is shown where nothing was moved. */
export function LaterNote({ orderId, lineNumber }: { orderId: string; lineNumber: number }) {
  const reason = useReasons(orderId).data?.rows.find((one) => one.line_number === lineNumber)
  return reason ? <Reason reason={reason} /> : null
}

function Reason({ reason }: { reason: LaterReason }) {
  const { t } = useTranslation(['orders', 'value'])
  const formats = useFormats()
  const { staff, policy } = reason
  const others = staff?.gave_way_to ?? []
  const product = reason.product_name ?? reason.product_id
  const dates = { before: formats.date(reason.old_date), after: reason.new_date ? formats.date(reason.new_date) : '' }
  return (
    <Alert variant="light" color="gray" icon={<Icon name="alert" />} title={t('later.title')}>
      <Stack gap={6}>
        <Text size="sm">
          {reason.site_name
            ? t(`later.cause.${reason.kind}At`, { product, site: reason.site_name })
            : t(`later.cause.${reason.kind}`, { product })}
        </Text>
        {policy && others.length > 0 && (
          <Text size="sm">
            {t('later.policy', {
              policy: policy.name ?? policy.policy_id ?? t(`value:allocation_kind.${policy.kind}`),
              kind: t(`value:allocation_kind.${policy.kind}`),
            })}
          </Text>
        )}
        {staff?.place != null && staff.of != null && staff.of > 1 && (
          <Text size="sm">
            {t('later.rank', {
              place: formats.number(staff.place),
              of: formats.number(staff.of),
              tier: reason.tier_name ?? reason.tier ?? '–',
            })}
          </Text>
        )}
        {others.length > 0 && (
          <div>
            <Text size="sm">{t('later.others')}</Text>
            <List size="sm" spacing={2}>
              {others.map((one) => (
                <List.Item key={`${one.order_id}/${one.line_number}`}>
                  <Anchor
                    component={Link}
                    size="sm"
                    underline="always"
                    to={`/orders/${encodeURIComponent(one.order_id)}`}
                  >
                    {one.order_id}
                  </Anchor>
                  {[one.customer_name, one.decided_by && t(`later.decided.${one.decided_by}`)]
                    .filter(Boolean)
                    .map((part) => ` · ${part}`)}
                </List.Item>
              ))}
            </List>
          </div>
        )}
        <Text size="sm" fw={600}>
          {reason.effect === 'waits'
            ? t('later.waits', dates)
            : t(`later.${reason.new_date ? 'moved' : 'never'}${reason.is_done ? '' : 'Proposed'}`, dates)}
        </Text>
        {staff && (
          <Anchor
            component={Link}
            size="sm"
            underline="always"
            to={`/proposals/${encodeURIComponent(staff.proposal_id)}`}
          >
            {t(reason.is_done ? 'later.openDone' : 'later.openProposed', { at: formats.instant(reason.decided_at) })}
          </Anchor>
        )}
      </Stack>
    </Alert>
  )
}
