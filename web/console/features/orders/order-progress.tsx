/** Where the order is: five steps from the supplier to the door, and each shipment with how fresh its news is. */
import { Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { OrderProgress, ProgressStage, ShipmentOnTheWay } from '../../../../contract/order-progress.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { ShareLink } from '../../../ui/share-link.tsx'
import { type StepOnStrip, StepStrip } from '../../../ui/step-strip.tsx'
import { useNames } from '../../lib/records/use-names.ts'
import { mayDo, useSession } from '../../lib/session.ts'
import { ShipmentDoor } from './shipment-door.tsx'

const TONES: Record<ProgressStage['state'], StepOnStrip['tone']> = {
  done: 'right',
  under_way: 'current',
  trouble: 'watch',
  waiting: 'open',
  not_needed: 'none',
  unknown: 'none',
}

export function OrderProgressPanel({ progress, zone }: { progress: OrderProgress; zone: string | undefined }) {
  const { t } = useTranslation('orders')
  const formats = useFormats()
  return (
    <Stack gap="sm">
      <StepStrip
        label={t('progress.title')}
        steps={progress.stages.map(({ stage, state, expected_on }) => ({
          id: stage,
          label: t(`progress.stage.${stage}`),
          state: t(`progress.state.${state}`),
          note: expected_on ? t('progress.expectedOn', { day: formats.date(expected_on) }) : undefined,
          tone: TONES[state],
        }))}
      />
      {progress.shipments.map((shipment) => (
        <ShipmentNews key={shipment.shipment_id} shipment={shipment} zone={zone} />
      ))}
    </Stack>
  )
}

function ShipmentNews({ shipment, zone }: { shipment: ShipmentOnTheWay; zone: string | undefined }) {
  const { t } = useTranslation('orders')
  const session = useSession()
  const formats = useFormats()
  const carrierName = useNames('/carriers', [shipment.carrier_id])
  const { milestone, flags, next, stale_since, last_seen_at, unmapped } = shipment
  const names = [
    shipment.shipment_id,
    shipment.carrier_id && carrierName(shipment.carrier_id),
    shipment.tracking_number,
  ]
    .filter(Boolean)
    .join(' · ')
  const open = flags.filter((flag) => flag !== 'stale')
  return (
    <div>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        <Text span fw={600} inherit>
          {milestone ? t(`event.milestone.${milestone}`) : t('progress.nothingSeen')}
        </Text>
        {` · ${names}`}
      </Text>
      {stale_since ? (
        <Text size="sm" c="var(--sf-watch)">
          {t('progress.silentSince', { at: formats.instant(stale_since, zone) })}
        </Text>
      ) : (
        last_seen_at && (
          <Text size="xs" c="dimmed" title={formats.instant(last_seen_at, zone)}>
            {t('progress.told', { ago: formats.relative(last_seen_at) })}
          </Text>
        )
      )}
      {open.length > 0 && (
        <Text size="sm" c="var(--sf-watch)">
          {open
            .map((flag) => t(flag === 'suspect_delivery' ? 'progress.suspect' : `event.milestone.${flag}`))
            .join(' · ')}
        </Text>
      )}
      {next && (
        <Text size="sm" c="dimmed">
          {t(`progress.next.${next.lifecycle}`, {
            what: t(`event.milestone.${next.code}`),
            at: formats.instant(next.at, zone),
          })}
        </Text>
      )}
      <ShipmentDoor shipmentId={shipment.shipment_id} zone={zone} />
      {mayDo(session, 'messages.write') && (
        <ShareLink path={`/api/v1/shipments/${encodeURIComponent(shipment.shipment_id)}/tracking-link`} mayTakeBack />
      )}
      {unmapped > 0 && (
        <Text size="xs" c="dimmed">
          {t('progress.unmapped', { count: unmapped })}
        </Text>
      )}
    </div>
  )
}
