/** Where the customer's order is, in five steps, and how fresh the news of each shipment is. */
import { Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { OrderProgress, ProgressStage } from '../../../../contract/order-progress.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { ShareLink } from '../../../ui/share-link.tsx'
import { type StepOnStrip, StepStrip } from '../../../ui/step-strip.tsx'

const TONES: Record<ProgressStage['state'], StepOnStrip['tone']> = {
  done: 'right',
  under_way: 'current',
  trouble: 'watch',
  waiting: 'open',
  not_needed: 'none',
  unknown: 'none',
}

export function OrderProgressNote({ progress, zone }: { progress: OrderProgress; zone: string | undefined }) {
  const { t } = useTranslation('orders')
  const formats = useFormats()
  // A customer need not know of a step that nothing of the order takes.
  const stages = progress.stages.filter(({ state }) => state !== 'not_needed')
  return (
    <Stack gap="sm">
      <StepStrip
        label={t('progress.title')}
        steps={stages.map(({ stage, state, expected_on }) => ({
          id: stage,
          label: t(`progress.stage.${stage}`),
          state: t(`progress.state.${state}`),
          note: expected_on ? t('progress.expectedOn', { day: formats.date(expected_on) }) : undefined,
          tone: TONES[state],
        }))}
      />
      {progress.shipments.map(({ shipment_id, tracking_number, stale_since, last_seen_at, next }) => (
        <div key={shipment_id}>
          <Text size="sm" fw={600}>
            {tracking_number ? t('tracking', { number: tracking_number }) : shipment_id}
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
          <ShareLink path={`/api/v1/portal/shipments/${encodeURIComponent(shipment_id)}/tracking-link`} />
          {next && (
            <Text size="sm" c="dimmed">
              {t(`progress.next.${next.lifecycle}`, { at: formats.instant(next.at, zone) })}
            </Text>
          )}
        </div>
      ))}
    </Stack>
  )
}
