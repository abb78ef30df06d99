/** What to order before the season, the most urgent first, each one press away from being ordered. */
import { Button, Group, Modal, NumberInput, Stack, Text } from '@mantine/core'
import { type FormEvent, lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { SeasonOrder } from '../../../../contract/seasons.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Empty, ProblemNote } from '../../../ui/notices.tsx'
import { type Column, RecordTable } from '../../../ui/record-table.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { toastDone } from '../../../ui/toast.ts'
import { useTheseRows } from '../../lib/every-row.ts'
import { usePlaceName } from '../../lib/place-name.ts'
import { mayDo, useSession } from '../../lib/session.ts'
import { useOrder } from './use-season.ts'

const DayField = lazy(() => import('../../../ui/day-field.tsx').then((module) => ({ default: module.DayField })))

/** The most urgent are what is acted on first, and what comes below must stay within reach of a thumb. */
const FIRST_ROWS = 10

type Props = { rows: readonly SeasonOrder[]; total: number; firstDay: string }

export function OrdersPanel({ rows, total, firstDay }: Props) {
  const { t } = useTranslation(['seasons', 'field', 'ui'])
  const placeName = usePlaceName()
  const formats = useFormats()
  const session = useSession()
  const everyRow = useTheseRows(rows)
  const [chosen, setChosen] = useState<SeasonOrder | null>(null)
  const [isWhole, setWhole] = useState(false)
  const number = (value: number) => formats.number(value, { min: 0, max: 1 })
  const amount = (
    id: 'quantity' | 'position' | 'wanted' | 'daily_demand' | 'usual_demand',
    isHidden = false,
  ): Column<SeasonOrder> => ({
    id,
    header: t(`order.${id}`),
    isNumber: true,
    isHiddenAtFirst: isHidden,
    cell: (row) => number(row[id]),
    text: (row) => row[id],
  })
  const columns: Column<SeasonOrder>[] = [
    {
      id: 'product',
      header: t('field:product_id'),
      isTitle: true,
      cell: (row) => (
        <Link
          to={`/stock/${encodeURIComponent(row.product_id)}/${encodeURIComponent(row.location_id)}`}
          style={{ color: 'inherit' }}
        >
          {`${row.product_name} · ${row.product_id}`}
        </Link>
      ),
      text: (row) => row.product_id,
    },
    {
      id: 'by',
      header: t('order.by'),
      cell: (row) => (row.is_late ? t('order.late') : formats.date(row.order_by)),
      text: (row) => row.order_by,
    },
    amount('quantity'),
    amount('position'),
    amount('wanted'),
    amount('daily_demand', true),
    amount('usual_demand', true),
    { id: 'site', header: t('field:site_id'), cell: (row) => row.location_name, text: (row) => row.location_id },
    {
      id: 'supplier',
      header: t('field:supplier_id'),
      cell: (row) => placeName(row.supplier_id),
      text: (row) => row.supplier_id,
    },
    {
      id: 'act',
      header: t('order.act'),
      isAction: true,
      cell: (row) =>
        mayDo(session, 'supply.write') && (
          <Button
            size="compact-xs"
            variant="default"
            aria-label={`${t('order.act')}: ${row.product_name}, ${row.location_name}`}
            onClick={(event) => {
              event.stopPropagation()
              setChosen(row)
            }}
          >
            {t('order.act')}
          </Button>
        ),
    },
  ]
  return (
    <Surface
      isFlush
      title={t('orders')}
      note={t(total > rows.length ? 'ordersCut' : 'ordersNote', {
        shown: formats.number(rows.length),
        total: formats.number(total),
      })}
    >
      <RecordTable
        label={t('orders')}
        name="season-orders"
        rows={isWhole ? rows : rows.slice(0, FIRST_ROWS)}
        rowKey={(row) => `${row.product_id}@${row.location_id}`}
        total={total}
        everyRow={everyRow}
        columns={columns}
        height="420px"
        empty={
          <Empty isSuccess title={t('noOrder')}>
            {t('noOrderNote')}
          </Empty>
        }
      />
      {rows.length > FIRST_ROWS && !isWhole && (
        <Group justify="center" p="xs">
          <Button variant="subtle" size="sm" onClick={() => setWhole(true)}>
            {t('ui:chart.all', { count: rows.length })}
          </Button>
        </Group>
      )}
      {chosen && <OrderDialog order={chosen} firstDay={firstDay} onClose={() => setChosen(null)} />}
    </Surface>
  )
}

function OrderDialog({ order, firstDay, onClose }: { order: SeasonOrder; firstDay: string; onClose: () => void }) {
  const { t } = useTranslation(['seasons', 'field', 'ui'])
  const placeName = usePlaceName()
  const [quantity, setQuantity] = useState<number | null>(order.quantity)
  const [dueOn, setDueOn] = useState<string | null>(firstDay)
  const act = useOrder()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!quantity || !dueOn) return
    act.mutate(
      { order, quantity, dueOn },
      {
        onSuccess: ({ supply_id }) => {
          toastDone(t('order.done', { supply: supply_id }))
          onClose()
        },
      },
    )
  }
  return (
    <Modal opened onClose={onClose} title={order.product_name} closeButtonProps={{ 'aria-label': t('ui:close') }}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          {act.isError && <ProblemNote error={act.error} />}
          <Text size="sm">{[order.location_name, placeName(order.supplier_id)].filter(Boolean).join(' · ')}</Text>
          <NumberInput
            label={t('order.quantity')}
            value={quantity ?? ''}
            onChange={(value) => setQuantity(value === '' ? null : Number(value))}
            min={0}
            decimalScale={3}
            withAsterisk
          />
          <Suspense fallback={null}>
            <DayField label={t('order.due')} value={dueOn} onChange={setDueOn} isRequired />
          </Suspense>
          <Text size="sm" c="dimmed">
            {t('order.planned')}
          </Text>
          <Group justify="flex-end">
            <Button type="submit" loading={act.isPending} disabled={!quantity || !dueOn}>
              {t('order.act')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
