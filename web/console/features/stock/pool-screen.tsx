/** One product at one site: what can be promised day by day, where it lies, what comes, and who waits for it. */
import { Anchor, Button, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import type { z } from 'zod'
import type { PoolFile as PoolFileSchema } from '../../../../contract/stock-views.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { call } from '../../../ui/http.ts'
import { Empty } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { type PlainColumn, PlainTable } from '../../../ui/plain-table.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { usePlaceName } from '../../lib/place-name.ts'
import { mayDo, useSession } from '../../lib/session.ts'
import { ShareOut } from './share-out.tsx'

const Transfer = lazy(() => import('./pool-actions.tsx').then((module) => ({ default: module.Transfer })))
const Adjust = lazy(() => import('./pool-actions.tsx').then((module) => ({ default: module.Adjust })))

type PoolFile = z.infer<typeof PoolFileSchema>

export default function PoolScreen() {
  const { t } = useTranslation(['stock', 'shell'])
  const { product = '', location = '' } = useParams()
  const session = useSession()
  const [doing, setDoing] = useState<'transfer' | 'adjust' | null>(null)
  const file = useQuery({
    queryKey: ['stock', 'pool', product, location],
    queryFn: ({ signal }) =>
      call<PoolFile>(`/api/v1/stock/pools/${encodeURIComponent(product)}/${encodeURIComponent(location)}`, { signal }),
  })
  return (
    <>
      <PageHead
        title={file.data?.pool.product_name ?? product}
        program={t('shell:program')}
        crumb={{ label: t('shell:screen.stock'), to: '/stock' }}
        lead={file.data?.pool.location_name}
        actions={
          file.data && (
            <>
              {mayDo(session, 'promises.write') && <ShareOut product={product} location={location} />}
              {mayDo(session, 'stock.write') && <Actions product={product} location={location} onAct={setDoing} />}
            </>
          )
        }
      />
      {file.data && doing && (
        <Suspense fallback={null}>
          {doing === 'transfer' ? (
            <Transfer file={file.data} onClose={() => setDoing(null)} />
          ) : (
            <Adjust file={file.data} onClose={() => setDoing(null)} />
          )}
        </Suspense>
      )}
      <Answer of={file}>
        {(data) => (
          <Stack gap="md">
            <Days file={data} />
            <Supplies file={data} />
            <Waiting file={data} />
            <Lying file={data} />
          </Stack>
        )}
      </Answer>
    </>
  )
}

function Actions({
  product,
  location,
  onAct,
}: {
  product: string
  location: string
  onAct: (act: 'transfer' | 'adjust') => void
}) {
  const { t } = useTranslation('stock')
  const counting = `/counting?location_id=${encodeURIComponent(location)}&product_id=${encodeURIComponent(product)}`
  return (
    <>
      <Button variant="default" component={Link} to={counting}>
        {t('act.count')}
      </Button>
      <Button variant="default" onClick={() => onAct('adjust')}>
        {t('act.adjust')}
      </Button>
      <Button variant="default" onClick={() => onAct('transfer')}>
        {t('act.transfer')}
      </Button>
    </>
  )
}

function Panel<T>({
  name,
  rows,
  rowKey,
  columns,
}: {
  name: string
  rows: readonly T[]
  rowKey: (row: T) => string
  columns: PlainColumn<T>[]
}) {
  const { t } = useTranslation('stock')
  return (
    <Surface title={t(`panel.${name}`)} note={t(`panel.${name}Note`)}>
      {rows.length === 0 ? (
        <Empty title={t('nothing')} />
      ) : (
        <PlainTable label={t(`panel.${name}`)} rows={rows} rowKey={rowKey} columns={columns} />
      )}
    </Surface>
  )
}

function Days({ file }: { file: PoolFile }) {
  const { t } = useTranslation('stock')
  const formats = useFormats()
  return (
    <Panel
      name="days"
      rows={file.days}
      rowKey={(row) => row.day}
      columns={[
        { id: 'day', header: t('day'), isTitle: true, cell: (row) => formats.date(row.day) },
        {
          id: 'supply',
          header: t('comes'),
          isNumber: true,
          cell: (row) => formats.number(row.supply, { min: 0, max: 3 }),
        },
        {
          id: 'reserved',
          header: t('reserved'),
          isNumber: true,
          cell: (row) => formats.number(row.reserved, { min: 0, max: 3 }),
        },
        {
          id: 'projected',
          header: t('projected'),
          isNumber: true,
          cell: (row) => formats.number(row.projected, { min: 0, max: 3 }),
        },
        {
          id: 'atp',
          header: t('canPromise'),
          isNumber: true,
          cell: (row) => formats.number(row.available_to_promise, { min: 0, max: 3 }),
        },
      ]}
    />
  )
}

function Supplies({ file }: { file: PoolFile }) {
  const { t } = useTranslation(['stock', 'field'])
  const placeName = usePlaceName()
  const formats = useFormats()
  return (
    <Panel
      name="supply"
      rows={file.supply}
      rowKey={(row) => `${row.supply_id}/${row.line_number}`}
      columns={[
        { id: 'id', header: t('field:supply_id'), isTitle: true, cell: (row) => row.supply_id },
        {
          id: 'supplier',
          header: t('field:supplier_id'),
          cell: (row) => placeName(row.supplier_id ?? row.from_location_id),
        },
        {
          id: 'quantity',
          header: t('field:quantity'),
          isNumber: true,
          cell: (row) => formats.number(row.quantity, { min: 0, max: 3 }),
        },
        { id: 'due', header: t('field:due_on'), cell: (row) => formats.date(row.due_on) },
        { id: 'counted', header: t('field:counted_on'), cell: (row) => formats.date(row.counted_on) },
      ]}
    />
  )
}

function Waiting({ file }: { file: PoolFile }) {
  const { t } = useTranslation(['stock', 'field'])
  const formats = useFormats()
  return (
    <Panel
      name="waiting"
      rows={file.reservations}
      rowKey={(row) => `${row.order_id}/${row.line_number}/${row.need_on}`}
      columns={[
        {
          id: 'order',
          header: t('field:order_id'),
          isTitle: true,
          cell: (row) => (
            <Anchor component={Link} to={`/orders/${encodeURIComponent(row.order_id)}`}>
              {row.order_id}
            </Anchor>
          ),
        },
        { id: 'customer', header: t('field:customer_id'), cell: (row) => row.customer_name },
        { id: 'need', header: t('field:need_on'), cell: (row) => formats.date(row.need_on) },
        {
          id: 'quantity',
          header: t('field:quantity'),
          isNumber: true,
          cell: (row) => formats.number(row.quantity, { min: 0, max: 3 }),
        },
      ]}
    />
  )
}

function Lying({ file }: { file: PoolFile }) {
  const { t } = useTranslation(['stock', 'field'])
  const formats = useFormats()
  return (
    <Panel
      name="lying"
      rows={file.stock}
      rowKey={(row) => `${row.bin} ${row.lot_id} ${row.serial} ${row.state}`}
      columns={[
        { id: 'state', header: t('field:state'), isTitle: true, cell: (row) => t(`state.${row.state}`) },
        { id: 'bin', header: t('field:bin'), cell: (row) => row.bin },
        { id: 'lot', header: t('field:lot_id'), cell: (row) => row.lot_id },
        { id: 'serial', header: t('field:serial'), cell: (row) => row.serial },
        { id: 'expires', header: t('field:expires_on'), cell: (row) => row.expires_on && formats.date(row.expires_on) },
        {
          id: 'quantity',
          header: t('field:quantity'),
          isNumber: true,
          cell: (row) => formats.number(row.quantity, { min: 0, max: 3 }),
        },
      ]}
    />
  )
}
