/** The same rows as on the map, to be read, heard and taken away. */
import { useTranslation } from 'react-i18next'
import type { MapConsignment, MapVan } from '../../../../contract/live-map.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Empty } from '../../../ui/notices.tsx'
import { RecordTable } from '../../../ui/record-table.tsx'
import { useArrivalText } from '../../lib/arrival-text.ts'
import { useTheseRows } from '../../lib/every-row.ts'
import { SIGNS } from './marks.ts'
import { useEstimateText, usePromiseText } from './row-text.ts'

export function GoodsTable({
  rows,
  total,
  onOpen,
}: {
  rows: readonly MapConsignment[]
  total: number
  onOpen: (id: string) => void
}) {
  const { t } = useTranslation(['map', 'orders', 'field'])
  const formats = useFormats()
  const promiseText = usePromiseText()
  const estimateText = useEstimateText()
  const everyRow = useTheseRows(rows)
  const to = (row: MapConsignment) => [row.to_place, row.to_city].filter(Boolean).join(', ')
  const seen = (row: MapConsignment) => (row.is_live ? t('inVehicle', { vehicle: row.vehicle_id }) : row.seen_place)
  return (
    <RecordTable<MapConsignment>
      label={t('goods')}
      name="live-map-goods"
      rows={rows}
      total={total}
      rowKey={(row) => row.shipment_id}
      everyRow={everyRow}
      onOpen={(row) => onOpen(row.shipment_id)}
      height="50vh"
      empty={
        <Empty icon="truck" title={t('noGoods')}>
          {t('noGoodsNote')}
        </Empty>
      }
      columns={[
        { id: 'customer', header: t('customer'), isTitle: true, cell: (row) => row.customer_name ?? row.shipment_id },
        {
          id: 'state',
          header: t('promise'),
          cell: (row) => `${SIGNS[row.state]} ${t(`state.${row.state}`)}`,
          text: (row) => t(`state.${row.state}`),
        },
        {
          id: 'promised',
          header: t('promised'),
          cell: promiseText,
          text: (row) => row.promised_to_at ?? row.promised_on,
        },
        {
          id: 'expected',
          header: t('expected'),
          cell: estimateText,
          text: (row) => row.arrival?.mid ?? row.expected?.on,
        },
        { id: 'to', header: t('to'), cell: to, text: to },
        { id: 'seen', header: t('seenPlace'), cell: seen, text: (row) => row.seen_place ?? row.vehicle_id },
        {
          id: 'age',
          header: t('seen'),
          cell: (row) => row.seen_at && formats.relative(row.seen_at),
          text: (row) => row.seen_at,
        },
        { id: 'carrier', header: t('carrier'), cell: (row) => row.carrier_name ?? row.carrier_id },
        {
          id: 'before',
          header: t('before'),
          isNumber: true,
          isHiddenAtFirst: true,
          cell: (row) => row.stops_before !== null && formats.number(row.stops_before),
          text: (row) => row.stops_before,
        },
        {
          id: 'step',
          header: t('step'),
          isHiddenAtFirst: true,
          cell: (row) => row.milestone && t(`orders:event.milestone.${row.milestone}`),
        },
        { id: 'site', header: t('site'), isHiddenAtFirst: true, cell: (row) => row.site_name ?? row.site_id },
        { id: 'orders', header: t('orders'), isHiddenAtFirst: true, cell: (row) => row.orders.join(', ') },
        {
          id: 'latitude',
          header: t('field:latitude'),
          isHiddenAtFirst: true,
          isNumber: true,
          cell: (row) => row.latitude,
        },
        {
          id: 'longitude',
          header: t('field:longitude'),
          isHiddenAtFirst: true,
          isNumber: true,
          cell: (row) => row.longitude,
        },
      ]}
    />
  )
}

export function VansTable({ rows, onOpen }: { rows: readonly MapVan[]; onOpen: (id: string) => void }) {
  const { t } = useTranslation(['map', 'field'])
  const formats = useFormats()
  const arrivalText = useArrivalText()
  const everyRow = useTheseRows(rows)
  const next = (row: MapVan) => row.next_stop && [row.next_stop.place, row.next_stop.city].filter(Boolean).join(', ')
  return (
    <RecordTable<MapVan>
      label={t('vans')}
      name="live-map-vans"
      rows={rows}
      rowKey={(row) => row.vehicle_id}
      everyRow={everyRow}
      onOpen={(row) => onOpen(row.vehicle_id)}
      height="50vh"
      empty={
        <Empty icon="truck" title={t('noVans')}>
          {t('noVansNote')}
        </Empty>
      }
      columns={[
        {
          id: 'vehicle',
          header: t('vehicle'),
          isTitle: true,
          cell: (row) => [row.name, row.plate].filter(Boolean).join(' · '),
        },
        {
          id: 'state',
          header: t('promise'),
          cell: (row) => `${SIGNS[row.state]} ${t(`state.${row.state}`)}`,
          text: (row) => t(`state.${row.state}`),
        },
        { id: 'driver', header: t('driver'), cell: (row) => row.driver_name },
        { id: 'seen', header: t('seen'), cell: (row) => formats.relative(row.at), text: (row) => row.at },
        { id: 'next', header: t('nextStop'), cell: next, text: next },
        {
          id: 'arrival',
          header: t('expected'),
          cell: (row) => row.next_arrival && arrivalText(row.next_arrival, row.next_stop?.zone),
          text: (row) => row.next_arrival?.mid,
        },
        {
          id: 'stops',
          header: t('stops'),
          cell: (row) =>
            row.trip_id &&
            t('stopsOf', { done: formats.number(row.stops_done), ahead: formats.number(row.stops_ahead) }),
          text: (row) => row.stops_ahead,
        },
        {
          id: 'speed',
          header: t('speed'),
          isNumber: true,
          isHiddenAtFirst: true,
          cell: (row) => row.speed_kmh !== null && formats.number(row.speed_kmh, 0),
          text: (row) => row.speed_kmh,
        },
        {
          id: 'latitude',
          header: t('field:latitude'),
          isHiddenAtFirst: true,
          isNumber: true,
          cell: (row) => row.latitude,
        },
        {
          id: 'longitude',
          header: t('field:longitude'),
          isHiddenAtFirst: true,
          isNumber: true,
          cell: (row) => row.longitude,
        },
      ]}
    />
  )
}
