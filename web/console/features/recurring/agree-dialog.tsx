/** Agrees on an order that repeats: who, where to, what, on which days. */
import { ActionIcon, Button, Group, Modal, NumberInput, Stack, TextInput } from '@mantine/core'
import { type FormEvent, lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { Icon } from '../../../ui/icons.tsx'
import { ProblemNote } from '../../../ui/notices.tsx'
import { EVERY_WORKDAY, RepeatFields, rhythmOf } from '../../../ui/repeat-fields.tsx'
import { useFocusBack } from '../../../ui/use-focus-back.ts'
import { Lookup } from '../../lib/records/lookup.tsx'
import { useAgree } from './use-recurring.ts'

const DayField = lazy(() => import('../../../ui/day-field.tsx').then((module) => ({ default: module.DayField })))

type Line = { key: number; productId: string | null; quantity: number | '' }

export function AgreeDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['recurring', 'ui'])
  const go = useNavigate()
  useFocusBack()
  const agree = useAgree()
  const [customer, setCustomer] = useState<string | null>(null)
  const [place, setPlace] = useState<string | null>(null)
  const [name, setName] = useState('')
  const [starts, setStarts] = useState<string | null>(null)
  const [ends, setEnds] = useState<string | null>(null)
  const [horizon, setHorizon] = useState<number | ''>(7)
  const [rhythm, setRhythm] = useState(EVERY_WORKDAY)
  const [lines, setLines] = useState<Line[]>([{ key: 1, productId: null, quantity: '' }])
  const days = rhythmOf(rhythm)
  const isReady =
    customer && place && starts && days && horizon !== '' && lines.every((line) => line.productId && line.quantity)
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
        horizon_days: horizon,
        ...days,
        lines: lines.map((line, at) => ({
          line_number: at + 1,
          product_id: line.productId ?? '',
          quantity: Number(line.quantity),
        })),
      },
      { onSuccess: ({ recurring_id }) => go(`/recurring-orders/${encodeURIComponent(recurring_id)}`) },
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
          <Lookup
            label={t('customer')}
            from={{ path: '/customers', key: 'customer_id' }}
            value={customer}
            onChange={(next) => {
              setCustomer(next)
              setPlace(null)
            }}
            isRequired
          />
          {customer && (
            <Lookup
              key={customer}
              label={t('place')}
              from={{ path: '/locations', key: 'location_id', filter: { customer_id: customer } }}
              value={place}
              onChange={setPlace}
              isRequired
            />
          )}
          {lines.map((line) => (
            <Group key={line.key} gap="xs" align="flex-end" wrap="nowrap">
              <div style={{ flex: 1, minWidth: 0 }}>
                <Lookup
                  label={t('product')}
                  from={{ path: '/products', key: 'product_id' }}
                  value={line.productId}
                  onChange={(productId) => set({ ...line, productId })}
                  isRequired
                />
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
          <NumberInput
            label={t('horizon')}
            description={t('horizonNote')}
            value={horizon}
            onChange={(next) => setHorizon(typeof next === 'number' ? next : '')}
            min={0}
            max={90}
            allowDecimal={false}
          />
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
