/** Chooses the hours at the door: a slot on a promised day is booked, changed or given back, up to its cut-off. */
import { Button, Checkbox } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OrderSlots } from '../../../../contract/orders.ts'
import { ChooseDialog } from '../../../ui/choose-dialog.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { call } from '../../../ui/http.ts'
import { toastDone } from '../../../ui/toast.ts'

type Props = { orderId: string; zone: string | null }

const pathOf = (id: string) => `/api/v1/orders/${encodeURIComponent(id)}`
const keyOf = (slot: { resource_id: string; day: string }) => `${slot.day} ${slot.resource_id}`

/** Nothing is shown where no slots are offered at the door. */
export function SlotAction({ orderId, zone }: Props) {
  const { t } = useTranslation('orders')
  const [isOpen, setOpen] = useState(false)
  const slots = useQuery({
    queryKey: ['order', orderId, 'slots'],
    queryFn: ({ signal }) => call<OrderSlots>(`${pathOf(orderId)}/slots`, { signal }),
  })
  if (!slots.data || (slots.data.rows.length === 0 && slots.data.booked === null)) return null
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t(slots.data.booked ? 'changeSlot' : 'chooseSlot')}
      </Button>
      {isOpen && <SlotDialog orderId={orderId} zone={zone} slots={slots.data} onClose={() => setOpen(false)} />}
    </>
  )
}

function SlotDialog({ orderId, zone, slots, onClose }: Props & { slots: OrderSlots; onClose: () => void }) {
  const { t } = useTranslation('orders')
  const formats = useFormats()
  const client = useQueryClient()
  const [isFavor, setFavor] = useState(false)
  const place = zone ?? undefined
  const { booked } = slots
  const book = useMutation({
    mutationFn: (key: string) => {
      const slot = slots.rows.find((one) => keyOf(one) === key)
      return call<OrderSlots>(`${pathOf(orderId)}/slot`, {
        method: 'PUT',
        body: { slot: slot ? { resource_id: slot.resource_id, day: slot.day } : null, despite_cutoff: isFavor },
      })
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['order', orderId] })
      toastDone(t('slotSaved'))
      onClose()
    },
  })
  const choices = slots.rows.map((one) => ({
    key: keyOf(one),
    label: `${formats.weekday(one.day)}, ${formats.time(one.from_at, place)}–${formats.time(one.to_at, place)}`,
    note: [
      one.price_minor && one.currency ? formats.money(one.price_minor, one.currency) : t('slotFree'),
      t('slotUntil', { when: formats.instant(one.cutoff_at, place) }),
    ].join(' · '),
  }))
  const isListed = booked !== null && slots.rows.some((one) => keyOf(one) === keyOf(booked))
  const held =
    booked && !isListed ? [{ key: keyOf(booked), label: t('slotHeld'), note: formats.weekday(booked.day) }] : []
  return (
    <ChooseDialog
      title={t('chooseSlot')}
      lead={t('slotLead')}
      choices={[...held, ...choices]}
      value={booked ? keyOf(booked) : ''}
      noneLabel={t('noSlot')}
      action={t('bookSlot')}
      isWaiting={book.isPending}
      error={book.error}
      onSubmit={(key) => book.mutate(key)}
      onClose={onClose}
    >
      {booked && (
        <Checkbox label={t('favor')} checked={isFavor} onChange={(event) => setFavor(event.currentTarget.checked)} />
      )}
    </ChooseDialog>
  )
}
