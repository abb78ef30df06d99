/** Ends a trip: asks first where doors are open, naming them and what becomes of their goods. */
import { Button, type ButtonProps, Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TripFile } from '../../../../contract/vehicles.ts'
import { Confirm } from '../../../ui/confirm.tsx'
import { ProblemNote } from '../../../ui/notices.tsx'
import { notHandedOver } from './open-stops.ts'
import { useTripStep } from './use-vehicles.ts'

const NAMED_MAX = 5

type Props = { trip: TripFile; path: '/trips' | '/own-trips' } & Pick<ButtonProps, 'size' | 'variant'>

export function EndTrip({ trip, path, ...look }: Props) {
  const { t } = useTranslation('vehicles')
  const step = useTripStep(path)
  const [isAsking, setAsking] = useState(false)
  const open = notHandedOver(trip.stops)
  const end = () => step.mutate({ id: trip.trip_id, step: 'end' }, { onSettled: () => setAsking(false) })
  const named = open.slice(0, NAMED_MAX).map((stop) => stop.place ?? stop.location_id ?? stop.shipment_id)
  return (
    <Stack gap="xs">
      {step.isError && <ProblemNote error={step.error} />}
      <Button {...look} loading={step.isPending} onClick={() => setAsking(true)}>
        {t('step.end')}
      </Button>
      <Confirm
        isOpen={isAsking}
        title={t('endTitle')}
        action={t(open.length > 0 ? 'endAnyway' : 'step.end')}
        isWaiting={step.isPending}
        onConfirm={end}
        onClose={() => setAsking(false)}
      >
        {open.length > 0 && (
          <>
            {t('endOpen', { count: open.length })} {named.join(', ')}
            {open.length > named.length && ' …'}
            <br />
            <br />
            {t('endOpenNote')}
            <br />
            <br />
          </>
        )}
        {t('endNote')}
      </Confirm>
    </Stack>
  )
}
