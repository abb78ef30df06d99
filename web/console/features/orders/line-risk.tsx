/** Beside the promise and never in its place: when the goods are expected, and what speaks against the promised day. */
import { Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { LineRisk as Risk } from '../../../../contract/risk.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { call } from '../../../ui/http.ts'
import { useArrivalText } from '../../lib/arrival-text.ts'
import { saidReasons, useSayReason } from '../../lib/danger-text.ts'

const EVERY_MINUTE = 60_000

export function LineRisk({ orderId, lineNumber }: { orderId: string; lineNumber: number }) {
  const { t } = useTranslation('risk')
  const formats = useFormats()
  const arrivalText = useArrivalText()
  const say = useSayReason()
  const risks = useQuery({
    queryKey: ['order', orderId, 'risk'],
    queryFn: ({ signal }) => call<{ lines: Risk[] }>(`/api/v1/orders/${encodeURIComponent(orderId)}/risk`, { signal }),
    refetchInterval: EVERY_MINUTE,
  })
  const risk = risks.data?.lines.find((line) => line.line_number === lineNumber)
  if (!risk) return null
  const { estimate, arrival } = risk
  const day = (text: string | null) => (text === null ? '–' : formats.date(text))
  return (
    <section aria-label={t('estimate')} style={{ borderLeft: '3px dashed var(--sf-line)', paddingLeft: 12 }}>
      <Group gap="xl" align="flex-start">
        <div>
          <Text size="xs" c="dimmed">
            {t('estimate')}
          </Text>
          <Text fw={600} fs="italic">
            {arrival
              ? `${day(estimate?.on ?? null)}, ${arrivalText(arrival, arrival.zone)}`
              : estimate
                ? day(estimate.on)
                : t('notInSight')}
          </Text>
        </div>
        <div>
          <Text size="xs" c="dimmed">
            {t('chance')}
          </Text>
          <Text fw={600}>{`${formats.percent(risk.chance)} · ${t(`level.${risk.level}`)}`}</Text>
        </div>
      </Group>
      {estimate && !arrival && (
        <Text size="sm" c="dimmed">
          {t('between', { from: day(estimate.low80), to: day(estimate.high80) })}{' '}
          {t('betweenWide', { from: day(estimate.low95), to: day(estimate.high95) })}
        </Text>
      )}
      {risk.level !== 'safe' && (
        <Stack gap={2} mt={6} component="ul" m={0} pl="md">
          {saidReasons(risk.reasons).map((reason) => (
            <Text size="sm" component="li" key={`${reason.code} ${JSON.stringify(reason.params)}`}>
              {say(reason)}
            </Text>
          ))}
        </Stack>
      )}
    </section>
  )
}
