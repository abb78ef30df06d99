/** One of the customer's own orders: its lines with their promises, and what happened. */
import { Grid, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { OrderProgress } from '../../../../contract/order-progress.ts'
import { DoorPanel } from '../../../ui/door.tsx'
import { isZone } from '../../../ui/format/is-zone.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { windowText } from '../../../ui/format/window-text.ts'
import { Empty } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { Timeline } from '../../../ui/timeline.tsx'
import { may, useSession } from '../../lib/session.ts'
import { AfterDelivery } from './after-delivery.tsx'
import { useLaterReasons } from './later-note.tsx'
import { LineCard } from './line-card.tsx'
import { OrderActions, useOptions } from './order-actions.tsx'
import { OrderProgressNote } from './order-progress.tsx'
import { OrderRequirements } from './order-requirements.tsx'
import { type PortalMoment, portalMoments } from './portal-moments.ts'
import {
  type PortalOrder,
  type Promised,
  usePortalChanges,
  usePortalOrder,
  usePortalProgress,
  usePortalVerdicts,
} from './portal-order.ts'

export default function OrderScreen() {
  const { t } = useTranslation(['orders', 'shell'])
  const formats = useFormats()
  const { id = '' } = useParams()
  const order = usePortalOrder(id)
  const head = order.data?.order
  return (
    <>
      <PageHead
        title={t('orderTitle', { number: id })}
        program={t('shell:program')}
        crumb={{ label: t('title'), to: '/orders' }}
        lead={head?.ordered_on ? t('orderedOn', { day: formats.date(head.ordered_on) }) : undefined}
        actions={order.data && <OrderActions order={order.data} />}
      />
      <Answer of={order}>{(found) => <OrderBody order={found} />}</Answer>
    </>
  )
}

const zoneOf = ({ data }: PortalMoment) => (typeof data.zone === 'string' && isZone(data.zone) ? data.zone : undefined)

/** A cancelled order goes nowhere. */
const isOnItsWay = ({ stages }: OrderProgress) => stages.some(({ state }) => state !== 'not_needed')

function OrderBody({ order }: { order: PortalOrder }) {
  const { t } = useTranslation('orders')
  const formats = useFormats()
  const verdicts = usePortalVerdicts(order.order.order_id)
  const options = useOptions(order.order.order_id)
  const later = useLaterReasons(order.order.order_id)
  const progress = usePortalProgress(order.order.order_id)
  usePortalChanges(order.order.order_id)
  const byLine = new Map(verdicts.data?.lines.map((verdict) => [verdict.line_number, verdict]))
  const session = useSession()
  const zone = order.order.zone ?? undefined
  const detail = ({ key, data }: PortalMoment) => {
    if (key.startsWith('Promise')) return windowText(formats, data as Promised, zone)
    return key === 'ShipmentDispatched' && data.tracking_number
      ? t('tracking', { number: data.tracking_number })
      : undefined
  }
  const moments = portalMoments(order)
  return (
    <Grid gap="md">
      {progress.data && isOnItsWay(progress.data) && (
        <Grid.Col span={12}>
          <Surface title={t('progress.title')}>
            <OrderProgressNote progress={progress.data} zone={zone} />
          </Surface>
        </Grid.Col>
      )}
      <Grid.Col span={{ base: 12, md: 7 }}>
        <Stack gap="md">
          {order.lines.map((line) => (
            <LineCard
              key={line.line_number}
              order={order.order}
              line={line}
              verdict={byLine.get(line.line_number)}
              options={options.data?.lines.find((one) => one.line_number === line.line_number)}
              later={later.data?.rows.find((one) => one.line_number === line.line_number)}
            />
          ))}
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 5 }}>
        <Stack gap="md">
          <DoorPanel
            path={`/api/v1/portal/orders/${encodeURIComponent(order.order.order_id)}`}
            queryKey={['portal-order', order.order.order_id]}
            zone={zone}
            mayChange={may(session, 'portal.receive')}
          />
          {order.deliveries.length > 0 && session.customer_id !== null && (
            <AfterDelivery orderId={order.order.order_id} />
          )}
          <OrderRequirements orderId={order.order.order_id} />
          <Surface title={t('timeline')}>
            {moments.length === 0 ? (
              <Empty icon="clock" title={t('noTimeline')} />
            ) : (
              <Timeline
                label={t('timeline')}
                moments={moments.map((moment) => ({
                  ...moment,
                  zone: zoneOf(moment) ?? zone,
                  title: t(`event.${moment.key}`),
                  detail: detail(moment),
                }))}
              />
            )}
          </Surface>
        </Stack>
      </Grid.Col>
    </Grid>
  )
}
