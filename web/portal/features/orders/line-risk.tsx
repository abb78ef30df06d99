/** When a line is expected, beside what was promised; why it may come later; and what the customer can choose. */
import { Button, Group, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { CustomerRisk } from '../../../../contract/risk.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { call } from '../../../ui/http.ts'
import { ProblemNote } from '../../../ui/notices.tsx'
import { may, useSession } from '../../lib/session.ts'

const EVERY_MINUTE = 60_000
const pathOf = (orderId: string) => `/api/v1/portal/orders/${encodeURIComponent(orderId)}`

export function LineRisk({ orderId, lineNumber }: { orderId: string; lineNumber: number }) {
  const { t } = useTranslation('risk')
  const formats = useFormats()
  const risks = useQuery({
    queryKey: ['portal-order', orderId, 'risk'],
    queryFn: ({ signal }) => call<{ lines: CustomerRisk[] }>(`${pathOf(orderId)}/risk`, { signal }),
    refetchInterval: EVERY_MINUTE,
  })
  const risk = risks.data?.lines.find((line) => line.line_number === lineNumber)
  if (!risk) return null
  const { estimate, arrival } = risk
  const hour = (at: string) => formats.time(at, arrival?.zone ?? undefined)
  const isUnsure = risk.level !== 'safe' || risk.choices.length > 0
  return (
    <Stack
      gap={6}
      component="section"
      aria-label={t('expected')}
      style={{ borderLeft: '3px dashed var(--sf-line)', paddingLeft: 12 }}
    >
      <div>
        <Text size="xs" c="dimmed">
          {t('expected')}
        </Text>
        <Text fw={600} fs="italic">
          {estimate ? formats.date(estimate.on) : t('notInSight')}
          {arrival && `, ${hour(arrival.low)}–${hour(arrival.high)}`}
        </Text>
        {estimate?.high80 && !arrival && (
          <Text size="sm" c="dimmed">
            {t('between', { from: formats.date(estimate.low80), to: formats.date(estimate.high80) })}
          </Text>
        )}
      </div>
      {isUnsure && risk.reasons[0] && (
        <Text size="sm">{t('mayBeLate', { why: t(`why.${risk.reasons[0].code}`) })}</Text>
      )}
      {risk.choices.length > 0 && <Choices orderId={orderId} risk={risk} />}
    </Stack>
  )
}

function Choices({ orderId, risk }: { orderId: string; risk: CustomerRisk }) {
  const { t } = useTranslation('risk')
  const client = useQueryClient()
  const session = useSession()
  // Who takes goods in moves a day; who ordered may also give the line up.
  const choices = may(session, 'portal.receive')
    ? risk.choices.filter((choice) => choice !== 'cancel' || may(session, 'portal.order'))
    : []
  const choose = useMutation({
    mutationFn: (choice: string) =>
      call(`${pathOf(orderId)}/choices`, { method: 'POST', body: { line_number: risk.line_number, choice } }),
    onSettled: () => client.invalidateQueries({ queryKey: ['portal-order', orderId] }),
  })
  if (risk.choice)
    return (
      <Text size="sm" fw={600}>
        {t('chosen', { choice: t(`choice.${risk.choice}`) })}
      </Text>
    )
  if (choices.length === 0) return null
  return (
    <div>
      <Text size="sm" fw={600} mb={4}>
        {t('choose')}
      </Text>
      {choose.isError && <ProblemNote error={choose.error} />}
      <Group gap="xs">
        {choices.map((choice) => (
          <Button
            key={choice}
            variant="default"
            disabled={choose.isPending}
            loading={choose.isPending && choose.variables === choice}
            onClick={() => choose.mutate(choice)}
          >
            {t(`choice.${choice}`)}
          </Button>
        ))}
      </Group>
    </div>
  )
}
