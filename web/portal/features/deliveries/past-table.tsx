/** What was handed over, newest first; a row opens its proof, and from there a shortage or damage is told. */
import { Button, Drawer, Stack, Table, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { PastDelivery } from '../../../../contract/portal.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { useUnit } from '../../../ui/format/use-unit.ts'
import { Empty, ProblemNote } from '../../../ui/notices.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { RecordTable } from '../../../ui/record-table.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { usePast } from '../../lib/own-records.ts'
import { may, useSession } from '../../lib/session.ts'

const ordersOf = (row: PastDelivery) => [...new Set(row.lines.map((line) => line.order_id))]
const isClean = (row: PastDelivery) =>
  row.lines.every((line) => line.rejected_quantity === 0 && (line.condition === null || line.condition === 'OK'))

export function PastTable({ q }: { q: string | undefined }) {
  const { t } = useTranslation(['deliveries', 'ui'])
  const formats = useFormats()
  const list = usePast({ q })
  const [open, setOpen] = useState<PastDelivery>()
  const when = (row: PastDelivery) =>
    row.delivered_at ? formats.instant(row.delivered_at, row.zone ?? undefined) : formats.date(row.delivered_on)
  const recipient = (row: PastDelivery) => row.recipient && t(`recipients.${row.recipient}`)
  if (list.pages.isError && !list.pages.data)
    return <ProblemNote error={list.pages.error} onRetry={() => list.pages.refetch()} />
  return (
    <Surface isFlush>
      <RecordTable
        label={t('past')}
        name="deliveries"
        rowKey={(row) => row.delivery_id}
        {...list.table}
        onOpen={setOpen}
        columns={[
          {
            id: 'when',
            header: t('handedOver'),
            cell: when,
            text: (row) => row.delivered_at ?? row.delivered_on,
            isTitle: true,
            width: 190,
          },
          { id: 'orders', header: t('order'), cell: (row) => ordersOf(row).join(', ') },
          { id: 'place', header: t('place'), cell: (row) => row.location_name },
          { id: 'lines', header: t('lines'), cell: (row) => formats.number(row.lines.length), isNumber: true },
          { id: 'recipient', header: t('recipient'), cell: recipient },
          { id: 'outcome', header: t('outcome'), cell: (row) => t(isClean(row) ? 'clean' : 'notClean') },
          { id: 'proof', header: t('proof'), cell: (row) => row.proof_reference, isHiddenAtFirst: true },
          { id: 'delivery', header: t('number'), cell: (row) => row.delivery_id, isHiddenAtFirst: true },
        ]}
        empty={
          <Empty icon="truck" title={t(q ? 'nothingFound' : 'nothingCame')}>
            {t(q ? 'nothingFoundAdvice' : 'nothingCameAdvice')}
          </Empty>
        }
      />
      <Drawer
        opened={open !== undefined}
        onClose={() => setOpen(undefined)}
        title={open && t('proofOf', { number: open.delivery_id })}
        position="right"
        size="lg"
        closeButtonProps={{ 'aria-label': t('ui:close') }}
      >
        {open && <Proof delivery={open} when={when(open)} />}
      </Drawer>
    </Surface>
  )
}

function Proof({ delivery, when }: { delivery: PastDelivery; when: string }) {
  const { t } = useTranslation('deliveries')
  const formats = useFormats()
  const unit = useUnit()
  const session = useSession()
  const facts: [string, string | null][] = [
    [t('handedOver'), when],
    [t('place'), delivery.location_name],
    [t('recipient'), delivery.recipient && t(`recipients.${delivery.recipient}`)],
    [t('proof'), delivery.proof_reference],
    [t('tracking'), delivery.tracking_number],
    [t('position'), t(delivery.has_position ? 'positionKept' : 'positionNone')],
    [t('note'), delivery.note],
  ]
  return (
    <Stack>
      <Table verticalSpacing={6}>
        <Table.Tbody>
          {facts
            .filter(([, value]) => value)
            .map(([label, value]) => (
              <Table.Tr key={label}>
                <Table.Th scope="row" fw={400} c="dimmed" w="40%">
                  {label}
                </Table.Th>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>{value}</Table.Td>
              </Table.Tr>
            ))}
        </Table.Tbody>
      </Table>
      <PlainTable
        label={t('goods')}
        rows={delivery.lines}
        rowKey={(line) => `${line.order_id} ${line.line_number}`}
        columns={[
          { id: 'product', header: t('product'), cell: (line) => line.product_name ?? line.product_id },
          {
            id: 'taken',
            header: t('taken'),
            cell: (line) =>
              line.quantity === null ? t('notCounted') : formats.quantity(line.quantity, unit(line.unit)),
            isNumber: true,
          },
          {
            id: 'refused',
            header: t('turnedAway'),
            cell: (line) => formats.quantity(line.rejected_quantity, unit(line.unit)),
            isNumber: true,
          },
        ]}
      />
      <Text size="sm" c="dimmed">
        {t('tellNote')}
      </Text>
      {ordersOf(delivery).map((order) => (
        <Button.Group key={order}>
          <Button component={Link} to={`/orders/${encodeURIComponent(order)}`} variant="default">
            {t('openOrder', { order })}
          </Button>
          {may(session, 'portal.claim') && (
            <Button component={Link} to={`/claims?tell=1&order=${encodeURIComponent(order)}`} variant="default">
              {t('tellProblem')}
            </Button>
          )}
        </Button.Group>
      ))}
    </Stack>
  )
}
