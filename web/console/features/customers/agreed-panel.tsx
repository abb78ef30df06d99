/** What was agreed with a customer: its service package in force, whose prices it buys on, and what must be observed. */
import { Anchor, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { z } from 'zod'
import type { CustomerRequirements } from '../../../../contract/applied-requirements.ts'
import type { Terms } from '../../../../contract/terms.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { addressOf, call } from '../../../ui/http.ts'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { RequirementList } from '../../lib/requirement-list.tsx'
import { mayDo, useSession } from '../../lib/session.ts'

export function AgreedPanel({ customerId }: { customerId: string }) {
  const session = useSession()
  return (
    <>
      {mayDo(session, 'standards.read') && <Offered customerId={customerId} />}
      {mayDo(session, 'orders.read') && <Observed customerId={customerId} />}
    </>
  )
}

function Offered({ customerId }: { customerId: string }) {
  const { t } = useTranslation(['terms', 'field', 'value'])
  const formats = useFormats()
  const session = useSession()
  const terms = useQuery({
    queryKey: ['terms', customerId],
    queryFn: ({ signal }) => call<Terms>('/api/v1/terms', { query: { customer_id: customerId }, signal }),
  })
  return (
    <Surface title={t('agreed')}>
      <Answer of={terms}>
        {({ package: offered, objective, services }) => {
          const included = services.filter((service) => service.entitlement === 'included')
          const facts = [
            [t('field:package_id'), offered.package_id ?? t('onlyDefaults')],
            [
              t('field:lead_time_days'),
              offered.lead_time_days == null
                ? t('noLimit')
                : t('value:business_days', { count: offered.lead_time_days }),
            ],
            [
              t('field:delivery_days'),
              (offered.delivery_days ?? []).map((day) => t(`value:weekday.${day}`)).join(', '),
            ],
            [t('field:promise_quantile'), formats.percent(offered.promise_quantile ?? null, { min: 0, max: 1 })],
            [t('field:objective'), t(`value:objective.${objective.objective}`)],
            ...(included.length > 0
              ? [[t('value:entitlement.included'), included.map((service) => service.name).join(', ')]]
              : []),
          ] as const
          return (
            <Stack gap={6} mt="xs">
              {facts.map(([label, value]) => (
                <Group key={label} justify="space-between" gap="sm" wrap="nowrap" align="flex-start">
                  <Text size="sm" c="dimmed">
                    {label}
                  </Text>
                  <Text size="sm" ta="end" fw={600}>
                    {value}
                  </Text>
                </Group>
              ))}
              <Group gap="md">
                <Anchor component={Link} size="sm" to="/packages">
                  {t('toPackages')}
                </Anchor>
                {mayDo(session, 'prices.read') && (
                  <Anchor component={Link} size="sm" to={addressOf('/prices', { customer_id: customerId })}>
                    {t('toPriceCheck')}
                  </Anchor>
                )}
              </Group>
            </Stack>
          )
        }}
      </Answer>
    </Surface>
  )
}

function Observed({ customerId }: { customerId: string }) {
  const { t } = useTranslation('terms')
  const found = useQuery({
    queryKey: ['records', '/requirements', 'of-customer', customerId],
    queryFn: ({ signal }) =>
      call<z.infer<typeof CustomerRequirements>>(`/api/v1/customers/${encodeURIComponent(customerId)}/requirements`, {
        signal,
      }),
  })
  return (
    <Surface
      title={t('toObserve')}
      actions={
        <Anchor component={Link} size="sm" to={addressOf('/requirements', { customer_id: customerId })}>
          {t('allRequirements')}
        </Anchor>
      }
    >
      <Answer of={found}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Text size="sm" c="dimmed">
              {t('nothingRecorded')}
            </Text>
          ) : (
            <RequirementList
              rows={rows}
              note={(row) => [row.location_id, row.product_id].filter(Boolean).join(' · ')}
            />
          )
        }
      </Answer>
    </Surface>
  )
}
