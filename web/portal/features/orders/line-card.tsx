/** One line of the order: what was promised, how it came to be, and how it turned out. */
import { Anchor, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { LaterReason } from '../../../../contract/later-reasons.ts'
import type { OrderOptions } from '../../../../contract/orders.ts'
import { CommitmentCard } from '../../../ui/commitment-card.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { useUnit } from '../../../ui/format/use-unit.ts'
import { windowText } from '../../../ui/format/window-text.ts'
import { isCancelled } from '../../../ui/is-cancelled.ts'
import { Surface } from '../../../ui/surface.tsx'
import type { TrailStep } from '../../../ui/trail.tsx'
import { LaterNote } from './later-note.tsx'
import { LineRisk } from './line-risk.tsx'
import type { PortalLine, PortalOrder, PortalVerdict } from './portal-order.ts'
import { RightsNote } from './rights-note.tsx'

type Options = OrderOptions['lines'][number]
type Props = {
  order: PortalOrder['order']
  line: PortalLine
  verdict: PortalVerdict | undefined
  options: Options | undefined
  later: LaterReason | undefined
}

const STANDINGS = { on_time: 'right', early: 'plain', late: 'wrong', missing: 'wrong' } as const

export function LineCard({ order, line, verdict, options, later }: Props) {
  const { t } = useTranslation(['orders', 'rights'])
  const formats = useFormats()
  const unit = useUnit()
  const trail = useTrail(order, line)
  const zone = order.zone ?? undefined
  const current = line.promises.at(-1)
  const when = current && windowText(formats, current, zone)
  const isOff = isCancelled(line)
  const timing = verdict?.bases.find((one) => one.basis === 'current_promised')?.timing as
    | keyof typeof STANDINGS
    | null
    | undefined
  const zoneNote = zone && zone !== formats.readerZone ? t('zoneNote', { place: formats.zoneName(zone) }) : undefined
  const standing = timing && STANDINGS[timing] ? { label: t(`timing.${timing}`), tone: STANDINGS[timing] } : undefined
  return (
    <Surface title={`${line.line_number}. ${line.product_name ?? line.product_id}`}>
      <Stack gap="lg" mt="xs">
        <CommitmentCard
          label={t(isOff ? 'lineNow' : 'promised')}
          when={isOff ? t('lineCancelled') : (when ?? t('noPromise'))}
          whenNote={when ? (isOff ? t('wasPromised', { when }) : zoneNote) : isOff ? undefined : t('noPromiseNote')}
          standing={isOff ? undefined : standing}
          facts={[
            { label: t('quantity'), value: formats.quantity(line.quantity, unit(line.unit)) },
            ...(Number(line.cancelled_quantity) > 0
              ? [{ label: t('cancelledOf'), value: formats.quantity(line.cancelled_quantity, unit(line.unit)) }]
              : []),
            ...(order.location_name ? [{ label: t('place'), value: order.location_name }] : []),
            ...(order.currency && line.unit_price !== null
              ? [{ label: t('price'), value: formats.price(line.unit_price, order.currency) }]
              : []),
          ]}
          trail={trail}
          trailLabel={t('trail')}
        />
        <Replaced line={line} />
        {!isOff && <LineRisk orderId={order.order_id} lineNumber={line.line_number} />}
        {!isOff && later && <LaterNote orderId={order.order_id} reason={later} options={options} zone={zone} />}
        {options && <Limit options={options} zone={zone} />}
        {verdict && isTold(verdict) && <RightsNote verdict={verdict} />}
      </Stack>
    </Surface>
  )
}

/** In whose place these goods come, or which come in their place. */
function Replaced({ line }: { line: PortalLine }) {
  const { t } = useTranslation('orders')
  const to = (order: string) => `/orders/${encodeURIComponent(order)}`
  return (
    <>
      {line.replaces && (
        <Anchor component={Link} size="sm" to={to(line.replaces.order_id)}>
          {t('replaces', { order: line.replaces.order_id, line: line.replaces.line_number })}
        </Anchor>
      )}
      {line.replaced_by.map(({ claim_id, order_id }) => (
        <Anchor key={claim_id} component={Link} size="sm" to={to(order_id)}>
          {t('replacedBy', { order: order_id })}
        </Anchor>
      ))}
    </>
  )
}

/** Until when the customer may still do something, or since when not any more; nothing once it has left or was cancelled. */
function Limit({ options, zone }: { options: Options; zone: string | undefined }) {
  const { t } = useTranslation('orders')
  const formats = useFormats()
  const { hindrance, change_until: until } = options
  if (until === null || (hindrance !== null && hindrance !== 'cutoff_passed')) return null
  const when = formats.instant(until, zone)
  return (
    <Text size="sm" c="dimmed">
      {hindrance === null ? t('changeUntil', { when }) : t('cutoffPassed', { when })}
    </Text>
  )
}

/** Before anything is known of how a line turned out there is nothing to show but question marks. */
const isTold = ({ exclusion, rights }: PortalVerdict): boolean =>
  !exclusion && Object.values(rights).some(({ check }) => check === 'pass' || check === 'fail')

function useTrail(order: PortalOrder['order'], line: PortalLine): TrailStep[] {
  const { t, i18n } = useTranslation('orders')
  const formats = useFormats()
  const inWords = (reason: string | null) =>
    reason && i18n.exists(`orders:moveReason.${reason}`) ? t(`moveReason.${reason}`) : reason
  const zone = order.zone ?? undefined
  const wish = {
    from_date: line.requested_from_date,
    to_date: line.requested_to_date ?? '',
    from_at: line.requested_from_at,
    to_at: line.requested_to_at,
  }
  const requested = windowText(formats, wish, zone)
  return [
    ...(requested ? [{ id: 'requested', label: t('requested'), value: requested }] : []),
    ...line.promises.map((promise, index) => ({
      id: String(promise.version),
      label: t(`cause.${index === 0 ? 'initial' : promise.cause}`),
      value: windowText(formats, promise, zone) ?? '',
      reason: [inWords(promise.reason), promise.promised_on && t('on', { day: formats.date(promise.promised_on) })]
        .filter(Boolean)
        .join(' · '),
      tone: index > 0 && promise.cause === 'company' ? ('watch' as const) : ('plain' as const),
      isCurrent: index === line.promises.length - 1,
    })),
  ]
}
