/** What is promised and not handed over yet, soonest first. A row opens its order, where the time can be moved. */
import { Button, Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import type { ComingDelivery } from '../../../../contract/portal.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { useUnit } from '../../../ui/format/use-unit.ts'
import { windowText } from '../../../ui/format/window-text.ts'
import { Icon } from '../../../ui/icons.tsx'
import { Empty, ProblemNote } from '../../../ui/notices.tsx'
import { RecordTable } from '../../../ui/record-table.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { useComing } from '../../lib/own-records.ts'
import { may, mayOrder, useSession } from '../../lib/session.ts'

/** So many products say what an order is about. */
const SHOWN = 2

export function ComingTable({ q }: { q: string | undefined }) {
  const { t } = useTranslation(['deliveries', 'orders'])
  const formats = useFormats()
  const unit = useUnit()
  const session = useSession()
  const go = useNavigate()
  const list = useComing({ q })
  const when = (row: ComingDelivery) => windowText(formats, row, row.zone ?? undefined)
  const goodsOf = (lines: ComingDelivery['lines']) =>
    lines
      .map((line) => `${formats.quantity(line.quantity, unit(line.unit))} ${line.product_name ?? line.product_id}`)
      .join(', ')
  const goods = ({ lines }: ComingDelivery) =>
    lines.length > SHOWN + 1
      ? t('goodsAndMore', { goods: goodsOf(lines.slice(0, SHOWN)), count: lines.length - SHOWN })
      : goodsOf(lines)
  const state = (row: ComingDelivery) =>
    row.is_overdue ? t('overdue') : row.is_on_its_way ? t('orders:state.shipped') : t('orders:state.open')
  if (list.pages.isError && !list.pages.data)
    return <ProblemNote error={list.pages.error} onRetry={() => list.pages.refetch()} />
  return (
    <Surface isFlush>
      <RecordTable
        label={t('coming')}
        name="coming-deliveries"
        rowKey={(row) => `${row.order_id} ${row.to_date} ${row.to_at ?? ''}`}
        {...list.table}
        onOpen={(row) => go(`/orders/${encodeURIComponent(row.order_id)}`)}
        columns={[
          { id: 'when', header: t('when'), cell: when, text: (row) => row.to_date, isTitle: true, width: 190 },
          { id: 'order', header: t('order'), cell: (row) => row.order_id },
          { id: 'goods', header: t('goods'), cell: goods, text: (row) => goodsOf(row.lines), width: '32%' },
          { id: 'place', header: t('place'), cell: (row) => row.location_name },
          { id: 'state', header: t('state'), cell: (row) => <State row={row} text={state(row)} />, text: state },
          { id: 'tracking', header: t('tracking'), cell: (row) => row.tracking_number, isHiddenAtFirst: true },
          ...(may(session, 'portal.receive')
            ? [
                {
                  id: 'move',
                  header: t('change'),
                  isAction: true,
                  cell: (row: ComingDelivery) => (
                    <Button
                      component={Link}
                      to={`/orders/${encodeURIComponent(row.order_id)}`}
                      variant="subtle"
                      size="compact-sm"
                    >
                      {t('timeAndDoor')}
                      <span className="sf-hidden">: {row.order_id}</span>
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
        empty={
          <Empty
            icon="truck"
            title={t(q ? 'nothingFound' : 'nothingComes')}
            action={mayOrder(session) && !q && <Order />}
          >
            {t(q ? 'nothingFoundAdvice' : 'nothingComesAdvice')}
          </Empty>
        }
      />
    </Surface>
  )
}

function Order() {
  const { t } = useTranslation('orders')
  return (
    <Button component={Link} to="/order">
      {t('newOrder')}
    </Button>
  )
}

function State({ row, text }: { row: ComingDelivery; text: string }) {
  return (
    <Group gap={6} wrap="nowrap" c={row.is_overdue ? 'var(--sf-watch)' : undefined}>
      <Icon name={row.is_overdue ? 'warning' : row.is_on_its_way ? 'truck' : 'clock'} size={16} />
      <Text size="sm" inherit>
        {text}
      </Text>
    </Group>
  )
}
