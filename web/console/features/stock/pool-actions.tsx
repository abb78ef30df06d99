/** Sends goods of a pool to another site, or corrects its record with the reason. */
import { Button, Group, Modal, NumberInput, Select, Stack, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { PoolFile as PoolFileSchema } from '../../../../contract/stock-views.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { call } from '../../../ui/http.ts'
import { ProblemNote } from '../../../ui/notices.tsx'
import { toastDone } from '../../../ui/toast.ts'
import { Lookup } from '../../lib/records/lookup.tsx'

const DayField = lazy(() => import('../../../ui/day-field.tsx').then((module) => ({ default: module.DayField })))

type PoolFile = z.infer<typeof PoolFileSchema>
type Props = { file: PoolFile; onClose: () => void }

function useSend(onClose: () => void, said: (answer: { supply_id?: string }) => string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ path, body }: { path: string; body: object }) =>
      call<{ supply_id?: string }>(`/api/v1${path}`, { method: 'POST', body }),
    onSuccess: async (answer) => {
      await Promise.all(['stock', 'supply'].map((name) => client.invalidateQueries({ queryKey: [name] })))
      toastDone(said(answer))
      onClose()
    },
  })
}

/** Places of the pool as choices; goods that lie nowhere in particular have no name but their state. */
function useSpots(file: PoolFile, isReleasedOnly: boolean) {
  const { t } = useTranslation('stock')
  const formats = useFormats()
  return file.stock
    .map((spot, at) => ({ spot, value: String(at) }))
    .filter(({ spot }) => !isReleasedOnly || (spot.state === 'released' && spot.quantity > spot.allocated))
    .map(({ spot, value }) => {
      const parts = [spot.bin, spot.lot_id, spot.serial, t(`state.${spot.state}`)]
      return {
        value,
        label: `${parts.filter(Boolean).join(' · ')}: ${formats.number(spot.quantity, { min: 0, max: 3 })}`,
      }
    })
}

export function Transfer({ file, onClose }: Props) {
  const { t } = useTranslation(['stock', 'ui'])
  const spots = useSpots(file, true)
  const [which, setWhich] = useState<string | null>(spots[0]?.value ?? null)
  const [to, setTo] = useState<string | null>(null)
  const [quantity, setQuantity] = useState<number | null>(null)
  const [dueOn, setDueOn] = useState<string | null>(null)
  const [key] = useState(() => crypto.randomUUID())
  const send = useSend(onClose, ({ supply_id = '' }) => t('act.transferred', { supply: supply_id }))
  const spot = which === null ? undefined : file.stock[Number(which)]
  const { product_id, location_id } = file.pool
  const isWhole = spot && to && to !== location_id && dueOn && quantity !== null && quantity > 0
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isWhole) return
    const { bin, lot_id, serial } = spot
    const lines = [{ product_id, lot_id, serial, bin, quantity }]
    const body = { from_location_id: location_id, to_location_id: to, due_on: dueOn, lines, idempotency_key: key }
    send.mutate({ path: '/stock/transfers', body })
  }
  return (
    <Modal opened onClose={onClose} title={t('act.transfer')} closeButtonProps={{ 'aria-label': t('ui:close') }}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          {send.isError && <ProblemNote error={send.error} />}
          <Select
            label={t('act.which')}
            data={spots}
            value={which}
            onChange={setWhich}
            allowDeselect={false}
            withAsterisk
          />
          <Lookup
            label={t('act.to')}
            from={{ path: '/locations', key: 'location_id', filter: { kind: 'own_site' } }}
            value={to}
            onChange={setTo}
            isRequired
          />
          <NumberInput
            label={t('act.quantity')}
            value={quantity ?? ''}
            onChange={(value) => setQuantity(value === '' ? null : Number(value))}
            min={0}
            decimalScale={3}
            withAsterisk
          />
          <Suspense fallback={null}>
            <DayField label={t('act.arrives')} value={dueOn} onChange={setDueOn} isRequired />
          </Suspense>
          <Group justify="flex-end">
            <Button type="submit" loading={send.isPending} disabled={!isWhole}>
              {t('act.transfer')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

const FOUND = 'found'

export function Adjust({ file, onClose }: Props) {
  const { t } = useTranslation(['stock', 'ui'])
  const spots = [...useSpots(file, false), { value: FOUND, label: t('act.found') }]
  const [which, setWhich] = useState<string>(spots[0]!.value)
  const [change, setChange] = useState<number | null>(null)
  const [reason, setReason] = useState('')
  const [key] = useState(() => crypto.randomUUID())
  const send = useSend(onClose, () => t('act.adjusted'))
  const isWhole = change !== null && change !== 0 && reason.trim() !== ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isWhole) return
    const { product_id, location_id } = file.pool
    const spot = which === FOUND ? undefined : file.stock[Number(which)]
    const place = spot && { bin: spot.bin, lot_id: spot.lot_id, serial: spot.serial, state: spot.state }
    const lines = [{ product_id, ...place, change, cause: reason.trim() }]
    send.mutate({ path: '/stock/adjustments', body: { location_id, lines, idempotency_key: key } })
  }
  return (
    <Modal opened onClose={onClose} title={t('act.adjust')} closeButtonProps={{ 'aria-label': t('ui:close') }}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          {send.isError && <ProblemNote error={send.error} />}
          <Select
            label={t('act.which')}
            data={spots}
            value={which}
            onChange={(value) => setWhich(value ?? FOUND)}
            allowDeselect={false}
            withAsterisk
          />
          <NumberInput
            label={t('act.change')}
            value={change ?? ''}
            onChange={(value) => setChange(value === '' || value === '-' ? null : Number(value))}
            decimalScale={3}
            withAsterisk
          />
          <TextInput
            label={t('act.reason')}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            withAsterisk
          />
          <Group justify="flex-end">
            <Button type="submit" loading={send.isPending} disabled={!isWhole}>
              {t('act.adjust')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
