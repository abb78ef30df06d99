/** The promise of one line: what holds now, and how it came to be. */
import { useTranslation } from 'react-i18next'
import { CommitmentCard } from '../../../ui/commitment-card.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { useUnit } from '../../../ui/format/use-unit.ts'
import { windowText } from '../../../ui/format/window-text.ts'
import { isCancelled } from '../../../ui/is-cancelled.ts'
import { Empty } from '../../../ui/notices.tsx'
import type { TrailStep } from '../../../ui/trail.tsx'
import type { OrderHead, OrderLine, PromiseVersion } from './order-records.ts'
import type { LineVerdict } from './use-order.ts'

type Props = { order: OrderHead; line: OrderLine; verdict: LineVerdict | undefined }

const TONES = { early: 'plain', on_time: 'right', late: 'wrong', missing: 'wrong', unknown: 'plain' } as const

export function LinePromise({ order, line, verdict }: Props) {
  const { t } = useTranslation(['orders', 'rights', 'value'])
  const formats = useFormats()
  const unit = useUnit()
  const trail = useTrail(order, line)
  const zone = order.zone ?? undefined
  const current = line.promises.at(-1)
  const when = current && windowText(formats, current, zone)
  const isOff = isCancelled(line)
  if (!isOff && (!current || !when))
    return (
      <Empty icon="handshake" title={t('noPromise')}>
        {t('noPromiseNote')}
      </Empty>
    )
  const timing = verdict?.bases.find((one) => one.basis === 'current_promised')?.timing as
    | keyof typeof TONES
    | null
    | undefined
  const zoneNote = zone && zone !== formats.readerZone ? t('zoneNote', { place: formats.zoneName(zone) }) : undefined
  return (
    <CommitmentCard
      label={t(isOff ? 'lineNow' : 'promisedNow')}
      when={isOff ? t('lineCancelled') : (when ?? '')}
      whenNote={isOff ? (when ? t('wasPromised', { when }) : undefined) : zoneNote}
      standing={!isOff && timing ? { label: t(`rights:timing.${timing}`), tone: TONES[timing] } : undefined}
      facts={[
        {
          label: t('fact.quantity'),
          value: formats.quantity(isOff ? line.quantity : (current?.quantity ?? line.quantity), unit(line.unit)),
        },
        { label: t('fact.place'), value: order.location_name ?? order.location_id ?? t('fact.unknown') },
        {
          label: t('fact.price'),
          value:
            order.currency && line.unit_price !== null
              ? formats.price(line.unit_price, order.currency)
              : t('fact.unknown'),
        },
      ]}
      trail={trail}
      trailLabel={t('trail')}
    />
  )
}

function useTrail(order: OrderHead, line: OrderLine): TrailStep[] {
  const { t, i18n } = useTranslation(['orders', 'value'])
  const formats = useFormats()
  const inWords = (reason: string | null) =>
    reason && i18n.exists(`value:reason.${reason}`) ? t(`value:reason.${reason}`) : reason
  const zone = order.zone ?? undefined
  const requested = windowText(
    formats,
    {
      from_date: line.requested_from_date,
      to_date: line.requested_to_date ?? '',
      from_at: line.requested_from_at,
      to_at: line.requested_to_at,
    },
    zone,
  )
  const shownAt = (index: number) => line.promises[index] && windowText(formats, line.promises[index], zone)
  // Goods that come another way on the day that was promised are not late, whatever made us change the way.
  const isSameDay = (index: number) => index > 0 && shownAt(index) === shownAt(index - 1)
  const step = (promise: PromiseVersion, index: number): TrailStep => ({
    id: String(promise.version),
    label:
      index === 0 ? t('firstPromise') : isSameDay(index) ? t('dayStays') : t(`value:promise_cause.${promise.cause}`),
    value: windowText(formats, promise, zone) ?? '',
    reason: [
      !isSameDay(index) && inWords(promise.reason),
      promise.promised_on && t('on', { day: formats.date(promise.promised_on) }),
    ]
      .filter(Boolean)
      .join(' · '),
    tone: index > 0 && promise.cause === 'company' && !isSameDay(index) ? 'watch' : 'plain',
    isCurrent: index === line.promises.length - 1,
  })
  return [
    ...(requested ? [{ id: 'requested', label: t('requested'), value: requested }] : []),
    ...line.promises.map(step),
  ]
}
