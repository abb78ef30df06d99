/** One trip: how far it is, each door with when it was reached or will be, and how it begins and ends. */
import { Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { TripFile } from '../../../../contract/vehicles.ts'
import { Confirm } from '../../../ui/confirm.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { ProblemNote } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { mayDo, useSession } from '../../lib/session.ts'
import { StopList } from './stop-list.tsx'
import { TRIP_MARKS } from './trip-text.ts'
import { type TripStep, useTrip, useTripStep } from './use-vehicles.ts'

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
  const [isEnding, setEnding] = useState(false)
  if (!mayDo(useSession(), 'shipments.write') || trip.state === 'ended') return null
  const next: TripStep = trip.state === 'planned' ? 'start' : 'end'
  const act = () => step.mutate({ id: trip.trip_id, step: next }, { onSettled: () => setEnding(false) })
  return (
    <Stack gap="xs">
      {step.isError && <ProblemNote error={step.error} />}
      <Button loading={step.isPending} onClick={next === 'end' ? () => setEnding(true) : act}>
        {t(`step.${next}`)}
      </Button>
      <Confirm
        isOpen={isEnding}
        title={t('endTitle')}
        action={t('step.end')}
        isWaiting={step.isPending}
        onConfirm={act}
        onClose={() => setEnding(false)}
      >
        {t('endNote')}
      </Confirm>
    </Stack>
  )
}
