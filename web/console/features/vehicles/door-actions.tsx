/** What a driver does at a door: hand over, say why that could not be, note what was said. Large, for one thumb. */
import { Button, Divider, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type REASONS, RECIPIENTS } from '../../../../contract/imports.ts'
import type { SeenStop } from '../../../../contract/vehicles.ts'
import { ProblemNote } from '../../../ui/notices.tsx'
import { toastDone } from '../../../ui/toast.ts'
import { reportOf, SaidFields, useSaid } from './said-fields.tsx'
import { SaidForm } from './said-form.tsx'
import { useDoorFeedback, useFailedAttempt, useHandOver } from './use-door.ts'

type Shown = 'hand_over' | 'failed' | 'said'
type DialogProps = { stop: SeenStop; onClose: () => void }
const TITLES = { hand_over: 'handOver', failed: 'couldNotDeliver', said: 'said.title' } as const

export function DoorActions({ stop }: { stop: SeenStop }) {
  const { t } = useTranslation(['vehicles', 'ui'])
  const [shown, setShown] = useState<Shown | null>(null)
  const place = stop.place ?? stop.location_id ?? stop.shipment_id
  const close = () => setShown(null)
  // After the goods are gone, people may still speak.
  const deeds = stop.state === 'handed_over' ? (['said'] as const) : (['hand_over', 'failed', 'said'] as const)
  return (
    <Group gap="xs" mt={6} wrap="wrap">
      {deeds.map((deed) => (
        <Button
          key={deed}
          size="md"
          variant={deed === 'hand_over' ? 'filled' : deed === 'failed' ? 'default' : 'subtle'}
          {...(deed === 'said' && { px: 'xs' })}
          style={{ flex: deed === 'said' ? undefined : '1 0 auto' }}
          onClick={() => setShown(deed)}
          aria-label={`${t(TITLES[deed])}: ${place}`}
        >
          {t(TITLES[deed])}
        </Button>
      ))}
      <Modal
        opened={shown !== null}
        onClose={close}
        title={shown && `${t(TITLES[shown])}: ${place}`}
        closeButtonProps={{ 'aria-label': t('ui:close') }}
      >
        {shown === 'hand_over' && <HandOverForm stop={stop} onClose={close} />}
        {shown === 'failed' && <FailedForm stop={stop} onClose={close} />}
        {shown === 'said' && <SaidForm stop={stop} onClose={close} />}
      </Modal>
    </Group>
  )
}

/** Both are told by one press, and pressing again after a fault repeats neither. */
function useSaidBeside(stop: SeenStop) {
  const note = useDoorFeedback()
  const [said, setSaid] = useSaid()
  return {
    ...{ said, setSaid, error: note.error, isPending: note.isPending },
    tell: async () => {
      const report = reportOf(said)
      if (report) await note.mutateAsync({ ...report, shipment_id: stop.shipment_id })
    },
  }
}

function Beside({ of }: { of: ReturnType<typeof useSaidBeside> }) {
  const { t } = useTranslation('vehicles')
  return (
    <>
      <Divider label={t('said.title')} labelPosition="left" />
      <SaidFields said={of.said} onChange={of.setSaid} />
    </>
  )
}

function HandOverForm({ stop, onClose }: DialogProps) {
  const { t } = useTranslation(['vehicles', 'value'])
  const handOver = useHandOver()
  const beside = useSaidBeside(stop)
  const [recipient, setRecipient] = useState<(typeof RECIPIENTS)[number]>('consignee')
  const [note, setNote] = useState('')
  const error = handOver.error ?? beside.error
  const press = async () => {
    try {
      await handOver.mutateAsync({ shipment_id: stop.shipment_id, recipient, note: note.trim() || null })
      await beside.tell()
      toastDone(t('handOverDone'))
      onClose()
    } catch {
      // The form shows it.
    }
  }
  return (
    <Stack gap="md">
      <Text size="sm">{t('handOverNote')}</Text>
      {error && <ProblemNote error={error} />}
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
      <Beside of={beside} />
      <Button size="lg" loading={handOver.isPending || beside.isPending} onClick={press}>
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
  const beside = useSaidBeside(stop)
  const [reason, setReason] = useState<string | null>(null)
  // One report however often it is sent out of a dead spot.
  const [report] = useState(() => ({ report_id: crypto.randomUUID(), occurred_at: new Date().toISOString() }))
  const error = failed.error ?? beside.error
  const press = async () => {
    if (reason === null) return
    try {
      await failed.mutateAsync({ ...report, shipment_id: stop.shipment_id, reason })
      await beside.tell()
      toastDone(t('attemptDone'))
      onClose()
    } catch {
      // The form shows it.
    }
  }
  return (
    <Stack gap="md">
      <Text size="sm">{t('couldNotNote')}</Text>
      {error && <ProblemNote error={error} />}
      <Select
        size="md"
        label={t('whyNot')}
        placeholder={t('chooseReason')}
        data={AT_THE_DOOR.map((value) => ({ value, label: t(`value:reason.${value}`) }))}
        value={reason}
        onChange={setReason}
      />
      <Beside of={beside} />
      <Button size="lg" disabled={reason === null} loading={failed.isPending || beside.isPending} onClick={press}>
        {t('reportIt')}
      </Button>
    </Stack>
  )
}
