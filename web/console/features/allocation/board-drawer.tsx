/** One product at one site: each tier's share with what is kept for it, who gives way to whom, and one press to propose it. */
import { Anchor, Button, Drawer, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import type { AllocationBoard, BoardChange, BoardRow, BoardTier } from '../../../../contract/allocation-board.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { useUnit } from '../../../ui/format/use-unit.ts'
import { Empty } from '../../../ui/notices.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { ShareBar } from '../../../ui/share-bar.tsx'
import { toastDone, toastProblem } from '../../../ui/toast.ts'
import { mayDo, useSession } from '../../lib/session.ts'
import { useTierName } from './tier-name.ts'
import { useShareOut } from './use-board.ts'

type Props = { row: BoardRow; policy: AllocationBoard['policy']; onClose: () => void }

export function BoardDrawer({ row, policy, onClose }: Props) {
  const { t } = useTranslation(['board', 'ui', 'value'])
  const formats = useFormats()
  const unit = useUnit()
  const amount = (value: number) => formats.quantity(value, unit(row.unit))
  return (
    <Drawer
      opened
      onClose={onClose}
      size="xl"
      title={[row.product_name ?? row.product_id, row.location_name ?? row.location_id].join(' · ')}
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      <Stack gap="lg">
        <Text size="sm">
          {t('figures', {
            onHand: amount(row.on_hand),
            expected: amount(row.expected),
            asked: amount(row.asked),
            lines: formats.number(row.lines),
          })}{' '}
          {row.next_supply_on && t('nextOn', { day: formats.date(row.next_supply_on) })}
        </Text>
        <div>
          <Text fw={650}>{t('shares')}</Text>
          <Text size="sm" c="dimmed" mb={6}>
            {t('policy', {
              policy: policy.name ?? t('noPolicy'),
              kind: t(`value:allocation_kind.${policy.kind}`),
            })}
          </Text>
          <Tiers row={row} />
        </div>
        <div>
          <Text fw={650}>{t('changesTitle')}</Text>
          <Text size="sm" c="dimmed" mb={6}>
            {t('changesNote')}
          </Text>
          <Changes rows={row.changes} />
        </div>
        <Actions row={row} />
      </Stack>
    </Drawer>
  )
}

function Tiers({ row }: { row: BoardRow }) {
  const { t } = useTranslation('board')
  const formats = useFormats()
  const tierName = useTierName()
  const amount = (value: number) => formats.number(value, { min: 0, max: 3 })
  const floor = (tier: BoardTier) =>
    tier.floor_percent === 0
      ? null
      : t(tier.is_floor_kept ? 'floorKept' : 'floorBroken', { quantity: amount(tier.floor) })
  return (
    <PlainTable
      label={t('shares')}
      rows={row.tiers}
      rowKey={(tier) => String(tier.tier)}
      columns={[
        {
          id: 'tier',
          header: t('tier'),
          isTitle: true,
          cell: (tier) => (
            <>
              {tierName(tier)}
              {tier.segments.length > 0 && (
                <Text size="xs" c="dimmed">
                  {tier.segments.join(', ')}
                </Text>
              )}
            </>
          ),
        },
        { id: 'lines', header: t('lines'), isNumber: true, cell: (tier) => formats.number(tier.lines) },
        { id: 'asked', header: t('asked'), isNumber: true, cell: (tier) => amount(tier.asked) },
        { id: 'before', header: t('inTimeNow'), isNumber: true, cell: (tier) => amount(tier.before) },
        {
          id: 'after',
          header: t('inTimeByPolicy'),
          isNumber: true,
          cell: (tier) => (
            <>
              {amount(tier.after)}
              <ShareBar share={tier.asked === 0 ? null : tier.after / tier.asked} cases={100} />
            </>
          ),
        },
        {
          id: 'kept',
          header: t('kept'),
          isNumber: true,
          cell: (tier) => (tier.protection_percent === 0 ? null : amount(tier.protected)),
        },
        { id: 'floor', header: t('floor'), cell: floor },
      ]}
    />
  )
}

function Changes({ rows }: { rows: readonly BoardChange[] }) {
  const { t } = useTranslation(['board', 'field', 'proposals'])
  const formats = useFormats()
  if (rows.length === 0) return <Empty isSuccess title={t('nothingChanges')} />
  return (
    <PlainTable
      label={t('changesTitle')}
      rows={rows}
      rowKey={(row) => `${row.order_id}/${row.line_number}`}
      columns={[
        {
          id: 'order',
          header: t('order'),
          isTitle: true,
          cell: (row) => (
            <Anchor component={Link} size="sm" underline="always" to={`/orders/${encodeURIComponent(row.order_id)}`}>
              {row.order_id}
            </Anchor>
          ),
        },
        { id: 'customer', header: t('customer'), cell: (row) => row.customer_name },
        {
          id: 'quantity',
          header: t('field:quantity'),
          isNumber: true,
          cell: (row) => formats.number(row.quantity, { min: 0, max: 3 }),
        },
        {
          id: 'effect',
          header: t('proposals:effectLabel'),
          cell: (row) =>
            `${t(`proposals:effect.${row.effect}`)}: ${formats.date(row.old_date)} → ${
              row.new_date ? formats.date(row.new_date) : '–'
            }`,
        },
        {
          id: 'to',
          header: t('givesTo'),
          cell: (row) =>
            row.gives_way_to.map((one) => [one.order_id, one.customer_name].filter(Boolean).join(' ')).join(', ') ||
            null,
        },
      ]}
    />
  )
}

function Actions({ row }: { row: BoardRow }) {
  const { t } = useTranslation('board')
  const go = useNavigate()
  const session = useSession()
  const share = useShareOut()
  const open = (id: string) => go(`/proposals/${encodeURIComponent(id)}`)
  const run = () =>
    share.mutate(row, {
      onSuccess: ({ proposal_id }) => (proposal_id ? open(proposal_id) : toastDone(t('sharedAlready'))),
      onError: toastProblem,
    })
  return (
    <Group gap="xs">
      {mayDo(session, 'promises.write') && (
        <Button loading={share.isPending} onClick={run}>
          {t('shareOut')}
        </Button>
      )}
      {row.proposal_id !== null && (
        <Button component={Link} variant="default" to={`/proposals/${encodeURIComponent(row.proposal_id)}`}>
          {t('openProposal')}
        </Button>
      )}
      {mayDo(session, 'stock.read') && (
        <Button
          component={Link}
          variant="default"
          to={`/stock/${encodeURIComponent(row.product_id)}/${encodeURIComponent(row.location_id)}`}
        >
          {t('openPool')}
        </Button>
      )}
    </Group>
  )
}
