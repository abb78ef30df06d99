/** What the customer can do about an order: order it again, change it, cancel all or a part; each up to its cut-off. */
import { Button, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { OrderOptions } from '../../../../contract/orders.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { useUnit } from '../../../ui/format/use-unit.ts'
import { call } from '../../../ui/http.ts'
import { QuantitiesDialog } from '../../../ui/quantities-dialog.tsx'
import { SlotAction } from '../../../ui/slot-choice.tsx'
import { toastDone } from '../../../ui/toast.ts'
import { may, useSession } from '../../lib/session.ts'
import type { PortalOrder } from './portal-order.ts'

const pathOf = (id: string) => `/api/v1/portal/orders/${encodeURIComponent(id)}`

export const useOptions = (id: string) =>
  useQuery({
    queryKey: ['portal-order', id, 'options'],
    queryFn: ({ signal }) => call<OrderOptions>(`${pathOf(id)}/options`, { signal }),
  })

export function OrderActions({ order }: { order: PortalOrder }) {
  const { t } = useTranslation('orders')
  const id = order.order.order_id
  const options = useOptions(id).data?.lines ?? []
  const [isCancelling, setCancelling] = useState(false)
  const question = (
    <Button component={Link} to={`/questions?ask=1&order=${encodeURIComponent(id)}`} variant="default">
      {t('askAbout')}
    </Button>
  )
  const session = useSession()
  const mayBuy = may(session, 'portal.order')
  const isDelivered = order.deliveries.length > 0
  const address = (what: 'again' | 'change') => `/order?${what}=${encodeURIComponent(id)}`
  return (
    <>
      {mayBuy && options.some((line) => line.can_change) && (
        <Button component={Link} to={address('change')} variant="default">
          {t('change')}
        </Button>
      )}
      {mayBuy && options.some((line) => line.can_cancel) && (
        <Button variant="default" onClick={() => setCancelling(true)}>
          {t('cancel')}
        </Button>
      )}
      {question}
      {may(session, 'portal.claim') && isDelivered && (
        <Button component={Link} to={`/claims?tell=1&order=${encodeURIComponent(id)}`} variant="default">
          {t('tellProblem')}
        </Button>
      )}
      {may(session, 'portal.receive') && (
        <SlotAction path={pathOf(id)} queryKey={['portal-order', id]} zone={order.order.zone} />
      )}
      {mayBuy && (
        <Button component={Link} to={address('again')}>
          {t('again')}
        </Button>
      )}
      {isCancelling && <CancelDialog order={order} options={options} onClose={() => setCancelling(false)} />}
    </>
  )
}

type DialogProps = { order: PortalOrder; options: OrderOptions['lines']; onClose: () => void }

function CancelDialog({ order, options, onClose }: DialogProps) {
  const { t } = useTranslation('orders')
  const formats = useFormats()
  const unit = useUnit()
  const client = useQueryClient()
  const [reason, setReason] = useState('')
  const lines = new Map(order.lines.map((line) => [line.line_number, line]))
  const cancel = useMutation({
    mutationFn: (quantities: { key: number; quantity: number }[]) =>
      call<OrderOptions>(`${pathOf(order.order.order_id)}/cancellations`, {
        method: 'POST',
        body: {
          lines: quantities.map(({ key, quantity }) => ({ line_number: key, quantity })),
          reason: reason.trim() || null,
        },
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['portal-order', order.order.order_id] })
      await client.invalidateQueries({ queryKey: ['portal-orders'] })
      toastDone(t('cancelled'))
      onClose()
    },
  })
  const rows = options
    .filter((line) => line.open_quantity > 0)
    .map((line) => ({
      key: line.line_number,
      label: lines.get(line.line_number)?.product_name ?? lines.get(line.line_number)?.product_id ?? '',
      note: untilText(line.can_cancel, line.cancel_until),
      max: line.open_quantity,
      isDisabled: !line.can_cancel,
    }))
  function untilText(isOpen: boolean, until: string | null): string {
    if (until === null) return ''
    const when = formats.instant(until, order.order.zone ?? undefined)
    return isOpen ? t('cancelUntil', { when }) : t('cutoffPassed', { when })
  }
  return (
    <QuantitiesDialog
      title={t('cancelTitle', { number: order.order.order_id })}
      lead={t('cancelLead')}
      rows={rows}
      quantityOf={(row, quantity) => formats.quantity(quantity, unit(lines.get(row.key)?.unit))}
      chosenTitle={t('willCancel')}
      action={t('cancelNow')}
      isWaiting={cancel.isPending}
      error={cancel.error}
      onSubmit={(quantities) => cancel.mutate(quantities)}
      onClose={onClose}
    >
      <TextInput
        label={t('cancelReason')}
        value={reason}
        maxLength={200}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </QuantitiesDialog>
  )
}
