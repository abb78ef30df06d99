/** One trip: how far it is, each door with when it was reached or will be, and how it begins and ends. */
import { Alert, Anchor, Button, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import type { TripFile } from '../../../../contract/vehicles.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { ProblemNote } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { mayDo, useSession } from '../../lib/session.ts'
import { EndTrip } from './end-trip.tsx'
import { notHandedOver } from './open-stops.ts'
import { StopList } from './stop-list.tsx'
import { TRIP_MARKS } from './trip-text.ts'
import { useTrip, useTripStep } from './use-vehicles.ts'

export default function TripScreen() {
  const { t } = useTranslation(['vehicles', 'shell'])
  const { id = '' } = useParams()
  const formats = useFormats()
  const found = useTrip(id)
  const trip = found.data
  return (
    <>
      <PageHead
        title={trip ? `${trip.vehicle_name} · ${formats.date(trip.day)}` : id}
        program={t('shell:program')}
        crumb={{ label: t('shell:screen.trips'), to: '/trips' }}
        lead={trip && `${TRIP_MARKS[trip.state]} ${t(`tripState.${trip.state}`)}`}
        actions={trip && <Steps trip={trip} />}
      />
      <Answer of={found}>
        {(file) => (
          <Stack gap="md">
            <BroughtBack trip={file} />
            <Surface title={t('facts')}>
              <Group gap="xl">
                <Fact label={t('driver')} value={file.driver_name} />
                <Fact label={t('plate')} value={file.plate} />
                <Fact label={t('started')} value={file.started_at && formats.instant(file.started_at)} />
                <Fact label={t('ended')} value={file.ended_at && formats.instant(file.ended_at)} />
                <Fact label={t('lastSeen')} value={file.last_seen_at && formats.relative(file.last_seen_at)} />
                {file.state === 'under_way' && (
                  <Fact label={t('phone')} value={t(file.has_consent ? 'phoneShares' : 'phoneSilent')} />
                )}
              </Group>
            </Surface>
            <Surface
              title={t('doors')}
              note={t('ofStops', {
                done: formats.number(file.stops_done),
                all: formats.number(file.stops.length),
              })}
            >
              <StopList stops={file.stops} label={t('doors')} />
            </Surface>
          </Stack>
        )}
      </Answer>
    </>
  )
}

function Fact({ label, value }: { label: string; value: string | null | undefined }) {
  return (
    <div>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <Text>{value || '–'}</Text>
    </div>
  )
}

function Steps({ trip }: { trip: TripFile }) {
  const { t } = useTranslation('vehicles')
  const step = useTripStep('/trips')
  if (!mayDo(useSession(), 'shipments.write') || trip.state === 'ended') return null
  if (trip.state === 'under_way') return <EndTrip trip={trip} path="/trips" />
  return (
    <Stack gap="xs">
      {step.isError && <ProblemNote error={step.error} />}
      <Button loading={step.isPending} onClick={() => step.mutate({ id: trip.trip_id, step: 'start' })}>
        {t('step.start')}
      </Button>
    </Stack>
  )
}

/** What came back with the vehicle is still to be brought. */
function BroughtBack({ trip }: { trip: TripFile }) {
  const { t } = useTranslation('vehicles')
  const open = notHandedOver(trip.stops)
  if (trip.state !== 'ended' || open.length === 0) return null
  return (
    <Alert color="harbor" title={t('broughtBack', { count: open.length })}>
      {t('broughtBackNote')}{' '}
      <Anchor component={Link} to="/trips" size="sm">
        {t('planTrip')}
      </Anchor>
    </Alert>
  )
}
