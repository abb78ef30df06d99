/** What a driver does at a door: hand over, or say why that could not be. Large, for one thumb. */
import { Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type REASONS, RECIPIENTS } from '../../../../contract/imports.ts'
import type { SeenStop } from '../../../../contract/vehicles.ts'
import { ProblemNote } from '../../../ui/notices.tsx'
import { toastDone } from '../../../ui/toast.ts'
import { useFailedAttempt, useHandOver } from './use-door.ts'

type Shown = 'hand_over' | 'failed' | null
type DialogProps = { stop: SeenStop; onClose: () => void }

export function DoorActions({ stop }: { stop: SeenStop }) {
  const { t } = useTranslation(['vehicles', 'ui'])
  const [shown, setShown] = useState<Shown>(null)
  if (stop.state === 'handed_over') return null
  const place = stop.place ?? stop.location_id ?? stop.shipment_id
  const close = () => setShown(null)
  return (
    <Group gap="xs" mt={6} wrap="wrap">
      <Button
        size="md"
        style={{ flex: '1 0 auto' }}
        onClick={() => setShown('hand_over')}
        aria-label={`${t('handOver')}: ${place}`}
      >
        {t('handOver')}
      </Button>
      <Button
        size="md"
        variant="default"
        style={{ flex: '1 0 auto' }}
        onClick={() => setShown('failed')}
        aria-label={`${t('couldNotDeliver')}: ${place}`}
      >
        {t('couldNotDeliver')}
      </Button>
      <Modal
        opened={shown !== null}
        onClose={close}
        title={`${t(shown === 'failed' ? 'couldNotDeliver' : 'handOver')}: ${place}`}
        closeButtonProps={{ 'aria-label': t('ui:close') }}
      >
        {shown === 'hand_over' && <HandOverForm stop={stop} onClose={close} />}
        {shown === 'failed' && <FailedForm stop={stop} onClose={close} />}
      </Modal>
    </Group>
  )
}

function HandOverForm({ stop, onClose }: DialogProps) {
  const { t } = useTranslation(['vehicles', 'value'])
  const handOver = useHandOver()
  const [recipient, setRecipient] = useState<(typeof RECIPIENTS)[number]>('consignee')
  const [note, setNote] = useState('')
  const press = () =>
    handOver.mutate(
      { shipment_id: stop.shipment_id, recipient, note: note.trim() || null },
      {
        onSuccess: () => {
          toastDone(t('handOverDone'))
          onClose()
        },
      },
    )
  return (
    <Stack gap="md">
      <Text size="sm">{t('handOverNote')}</Text>
      {handOver.isError && <ProblemNote error={handOver.error} />}
      <Select
        size="md"
        label={t('handedTo')}
        data={RECIPIENTS.map((value) => ({ value, label: t(`value:recipient.${value}`) }))}
        value={recipient}
        allowDeselect={false}
        onChange={(value) => value && setRecipient(value as (typeof RECIPIENTS)[number])}
      />
      <TextInput
        size="md"
        label={t('whoTookIt')}
        maxLength={200}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Button size="lg" loading={handOver.isPending} onClick={press}>
        {t('handOver')}
      </Button>
    </Stack>
  )
}

/** What happens at doors; the other reasons of the list belong to those before. */
const AT_THE_DOOR = [
  ...(['consignee_absent', 'consignee_closed', 'address_incorrect', 'refused', 'damage', 'shortage'] as const),
  ...(['payment', 'customer_reschedule', 'road_traffic', 'mechanical', 'weather', 'other'] as const),
] satisfies (typeof REASONS)[number][]

function FailedForm({ stop, onClose }: DialogProps) {
  const { t } = useTranslation(['vehicles', 'value'])
  const failed = useFailedAttempt()
  const [reason, setReason] = useState<string | null>(null)
  // One report however often it is sent out of a dead spot.
  const [report] = useState(() => ({ report_id: crypto.randomUUID(), occurred_at: new Date().toISOString() }))
  const press = () =>
    reason &&
    failed.mutate(
      { ...report, shipment_id: stop.shipment_id, reason },
      {
        onSuccess: () => {
          toastDone(t('attemptDone'))
          onClose()
        },
      },
    )
  return (
    <Stack gap="md">
      <Text size="sm">{t('couldNotNote')}</Text>
      {failed.isError && <ProblemNote error={failed.error} />}
      <Select
        size="md"
        label={t('whyNot')}
        placeholder={t('chooseReason')}
        data={AT_THE_DOOR.map((value) => ({ value, label: t(`value:reason.${value}`) }))}
        value={reason}
        onChange={setReason}
      />
      <Button size="lg" disabled={reason === null} loading={failed.isPending} onClick={press}>
        {t('reportIt')}
      </Button>
    </Stack>
  )
}
