/** One invoice or credit note: which lines of which orders it bills, what it credits, and what can be said about it. */
import { Anchor, Button, Drawer, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { OwnInvoice } from '../../../../contract/portal.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { useUnit } from '../../../ui/format/use-unit.ts'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { may, useSession } from '../../lib/session.ts'

type Props = { invoice: OwnInvoice | undefined; onClose: () => void; onFind: (number: string) => void }

export function InvoiceDrawer({ invoice, onClose, onFind }: Props) {
  const { t } = useTranslation(['invoices', 'ui'])
  return (
    <Drawer
      opened={invoice !== undefined}
      onClose={onClose}
      title={invoice && `${t(`kinds.${invoice.kind}`)} ${invoice.invoice_id}`}
      position="right"
      size="xl"
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      {invoice && <Sheet invoice={invoice} onFind={onFind} />}
    </Drawer>
  )
}

function Sheet({ invoice, onFind }: { invoice: OwnInvoice; onFind: (number: string) => void }) {
  const { t } = useTranslation('invoices')
  const formats = useFormats()
  const unit = useUnit()
  const session = useSession()
  const money = (minor: number | null) => formats.money(minor, invoice.currency)
  const orders = [...new Set(invoice.lines.map((line) => line.order_id))]
  const about = encodeURIComponent(invoice.invoice_id)
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {[
          t('issuedOn', { day: formats.date(invoice.issued_on) }),
          invoice.credit_reason && t(`reasons.${invoice.credit_reason}`),
        ]
          .filter(Boolean)
          .join(' · ')}
      </Text>
      {invoice.credits_invoice_id && (
        <Anchor
          component="button"
          type="button"
          size="sm"
          ta="start"
          onClick={() => onFind(invoice.credits_invoice_id!)}
        >
          {t('credits', { number: invoice.credits_invoice_id })}
        </Anchor>
      )}
      <PlainTable
        label={t('lines')}
        rows={invoice.lines}
        rowKey={(line) => `${line.order_id} ${line.line_number}`}
        columns={[
          {
            id: 'product',
            header: t('product'),
            cell: (line) => line.product_name ?? line.product_id ?? line.line_number,
            isTitle: true,
          },
          {
            id: 'order',
            header: t('order'),
            cell: (line) => (
              <Anchor component={Link} size="sm" to={`/orders/${encodeURIComponent(line.order_id)}`}>
                {line.order_id}
              </Anchor>
            ),
          },
          {
            id: 'quantity',
            header: t('quantity'),
            cell: (line) => formats.quantity(line.quantity, unit(line.unit)),
            isNumber: true,
          },
          {
            id: 'price',
            header: t('price'),
            cell: (line) => (line.unit_price === null ? null : formats.price(line.unit_price, invoice.currency)),
            isNumber: true,
          },
          {
            id: 'charges',
            header: t('charges'),
            cell: (line) => (line.charges_minor ? money(line.charges_minor) : null),
            isNumber: true,
          },
          { id: 'net', header: t('net'), cell: (line) => money(line.net_minor + line.charges_minor), isNumber: true },
        ]}
      />
      <Stack gap={2} align="flex-end">
        <Text size="sm">{t('netOf', { amount: money(invoice.net_minor) })}</Text>
        <Text fw={650}>
          {invoice.gross_minor === null ? t('taxUnknown') : t('grossOf', { amount: money(invoice.gross_minor) })}
        </Text>
        {invoice.credited_minor > 0 && (
          <Text size="sm" c="dimmed">
            {t('creditedOf', { amount: money(invoice.credited_minor) })}
          </Text>
        )}
      </Stack>
      <Group gap="xs">
        <Button
          component={Link}
          variant="default"
          to={`/questions?ask=1&topic=bill&about=${about}${orders[0] ? `&order=${encodeURIComponent(orders[0])}` : ''}`}
        >
          {t('ask')}
        </Button>
        {may(session, 'portal.claim') &&
          orders.map((order) => (
            <Button
              key={order}
              component={Link}
              variant="default"
              to={`/claims?tell=1&order=${encodeURIComponent(order)}`}
            >
              {orders.length > 1 ? t('claimOf', { order }) : t('claim')}
            </Button>
          ))}
      </Group>
    </Stack>
  )
}
