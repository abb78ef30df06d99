/** Plans a trip: vehicle, driver, day, and the waiting shipments in the order of their doors. */
import { Button, Checkbox, Drawer, Group, Select, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WaitingShipment } from '../../../../contract/vehicles.ts'
import { DayField } from '../../../ui/day-field.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Empty, ProblemNote } from '../../../ui/notices.tsx'
import { Answer } from '../../../ui/request.tsx'
import { toastDone } from '../../../ui/toast.ts'
import { ColleagueInput } from '../../lib/records/members.tsx'
import { usePlanTrip, useVehicleChoices, useWaitingShipments } from './use-vehicles.ts'

type Props = { onClose: () => void; onDone: (tripId: string) => void }

export function PlanTripDialog({ onClose, onDone }: Props) {
  const { t } = useTranslation(['vehicles', 'field', 'ui'])
  const formats = useFormats()
  const vehicles = useVehicleChoices()
  const waiting = useWaitingShipments()
  const plan = usePlanTrip()
  const [vehicle, setVehicle] = useState<string | null>(null)
  const [driver, setDriver] = useState<string | null>(null)
  const [day, setDay] = useState<string>(formats.dayAt(new Date()))
  /** In the order in which they were chosen: that of the doors. */
  const [chosen, setChosen] = useState<readonly string[]>([])
  const rows = (vehicles.data?.rows ?? []).filter(({ is_active }) => is_active)
  const chooseVehicle = (id: string | null) => {
    setVehicle(id)
    setDriver(rows.find(({ vehicle_id }) => vehicle_id === id)?.driver_id ?? null)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!vehicle || chosen.length === 0) return
    const stops = chosen.map((shipment_id, nth) => ({ stop_number: nth + 1, shipment_id }))
    plan.mutate(
      { vehicle_id: vehicle, driver_id: driver, day, stops },
      {
        onSuccess: ({ trip_id }) => {
          toastDone(t('tripPlanned'))
          onDone(trip_id)
        },
      },
    )
  }
  return (
    <Drawer opened onClose={onClose} size="lg" title={t('planTrip')} closeButtonProps={{ 'aria-label': t('ui:close') }}>
      <form onSubmit={submit}>
        <Stack gap="md">
          {plan.isError && <ProblemNote error={plan.error} />}
          <Select
            label={t('vehicle')}
            withAsterisk
            searchable
            data={rows.map(({ vehicle_id, name, plate }) => ({
              value: vehicle_id,
              label: plate ? `${name} · ${plate}` : name,
            }))}
            value={vehicle}
            onChange={chooseVehicle}
            nothingFoundMessage={t('ui:filter.nothing')}
          />
          <ColleagueInput
            label={t('field:driver_id')}
            value={driver}
            onChange={setDriver}
            isRequired={false}
            isLocked={false}
            error={undefined}
          />
          <DayField label={t('field:day')} value={day} onChange={(value) => value && setDay(value)} />
          <Answer of={waiting}>{(found) => <Doors rows={found.rows} chosen={chosen} onChange={setChosen} />}</Answer>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('ui:cancel')}
            </Button>
            <Button type="submit" loading={plan.isPending} disabled={!vehicle || chosen.length === 0}>
              {t('planStops', { number: formats.number(chosen.length) })}
            </Button>
          </Group>
        </Stack>
      </form>
    </Drawer>
  )
}

type DoorsProps = {
  rows: readonly WaitingShipment[]
  chosen: readonly string[]
  onChange: (chosen: readonly string[]) => void
}

const SHOWN_MAX = 60

function Doors({ rows, chosen, onChange }: DoorsProps) {
  const { t } = useTranslation('vehicles')
  const formats = useFormats()
  const [word, setWord] = useState('')
  if (rows.length === 0)
    return (
      <Empty icon="truck" title={t('nothingWaits')}>
        {t('nothingWaitsNote')}
      </Empty>
    )
  const texts = (row: WaitingShipment) => [row.shipment_id, row.place, row.city, row.carrier_name, ...row.orders]
  const fits = (row: WaitingShipment) =>
    chosen.includes(row.shipment_id) || texts(row).some((text) => text?.toLowerCase().includes(word.toLowerCase()))
  const found = rows.filter(fits)
  return (
    <Stack gap="xs" component="fieldset" style={{ border: 0, margin: 0, padding: 0 }}>
      <Text component="legend" fw={600} size="sm">
        {t('doorsInOrder')}
      </Text>
      <TextInput
        type="search"
        aria-label={t('searchShipments')}
        placeholder={t('searchShipments')}
        value={word}
        onChange={(event) => setWord(event.currentTarget.value)}
      />
      {found.slice(0, SHOWN_MAX).map((row) => {
        const nth = chosen.indexOf(row.shipment_id)
        const place = row.place ?? row.to_location_id ?? row.shipment_id
        return (
          <Checkbox
            key={row.shipment_id}
            checked={nth >= 0}
            onChange={(event) =>
              onChange(
                event.currentTarget.checked
                  ? [...chosen, row.shipment_id]
                  : chosen.filter((id) => id !== row.shipment_id),
              )
            }
            label={nth >= 0 ? `${nth + 1}. ${place}` : place}
            description={[row.city, row.shipment_id, row.carrier_name, formats.date(row.shipped_on)]
              .filter(Boolean)
              .join(' · ')}
          />
        )
      })}
      {found.length > SHOWN_MAX && (
        <Text size="sm" c="dimmed">
          {t('moreShipments', { number: formats.number(found.length - SHOWN_MAX) })}
        </Text>
      )}
    </Stack>
  )
}
