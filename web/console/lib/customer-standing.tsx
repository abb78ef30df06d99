/** What one customer brings, what serving it costs, and where it stands among all: on its own page. */
import { Anchor, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { ServingCosts } from '../../../contract/costs.ts'
import { useFormats } from '../../ui/format/use-formats.ts'
import { addressOf, call } from '../../ui/http.ts'
import { Surface } from '../../ui/surface.tsx'
import { Standing } from './standing.tsx'

/** A year's figures do not move within minutes, and reckoning them reads every order of it. */
const STALE_MS = 10 * 60_000

type Props = { customerId: string; currency: string | null | undefined }

export function CustomerStanding({ customerId, currency }: Props) {
  const { t } = useTranslation('costs')
  const formats = useFormats()
  const asked = { currency: currency ?? undefined }
  const serving = useQuery({
    queryKey: ['serving-costs', asked],
    queryFn: ({ signal }) => call<ServingCosts>('/api/v1/serving-costs', { query: asked, signal }),
    staleTime: STALE_MS,
  })
  const found = serving.data
  const served = found?.rows.find((row) => row.customer_id === customerId)
  if (!found?.currency || !served) return null
  const money = (minor: number) => formats.money(minor, found.currency!)
  return (
    <Surface
      title={t('customerTitle')}
      note={t('customerNote', {
        value: money(served.value_minor),
        margin: money(served.margin_minor),
        serving: money(served.serving_minor),
        net: money(served.net_minor),
      })}
    >
      <Stack gap="xs">
        <Standing served={served} found={found} />
        <Text size="sm">
          <Anchor component={Link} to={addressOf('/costs', { open: customerId, currency: found.currency })}>
            {t('parts')}
          </Anchor>
        </Text>
      </Stack>
    </Surface>
  )
}
