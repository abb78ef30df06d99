/** From order to after-sale on one line. */
import { useTranslation } from 'react-i18next'
import { isZone } from '../../../ui/format/is-zone.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { windowText } from '../../../ui/format/window-text.ts'
import { Empty } from '../../../ui/notices.tsx'
import { type Moment, Timeline } from '../../../ui/timeline.tsx'
import { useNames } from '../../lib/records/use-names.ts'
import { momentsOf, type OrderMoment } from './moments.ts'
import type { PromiseVersion, ReadOrderFile } from './order-records.ts'

const zoneOf = ({ data }: OrderMoment) => (typeof data.zone === 'string' && isZone(data.zone) ? data.zone : undefined)

export function OrderTimeline({ file }: { file: ReadOrderFile }) {
  const { t, i18n } = useTranslation(['orders', 'value'])
  const formats = useFormats()
  const moments = momentsOf(file)
  const carrierName = useNames(
    '/carriers',
    moments.map(({ data }) => data.carrier_id as string),
  )
  const placeName = useNames(
    '/locations',
    moments.filter(({ key }) => key.startsWith('milestone.')).map(({ data }) => data.location_id as string),
  )
  const zone = file.order.zone ?? undefined
  const name = (key: string) =>
    i18n.exists(`orders:event.${key}`) ? t(`event.${key}`) : (key.split('.').at(-1) ?? key)
  const actor = (reference: string | null) => {
    const kind = reference?.split(':')[0]
    // That the program itself did something goes without saying.
    if (kind === 'system') return undefined
    return kind && i18n.exists(`orders:actor.${kind}`) ? t(`actor.${kind}`) : undefined
  }
  const toMoment = (moment: OrderMoment): Moment => ({
    id: moment.id,
    title: name(moment.key),
    detail: detailOf(moment),
    icon: moment.icon,
    at: moment.at,
    day: moment.day,
    // Of what was observed, the clock of the place where it was.
    zone: zoneOf(moment) ?? zone,
    by: moment.key.startsWith('milestone.') ? t('toldBy', { source: moment.data.source }) : actor(moment.actor),
    tone: moment.tone,
    kind: moment.kind,
  })
  const detailOf = ({ key, lines, data }: OrderMoment): string => {
    const parts: (string | null | false)[] = [
      lines.length > 0 && t('linesOf', { count: lines.length, lines: lines.join(', ') }),
    ]
    if (key.startsWith('Promise')) parts.push(windowText(formats, data as PromiseVersion, zone))
    if (typeof data.reason === 'string' && data.reason) {
      parts.push(i18n.exists(`value:reason.${data.reason}`) ? t(`value:reason.${data.reason}`) : data.reason)
    }
    if (key.startsWith('milestone.')) parts.push(...observedDetail(key, data))
    if (key === 'ShipmentDispatched')
      parts.push(
        data.shipment_id as string,
        data.carrier_id ? carrierName(data.carrier_id as string) : null,
        data.tracking_number as string,
      )
    if (key.startsWith('Document'))
      parts.push(t(`value:document.${data.document_kind}`), data.document_id as string, data.error as string)
    if (key === 'DeliveryRecorded' && data.recipient) parts.push(t(`value:recipient.${data.recipient}`))
    if (key.startsWith('Rating') && data.score !== undefined) {
      parts.push(
        t('ratingOf', { score: formats.number(Number(data.score)), max: formats.number(Number(data.scale_max)) }),
        data.comment as string,
      )
    }
    if (key === 'InvoiceIssued' || key === 'CreditIssued') parts.push(data.invoice_id as string)
    return parts.filter(Boolean).join(' · ')
  }
  const observedDetail = (key: string, data: OrderMoment['data']) => [
    data.location_id ? placeName(data.location_id as string) : ((data.place ?? null) as string | null),
    key === 'milestone.unmapped' && (data.code as string),
    data.closes_flag === true && t('flagOver'),
  ]
  if (moments.length === 0) return <Empty icon="clock" title={t('noTimeline')} />
  return <Timeline label={t('timeline')} moments={moments.map(toMoment)} />
}
