/** Where everything on the road is now: own vehicles, consignments, sites and destinations, on a map and in the same rows beneath. */
import { Box, Grid, Group, SegmentedControl, Skeleton, Stack, Text } from '@mantine/core'
import { lazy, Suspense, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type LiveMap, MAP_STATES, MapState } from '../../../../contract/live-map.ts'
import { useAddress } from '../../../ui/address.ts'
import { ChoiceFilter, FilterBar, SearchFilter } from '../../../ui/filter-bar.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { PageHead } from '../../../ui/page.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { LookupFilter } from '../../lib/records/lookup-filter.tsx'
import { type Chosen, chosenOf, chosenText } from './map-rows.ts'
import { GoodsTable, VansTable } from './map-tables.tsx'
import { SIGNS, toneOf } from './marks.ts'
import { Story } from './story.tsx'
import { useLiveMap, useTripOf } from './use-live-map.ts'

/** The library draws nothing before the screen is asked for, and is asked for by this screen alone. */
const MapCanvas = lazy(() => import('./map-canvas.tsx'))
const FILTERS = ['q', 'carrier_id', 'site_id', 'state']

export default function LiveMapScreen() {
  const { t } = useTranslation(['map', 'shell', 'records', 'field'])
  const [filters, change] = useAddress()
  const { q, carrier_id, site_id, state } = filters
  const asked = useMemo(
    () => ({ q, carrier_id, site_id, state: MapState.safeParse(state).data }),
    [q, carrier_id, site_id, state],
  )
  const found = useLiveMap(asked)
  const choose = (chosen: Chosen) => change({ chosen: chosenText(chosen) })
  return (
    <>
      <PageHead title={t('shell:screen.live-map')} program={t('shell:program')} lead={t('lead')} />
      <FilterBar names={FILTERS}>
        <SearchFilter label={t('records:search')} />
        <LookupFilter
          name="carrier_id"
          label={t('carrier')}
          from={{ path: '/carriers', key: 'carrier_id' }}
          width={190}
        />
        <LookupFilter
          name="site_id"
          label={t('site')}
          from={{ path: '/locations', key: 'location_id', filter: { kind: 'own_site' } }}
          width={190}
        />
        <ChoiceFilter
          name="state"
          label={t('promise')}
          choices={MAP_STATES.map((value) => ({ value, label: `${SIGNS[value]} ${t(`state.${value}`)}` }))}
        />
      </FilterBar>
      <Answer of={found}>
        {(map) => <Road map={map} chosen={chosenOf(filters.chosen)} list={filters.list} onChoose={choose} />}
      </Answer>
    </>
  )
}

type RoadProps = { map: LiveMap; chosen: Chosen; list: string | undefined; onChoose: (chosen: Chosen) => void }

function Road({ map, chosen, list, onChoose }: RoadProps) {
  const { t } = useTranslation('map')
  const formats = useFormats()
  const [, change] = useAddress()
  const tripId =
    chosen?.kind === 'van' ? (map.vans.find(({ vehicle_id }) => vehicle_id === chosen.id)?.trip_id ?? null) : null
  const trip = useTripOf(tripId)
  const tripFile = tripId ? trip.data : undefined
  return (
    <Stack gap="md">
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 8, xl: 9 }}>
          <Surface isFlush>
            <Suspense fallback={<Skeleton height="58vh" />}>
              <MapCanvas map={map} chosen={chosen} trip={tripFile} onChoose={onChoose} />
            </Suspense>
          </Surface>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 4, xl: 3 }}>
          <Surface title={chosen ? t('story') : t('legend')}>
            {chosen ? (
              <Story map={map} chosen={chosen} trip={tripFile} onClose={() => onChoose(null)} />
            ) : (
              <Legend map={map} />
            )}
          </Surface>
        </Grid.Col>
      </Grid>
      <Surface isFlush>
        <Box px="md" pt="md">
          <SegmentedControl
            aria-label={t('rows')}
            value={list === 'vans' ? 'vans' : 'goods'}
            onChange={(value) => change({ list: value === 'vans' ? 'vans' : undefined })}
            data={[
              { value: 'goods', label: t('goodsCount', { number: formats.number(map.total) }) },
              { value: 'vans', label: t('vansCount', { number: formats.number(map.vans.length) }) },
            ]}
          />
        </Box>
        {list === 'vans' ? (
          <VansTable rows={map.vans} onOpen={(id) => onChoose({ kind: 'van', id })} />
        ) : (
          <GoodsTable rows={map.consignments} total={map.total} onOpen={(id) => onChoose({ kind: 'goods', id })} />
        )}
      </Surface>
    </Stack>
  )
}

function Legend({ map }: { map: LiveMap }) {
  const { t } = useTranslation('map')
  const formats = useFormats()
  return (
    <Stack gap="xs">
      {MAP_STATES.map((state) => (
        <Group key={state} gap="xs" wrap="nowrap">
          <Text aria-hidden fw={700} w={18} ta="center" c={toneOf(state)}>
            {SIGNS[state]}
          </Text>
          <Text size="sm">
            {t('stateCount', {
              state: t(`state.${state}`),
              number: formats.number(map.consignments.filter((one) => one.state === state).length),
            })}
          </Text>
        </Group>
      ))}
      <Text size="sm" c="dimmed">
        {t('legendNote')}
      </Text>
      <Text size="xs" c="dimmed">
        {t('asOf', { at: formats.time(map.as_of) })} · {t('base')}
      </Text>
    </Stack>
  )
}
