/** Sets what a resource can do on one day: overtime, a missing shift, or back to what week, calendar and season give. */
import { Button, Group, Modal, NumberInput, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { ProblemNote } from '../../../ui/notices.tsx'
import { type ResourceHorizon, useSetCapacity } from './use-calendar.ts'

type Props = {
  resource: ResourceHorizon
  day: ResourceHorizon['days'][number]
  /** What the day would need, where that is known. */
  wanted: number | null
  onClose: () => void
}

export function CapacityDialog({ resource, day, wanted, onClose }: Props) {
  const { t } = useTranslation(['calendar', 'field', 'ui'])
  const formats = useFormats()
  const [quantity, setQuantity] = useState<number | null>(wanted ?? day.quantity)
  const [reason, setReason] = useState('')
  const set = useSetCapacity()
  const save = (value: number | null) =>
    set.mutate(
      { resource: resource.resource_id, day: day.day, quantity: value, reason: reason.trim() || null },
      { onSuccess: onClose },
    )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (quantity !== null) save(quantity)
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={`${resource.name} · ${formats.weekday(day.day)}`}
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          {set.isError && <ProblemNote error={set.error} />}
          <Text size="sm">
            {t('bookedOf', {
              booked: formats.number(day.booked),
              can: formats.number(day.quantity),
              unit: t(`kind.${resource.kind}`),
            })}
          </Text>
          <NumberInput
            label={t('canOnDay')}
            description={t('canOnDayNote')}
            value={quantity ?? ''}
            onChange={(value) => setQuantity(value === '' ? null : Number(value))}
            min={0}
            allowDecimal={false}
            withAsterisk
            data-autofocus
          />
          <TextInput
            label={t('field:reason')}
            placeholder={t('reasonExample')}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Group justify="flex-end" gap="xs">
            {day.is_overridden && (
              <Button variant="default" loading={set.isPending} onClick={() => save(null)}>
                {t('asUsual')}
              </Button>
            )}
            <Button type="submit" loading={set.isPending} disabled={quantity === null}>
              {t('ui:save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
