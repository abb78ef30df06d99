/** Trips of our vehicles, newest day first: who drives, how far they are, when they were last seen. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { TRIP_STATES, type TripRow } from '../../../../contract/vehicles.ts'
import { useAddress } from '../../../ui/address.ts'
import { ChoiceFilter, FilterBar, SearchFilter } from '../../../ui/filter-bar.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Icon } from '../../../ui/icons.tsx'
import { Empty, ProblemNote } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { RecordTable } from '../../../ui/record-table.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { useEveryRow } from '../../lib/every-row.ts'
import { useRecordPages } from '../../lib/records/use-records.ts'
import { SectionTabs } from '../../lib/section-tabs.tsx'
import { mayDo, useSession } from '../../lib/session.ts'
import { PlanTripDialog } from './plan-trip-dialog.tsx'
import { TRIP_MARKS } from './trip-text.ts'

export default function TripsScreen() {
  const { t } = useTranslation(['vehicles', 'field', 'shell', 'records', 'ui'])
  const go = useNavigate()
  const formats = useFormats()
  const [filters] = useAddress()
  const [isPlanning, setPlanning] = useState(false)
  const asked = { q: filters.q, state: filters.state }
  const { pages, rows, total, more } = useRecordPages<TripRow>('/trips', asked)
  const everyRow = useEveryRow<TripRow>('/trips', asked)
  const mayPlan = mayDo(useSession(), 'shipments.write')
  const plan = mayPlan && (
    <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setPlanning(true)}>
      {t('planTrip')}
    </Button>
  )
  return (
    <>
      <SectionTabs of="fleet" />
      <PageHead title={t('shell:screen.trips')} program={t('shell:program')} lead={t('tripsLead')} actions={plan} />
      <FilterBar names={['q', 'state']}>
        <SearchFilter label={t('records:search')} />
        <ChoiceFilter
          name="state"
          label={t('field:state')}
          choices={TRIP_STATES.map((value) => ({ value, label: t(`tripState.${value}`) }))}
        />
      </FilterBar>
      {pages.isError && !pages.data ? (
        <ProblemNote error={pages.error} onRetry={() => pages.refetch()} />
      ) : (
        <Surface isFlush>
          <RecordTable<TripRow>
            label={t('shell:screen.trips')}
            name="trips"
            rows={rows}
            rowKey={(row) => row.trip_id}
            isWaiting={pages.isPending}
            isStale={pages.isPlaceholderData}
            everyRow={everyRow}
            total={total}
            onMore={more}
            isMoreWaiting={pages.isFetchingNextPage}
            onOpen={(row) => go(`/trips/${encodeURIComponent(row.trip_id)}`)}
            empty={
              filters.q || filters.state ? (
                <Empty icon="search" title={t('records:nothingFound')}>
                  {t('records:nothingFoundAdvice')}
                </Empty>
              ) : (
                <Empty icon="truck" title={t('noTrips')} action={plan}>
                  {t('noTripsAdvice')}
                </Empty>
              )
            }
            columns={[
              {
                id: 'vehicle',
                header: t('vehicle'),
                isTitle: true,
                cell: (row) => [row.vehicle_name, row.plate].filter(Boolean).join(' · '),
              },
              { id: 'day', header: t('field:day'), cell: (row) => formats.date(row.day), text: (row) => row.day },
              {
                id: 'state',
                header: t('field:state'),
                cell: (row) => `${TRIP_MARKS[row.state]} ${t(`tripState.${row.state}`)}`,
                text: (row) => t(`tripState.${row.state}`),
              },
              { id: 'driver', header: t('field:driver_id'), cell: (row) => row.driver_name },
              {
                id: 'stops',
                header: t('stopsDone'),
                isNumber: true,
                cell: (row) => t('ofStops', { done: formats.number(row.stops_done), all: formats.number(row.stops) }),
                text: (row) => `${row.stops_done}/${row.stops}`,
              },
              {
                id: 'seen',
                header: t('lastSeen'),
                cell: (row) => row.last_seen_at && formats.relative(row.last_seen_at),
                text: (row) => row.last_seen_at,
              },
              { id: 'trip_id', header: t('field:trip_id'), cell: (row) => row.trip_id, isHiddenAtFirst: true },
            ]}
          />
        </Surface>
      )}
      {isPlanning && (
        <PlanTripDialog onClose={() => setPlanning(false)} onDone={(id) => go(`/trips/${encodeURIComponent(id)}`)} />
      )}
    </>
  )
}
