/** What can be done about an order: promise lines of it anew, or cancel them, as the customer's wish or as our own decision. */
import { Alert, Button, Checkbox, SegmentedControl, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { OrderOptions } from '../../../../contract/orders.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { useUnit } from '../../../ui/format/use-unit.ts'
import { call } from '../../../ui/http.ts'
import { Icon } from '../../../ui/icons.tsx'
import { QuantitiesDialog } from '../../../ui/quantities-dialog.tsx'
import { SlotAction } from '../../../ui/slot-choice.tsx'
import { toastDone } from '../../../ui/toast.ts'
import { mayDo, useSession } from '../../lib/session.ts'
import { CancelTold } from './cancel-told.tsx'
import type { ReadOrderFile } from './order-records.ts'

const pathOf = (id: string) => `/api/v1/orders/${encodeURIComponent(id)}`

export function OrderActions({ file }: { file: ReadOrderFile }) {
  const { t } = useTranslation('orders')
  const session = useSession()
  const id = file.order.order_id
  const [isCancelling, setCancelling] = useState(false)
  const { data } = useQuery({
    queryKey: ['order', id, 'options'],
    queryFn: ({ signal }) => call<OrderOptions>(`${pathOf(id)}/options`, { signal }),
  })
  const options = data?.lines ?? []
  const isOpen = options.some((line) => line.open_quantity > 0)
  const isMovable = options.some((line) => line.hindrance === null || line.hindrance === 'cutoff_passed')
  return (
    <>
      {isMovable && mayDo(session, 'promises.write') && (
        <Button component={Link} to={`/promise-desk?order=${encodeURIComponent(id)}`} variant="default">
          {t('changeOrder')}
        </Button>
      )}
      {isOpen && mayDo(session, 'promises.write') && (
        <SlotAction
          path={`/api/v1/orders/${encodeURIComponent(id)}`}
          queryKey={['order', id]}
          zone={file.order.zone}
          mayFavor
        />
      )}
      {isOpen && mayDo(session, 'orders.write') && (
        <Button variant="default" onClick={() => setCancelling(true)}>
          {t('cancelLines')}
        </Button>
      )}
      {isCancelling && <CancelDialog file={file} options={options} onClose={() => setCancelling(false)} />}
    </>
  )
}

type DialogProps = { file: ReadOrderFile; options: OrderOptions['lines']; onClose: () => void }

function CancelDialog({ file, options, onClose }: DialogProps) {
  const { t } = useTranslation('orders')
  const formats = useFormats()
  const unit = useUnit()
  const client = useQueryClient()
  const [by, setBy] = useState<'customer' | 'company'>('customer')
  const [reason, setReason] = useState('')
  const [isFavor, setFavor] = useState(false)
  const { order_id, zone } = file.order
  const lines = new Map(file.lines.map((line) => [line.line_number, line]))
  const open = options.filter((line) => line.open_quantity > 0)
  const late = open.find((line) => !line.can_cancel)
  const cancel = useMutation({
    mutationFn: (quantities: { key: number; quantity: number }[]) =>
      call(`${pathOf(order_id)}/cancellations`, {
        method: 'POST',
        body: {
          lines: quantities.map(({ key, quantity }) => ({ line_number: key, quantity })),
          cancelled_by: by,
          reason: reason.trim() || null,
          despite_cutoff: isFavor,
        },
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['order', order_id] })
      await client.invalidateQueries({ queryKey: ['orders'] })
      toastDone(t('linesCancelled'))
      onClose()
    },
  })
  const isLate = (line: OrderOptions['lines'][number]) => by === 'customer' && !isFavor && !line.can_cancel
  const untilOf = (until: string | null) => (until === null ? '' : formats.instant(until, zone ?? undefined))
  return (
    <QuantitiesDialog
      title={t('cancelTitle', { order: order_id })}
      lead={t('cancelLead')}
      rows={open.map((line) => {
        const known = lines.get(line.line_number)
        return {
          key: line.line_number,
          label: `${line.line_number}. ${known?.product_name ?? known?.product_id ?? ''}`,
          note:
            line.cancel_until === null
              ? ''
              : t(line.can_cancel ? 'cancelUntil' : 'cancelNoLonger', { when: untilOf(line.cancel_until) }),
          max: line.open_quantity,
          isDisabled: isLate(line),
        }
      })}
      quantityOf={(row, quantity) => formats.quantity(quantity, unit(lines.get(row.key)?.unit))}
      chosenTitle={t('willCancel')}
      action={t('cancelNow')}
      isWaiting={cancel.isPending}
      error={cancel.error}
      onSubmit={(quantities) => cancel.mutate(quantities)}
      onClose={onClose}
    >
      <SegmentedControl
        value={by}
        aria-label={t('cancelledByLabel')}
        onChange={(next) => setBy(next as typeof by)}
        data={[
          { value: 'customer', label: t('byCustomer') },
          { value: 'company', label: t('byUs') },
        ]}
      />
      {by === 'customer' && late && (
        <Alert
          variant="light"
          color="gray"
          icon={<Icon name="clock" />}
          title={t('cutoffPassed', { when: untilOf(late.cancel_until) })}
        >
          <Checkbox label={t('favor')} checked={isFavor} onChange={(event) => setFavor(event.currentTarget.checked)} />
        </Alert>
      )}
      <TextInput
        label={t('cancelReason')}
        value={reason}
        maxLength={200}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <CancelTold />
    </QuantitiesDialog>
  )
}
