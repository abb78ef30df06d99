/** Hours at the door: said with what they cost and until when; chosen for something that stands, or while it is being taken. */
import { Button, Checkbox, Select } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ChooseDialog } from './choose-dialog.tsx'
import { useFormats } from './format/use-formats.ts'
import { call } from './http.ts'
import { toastDone } from './toast.ts'

export type Slot = { resource_id: string; day: string }
export type OfferedSlot = Slot & {
  from_at: string
  to_at: string
  cutoff_at: string
  price_minor: number | null
  currency: string | null
}
type Slots = { booked: Slot | null; rows: OfferedSlot[] }

const keyOf = ({ resource_id, day }: Slot) => `${day} ${resource_id}`

function useSlotText(zone: string | null): (slot: OfferedSlot) => { key: string; label: string; note: string } {
  const { t } = useTranslation('ui')
  const formats = useFormats()
  const place = zone ?? undefined
  return (one) => ({
    key: keyOf(one),
    label: `${formats.weekday(one.day)}, ${formats.time(one.from_at, place)}–${formats.time(one.to_at, place)}`,
    note: [
      one.price_minor && one.currency ? formats.money(one.price_minor, one.currency) : t('slot.free'),
      t('slot.until', { when: formats.instant(one.cutoff_at, place) }),
    ].join(' · '),
  })
}

type FieldProps = {
  rows: readonly OfferedSlot[]
  zone: string | null
  value: Slot | null
  onChange: (slot: Slot | null) => void
}

/** A field of a form; nothing where no hours are offered at the door. */
export function SlotField({ rows, zone, value, onChange }: FieldProps) {
  const { t } = useTranslation('ui')
  const text = useSlotText(zone)
  if (rows.length === 0) return null
  const choices = rows.map(text)
  const chosen = value && choices.find((one) => one.key === keyOf(value))
  return (
    <Select
      label={t('slot.label')}
      description={chosen ? chosen.note : t('slot.lead')}
      value={chosen?.key ?? ''}
      allowDeselect={false}
      onChange={(key) => onChange(rows.find((one) => keyOf(one) === key) ?? null)}
      data={[{ value: '', label: t('slot.none') }, ...choices.map(({ key, label }) => ({ value: key, label }))]}
    />
  )
}

type ActionProps = {
  /** Of the order. */
  path: string
  queryKey: readonly unknown[]
  zone: string | null
  /** Staff may grant a change after the cut-off. */
  mayFavor?: boolean
}

/** Books, changes or gives back the hours, up to their cut-off. Nothing is shown where none are offered at the door. */
export function SlotAction(props: ActionProps) {
  const { t } = useTranslation('ui')
  const [isOpen, setOpen] = useState(false)
  const slots = useQuery({
    queryKey: [...props.queryKey, 'slots'],
    queryFn: ({ signal }) => call<Slots>(`${props.path}/slots`, { signal }),
  })
  if (!slots.data || (slots.data.rows.length === 0 && slots.data.booked === null)) return null
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t(slots.data.booked ? 'slot.change' : 'slot.choose')}
      </Button>
      {isOpen && <SlotDialog {...props} slots={slots.data} onClose={() => setOpen(false)} />}
    </>
  )
}

function SlotDialog(props: ActionProps & { slots: Slots; onClose: () => void }) {
  const { path, queryKey, zone, mayFavor = false, slots, onClose } = props
  const { t } = useTranslation('ui')
  const formats = useFormats()
  const text = useSlotText(zone)
  const client = useQueryClient()
  const [isFavor, setFavor] = useState(false)
  const { booked } = slots
  const book = useMutation({
    mutationFn: (key: string) => {
      const slot = slots.rows.find((one) => keyOf(one) === key)
      return call<Slots>(`${path}/slot`, {
        method: 'PUT',
        body: {
          slot: slot ? { resource_id: slot.resource_id, day: slot.day } : null,
          ...(mayFavor && { despite_cutoff: isFavor }),
        },
      })
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey })
      toastDone(t('slot.saved'))
      onClose()
    },
  })
  const isListed = booked !== null && slots.rows.some((one) => keyOf(one) === keyOf(booked))
  const held =
    booked && !isListed ? [{ key: keyOf(booked), label: t('slot.held'), note: formats.weekday(booked.day) }] : []
  return (
    <ChooseDialog
      title={t('slot.choose')}
      lead={t('slot.lead')}
      choices={[...held, ...slots.rows.map(text)]}
      value={booked ? keyOf(booked) : ''}
      noneLabel={t('slot.none')}
      action={t('slot.book')}
      isWaiting={book.isPending}
      error={book.error}
      onSubmit={(key) => book.mutate(key)}
      onClose={onClose}
    >
      {mayFavor && booked && (
        <Checkbox label={t('favor')} checked={isFavor} onChange={(event) => setFavor(event.currentTarget.checked)} />
      )}
    </ChooseDialog>
  )
}
