/** The driver's page: the own trip of today, its doors, and whether this phone tells where it is. Large, for one thumb. */
import { Alert, Button, Stack, Switch, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { TripFile } from '../../../../contract/vehicles.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Empty, ProblemNote } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { mayDo, useSession } from '../../lib/session.ts'
import { DoorActions } from './door-actions.tsx'
import { EndTrip } from './end-trip.tsx'
import { StopList } from './stop-list.tsx'
import { TRIP_MARKS } from './trip-text.ts'
import { usePhonePosition } from './use-phone-position.ts'
import { useConsent, useOwnTrips, useTripStep } from './use-vehicles.ts'

export default function OwnTripsScreen() {
  const { t } = useTranslation(['vehicles', 'shell'])
  const found = useOwnTrips()
  return (
    <>
      <PageHead title={t('shell:screen.own-trips')} program={t('shell:program')} lead={t('ownLead')} />
      <Answer of={found}>
        {({ trips }) =>
          trips.length === 0 ? (
            <Surface>
              <Empty icon="truck" title={t('noOwnTrip')}>
                {t('noOwnTripNote')}
              </Empty>
            </Surface>
          ) : (
            <Stack gap="md" maw={640}>
              {trips.map((trip) => (
                <OwnTrip key={trip.trip_id} trip={trip} />
              ))}
            </Stack>
          )
        }
      </Answer>
    </>
  )
}

function OwnTrip({ trip }: { trip: TripFile }) {
  const { t } = useTranslation('vehicles')
  const formats = useFormats()
  const step = useTripStep('/own-trips')
  const isUnderWay = trip.state === 'under_way'
  const mayDeliver = mayDo(useSession(), 'deliveries.write')
  return (
    <Surface
      title={[trip.vehicle_name, trip.plate].filter(Boolean).join(' · ')}
      note={[
        `${TRIP_MARKS[trip.state]} ${t(`tripState.${trip.state}`)}`,
        formats.date(trip.day),
        isUnderWay && trip.last_seen_at && t('lastHeard', { ago: formats.relative(trip.last_seen_at) }),
      ]
        .filter(Boolean)
        .join(' · ')}
    >
      <Stack gap="md" mt="xs">
        {step.isError && <ProblemNote error={step.error} />}
        {isUnderWay ? (
          <Sharing trip={trip} />
        ) : (
          <Button size="xl" loading={step.isPending} onClick={() => step.mutate({ id: trip.trip_id, step: 'start' })}>
            {t('step.start')}
          </Button>
        )}
        <StopList
          stops={trip.stops}
          label={t('doors')}
          {...(isUnderWay && mayDeliver && { action: (stop) => <DoorActions stop={stop} /> })}
        />
        {isUnderWay && <EndTrip trip={trip} path="/own-trips" size="xl" variant="default" />}
      </Stack>
    </Surface>
  )
}

function Sharing({ trip }: { trip: TripFile }) {
  const { t } = useTranslation('vehicles')
  const formats = useFormats()
  const consent = useConsent()
  const { state, sentAt } = usePhonePosition(trip.has_consent ? trip.vehicle_id : null)
  return (
    <Stack gap="xs">
      <Switch
        size="xl"
        label={t('share')}
        description={t('shareNote')}
        checked={trip.has_consent}
        disabled={consent.isPending}
        onChange={(event) => consent.mutate({ id: trip.trip_id, is_given: event.currentTarget.checked })}
      />
      {consent.isError && <ProblemNote error={consent.error} />}
      {trip.has_consent && (
        <Alert
          role="status"
          color={state === 'denied' || state === 'missing' || state === 'refused' ? 'red' : 'harbor'}
        >
          <Text size="sm">{t(`phoneState.${state}`)}</Text>
          {sentAt && (
            <Text size="sm" c="dimmed">
              {t('sentAt', { at: formats.time(sentAt) })}
            </Text>
          )}
        </Alert>
      )}
    </Stack>
  )
}
