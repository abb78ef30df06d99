/** Agrees on what shall come regularly: what, where to, on which days. */
import { ActionIcon, Button, Group, Modal, NumberInput, Select, Stack, TextInput } from '@mantine/core'
import { type FormEvent, lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { Icon } from '../../../ui/icons.tsx'
import { ProblemNote } from '../../../ui/notices.tsx'
import { EVERY_WORKDAY, RepeatFields, rhythmOf } from '../../../ui/repeat-fields.tsx'
import { useFocusBack } from '../../../ui/use-focus-back.ts'
import { useChoices } from '../../lib/own-choices.ts'
import { useSession } from '../../lib/session.ts'
import { ProductField } from './product-field.tsx'
import { useAgree } from './use-recurring.ts'

const DayField = lazy(() => import('../../../ui/day-field.tsx').then((module) => ({ default: module.DayField })))

type Line = { key: number; productId: string | null; quantity: number | '' }

export function AgreeDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['recurring', 'ui'])
  const go = useNavigate()
  useFocusBack()
  const agree = useAgree()
  const customer = useSession().customer_id
  const places = useChoices().data?.places ?? []
  const [chosen, setPlace] = useState<string | null>(null)
  const place = chosen ?? places[0]?.location_id ?? null
  const [name, setName] = useState('')
  const [starts, setStarts] = useState<string | null>(null)
  const [ends, setEnds] = useState<string | null>(null)
  const [rhythm, setRhythm] = useState(EVERY_WORKDAY)
  const [lines, setLines] = useState<Line[]>([{ key: 1, productId: null, quantity: '' }])
  const days = rhythmOf(rhythm)
  const isReady = customer && place && starts && days && lines.every((line) => line.productId && line.quantity)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isReady) return
    agree.mutate(
      {
        customer_id: customer,
        location_id: place,
        name: name.trim(),
        starts_on: starts,
        ends_on: ends,
        ...days,
        lines: lines.map((line, at) => ({
          line_number: at + 1,
          product_id: line.productId ?? '',
          quantity: Number(line.quantity),
        })),
      },
      { onSuccess: ({ recurring_id }) => go(`/recurring/${encodeURIComponent(recurring_id)}`) },
    )
  }
  const set = (line: Line) => setLines(lines.map((one) => (one.key === line.key ? line : one)))
  return (
    <Modal opened size="lg" onClose={onClose} title={t('agree')} closeButtonProps={{ 'aria-label': t('ui:close') }}>
      <form onSubmit={submit}>
        <Stack gap="md">
          {agree.isError && <ProblemNote error={agree.error} />}
          <TextInput
            label={t('name')}
            required
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            data-autofocus
          />
          {places.length > 1 && (
            <Select
              label={t('place')}
              data={places.map((one) => ({
                value: one.location_id,
                label: [one.name, one.city].filter(Boolean).join(' · '),
              }))}
              value={place}
              allowDeselect={false}
              onChange={setPlace}
            />
          )}
          {lines.map((line) => (
            <Group key={line.key} gap="xs" align="flex-end" wrap="nowrap">
              <div style={{ flex: 1, minWidth: 0 }}>
                <ProductField value={line.productId} onChange={(productId) => set({ ...line, productId })} />
              </div>
              <NumberInput
                label={t('quantity')}
                value={line.quantity}
                onChange={(next) => set({ ...line, quantity: typeof next === 'number' ? next : '' })}
                min={0.001}
                decimalScale={3}
                hideControls
                withAsterisk
                w={110}
              />
              {lines.length > 1 && (
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size="lg"
                  aria-label={t('removeLine', { product: line.productId ?? '' })}
                  onClick={() => setLines(lines.filter((one) => one.key !== line.key))}
                >
                  <Icon name="trash" size={16} />
                </ActionIcon>
              )}
            </Group>
          ))}
          <Button
            variant="default"
            size="xs"
            leftSection={<Icon name="plus" size={14} />}
            style={{ alignSelf: 'flex-start' }}
            onClick={() => setLines([...lines, { key: (lines.at(-1)?.key ?? 0) + 1, productId: null, quantity: '' }])}
          >
            {t('addLine')}
          </Button>
          <RepeatFields value={rhythm} onChange={setRhythm} />
          <Group grow align="flex-start">
            <Suspense>
              <DayField label={t('from')} value={starts} onChange={setStarts} isRequired />
              <DayField label={t('until')} value={ends} onChange={setEnds} />
            </Suspense>
          </Group>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('ui:cancel')}
            </Button>
            <Button type="submit" loading={agree.isPending} disabled={!isReady}>
              {t('agreeNow')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
