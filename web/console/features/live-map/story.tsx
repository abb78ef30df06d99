/** The story of what is chosen on the map: where it is, what comes next, how its promise stands, and the way to its order. */
import { Anchor, Button, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { LiveMap, MapConsignment, MapState, MapVan } from '../../../../contract/live-map.ts'
import type { TripFile } from '../../../../contract/vehicles.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { useArrivalText } from '../../lib/arrival-text.ts'
import type { Chosen } from './map-rows.ts'
import { SIGNS, toneOf } from './marks.ts'
import { useEstimateText, usePromiseText } from './row-text.ts'

type Props = { map: LiveMap; chosen: NonNullable<Chosen>; trip: TripFile | undefined; onClose: () => void }

export function Story({ map, chosen, trip, onClose }: Props) {
  const { t } = useTranslation('map')
  const van = chosen.kind === 'van' && map.vans.find(({ vehicle_id }) => vehicle_id === chosen.id)
  const goods = chosen.kind === 'goods' && map.consignments.find(({ shipment_id }) => shipment_id === chosen.id)
  return (
    <Stack gap="sm" aria-live="polite">
      {van && <VanStory van={van} trip={trip} />}
      {goods && <GoodsStory goods={goods} />}
      {!van && !goods && <Text size="sm">{t('gone')}</Text>}
      <Button variant="default" size="xs" onClick={onClose} style={{ alignSelf: 'flex-start' }}>
        {t('close')}
      </Button>
    </Stack>
  )
}

function VanStory({ van, trip }: { van: MapVan; trip: TripFile | undefined }) {
  const { t } = useTranslation(['map', 'vehicles'])
  const formats = useFormats()
  const arrivalText = useArrivalText()
  return (
    <>
      <Text fw={650} size="lg">
        {[van.name, van.plate].filter(Boolean).join(' · ')}
      </Text>
      <State state={van.state} />
      <Fact label={t('driver')} value={van.driver_name} />
      <Fact label={t('seen')} value={`${formats.relative(van.at)} (${formats.instant(van.at)})`} />
      {van.trip_id ? (
        <>
          <Fact
            label={t('nextStop')}
            value={van.next_stop && [van.next_stop.place, van.next_stop.city].filter(Boolean).join(', ')}
          />
          {van.next_arrival && (
            <Fact label={t('expected')} value={arrivalText(van.next_arrival, van.next_stop?.zone)} />
          )}
          <Fact
            label={t('stops')}
            value={t('stopsOf', { done: formats.number(van.stops_done), ahead: formats.number(van.stops_ahead) })}
          />
          <Anchor component={Link} to={`/trips/${encodeURIComponent(van.trip_id)}`} size="sm">
            {t('openTrip')}
          </Anchor>
          <Orders
            orders={[...new Set(trip?.stops.flatMap(({ state, orders }) => (state === 'ahead' ? orders : [])))]}
          />
        </>
      ) : (
        <Text size="sm">{t('noTrip')}</Text>
      )}
    </>
  )
}

function GoodsStory({ goods }: { goods: MapConsignment }) {
  const { t } = useTranslation(['map', 'orders'])
  const formats = useFormats()
  const promiseText = usePromiseText()
  const estimateText = useEstimateText()
  return (
    <>
      <Text fw={650} size="lg" style={{ overflowWrap: 'anywhere' }}>
        {goods.customer_name ?? goods.to_place ?? goods.shipment_id}
      </Text>
      <State state={goods.state} />
      <Fact label={t('to')} value={[goods.to_place, goods.to_city].filter(Boolean).join(', ')} />
      <Fact label={t('carrier')} value={[goods.carrier_name, goods.tracking_number].filter(Boolean).join(' · ')} />
      {goods.milestone && <Fact label={t('step')} value={t(`orders:event.milestone.${goods.milestone}`)} />}
      <Fact
        label={t('seen')}
        value={[goods.seen_place, goods.seen_at && formats.relative(goods.seen_at)].filter(Boolean).join(', ')}
      />
      {goods.stops_before !== null && (
        <Fact label={t('before')} value={t('stopsBefore', { stops: formats.number(goods.stops_before) })} />
      )}
      <Fact label={t('promised')} value={promiseText(goods)} />
      <Fact label={t('expected')} value={estimateText(goods)} />
      <Orders orders={goods.orders} />
    </>
  )
}

export function State({ state }: { state: MapState }) {
  const { t } = useTranslation('map')
  return (
    <Text size="sm" fw={600}>
      <span aria-hidden style={{ color: toneOf(state) }}>
        {`${SIGNS[state]} `}
      </span>
      {t(`state.${state}`)}
    </Text>
  )
}

function Fact({ label, value }: { label: string; value: string | null | undefined | false }) {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <Text size="sm">{value || '–'}</Text>
    </div>
  )
}

const ORDERS_SHOWN = 12

function Orders({ orders }: { orders: readonly string[] }) {
  const { t } = useTranslation('map')
  if (orders.length === 0) return null
  return (
    <Group gap="xs" component="nav" aria-label={t('orders')}>
      {orders.slice(0, ORDERS_SHOWN).map((order) => (
        <Anchor key={order} component={Link} size="sm" to={`/orders/${encodeURIComponent(order)}`}>
          {t('openOrder', { order })}
        </Anchor>
      ))}
    </Group>
  )
}
