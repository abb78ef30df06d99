/** What this customer does not forgive, and how many open promises come near it now. */
import { Anchor, Button, Group, Skeleton, Stack, Text, UnstyledButton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { AtRiskRow, DealBreaker } from '../../../../contract/risk.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { addressOf, call } from '../../../ui/http.ts'
import { Icon } from '../../../ui/icons.tsx'
import { Empty } from '../../../ui/notices.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { dealBreakerKind } from '../../lib/deal-breaker-kind.ts'
import { NEW, RecordDrawer } from '../../lib/records/record-drawer.tsx'
import { useNames } from '../../lib/records/use-names.ts'
import { useRecordPages } from '../../lib/records/use-records.ts'
import { mayDo, useSession } from '../../lib/session.ts'

type Props = { customerId: string; name: string; mayEdit: boolean }

export function DealBreakersPanel({ customerId, name, mayEdit }: Props) {
  const { t } = useTranslation(['customers', 'records', 'value'])
  const formats = useFormats()
  const [open, setOpen] = useState<string>()
  const { pages, rows } = useRecordPages<DealBreaker>('/deal-breakers', { customer_id: customerId, holding: 'today' })
  const contactName = useNames(
    '/contacts',
    rows.map(({ contact_id }) => contact_id),
  )
  return (
    <Surface
      title={t('breakers.title')}
      actions={
        mayEdit && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<Icon name="plus" size={14} />}
            onClick={() => setOpen(NEW)}
          >
            {t('records:deal-breakers.new')}
          </Button>
        )
      }
    >
      {pages.isPending ? (
        <Skeleton height={60} />
      ) : rows.length === 0 ? (
        <Empty icon="warning" title={t('breakers.none')}>
          {t('breakers.noneNote')}
        </Empty>
      ) : (
        <Stack gap="sm" mt="xs">
          {rows.map((row) => (
            <div key={row.deal_breaker_id}>
              <UnstyledButton onClick={() => setOpen(row.deal_breaker_id)} fw={600} fz="sm">
                {row.note}
              </UnstyledButton>
              <Text size="sm" c="dimmed">
                {[
                  row.problem === 'late' && row.forgiven_days > 0
                    ? t('value:late_beyond', { count: row.forgiven_days })
                    : t(`value:deal_breaker.${row.problem}`),
                  t(`value:consequence.${row.consequence}`),
                  t('breakers.since', { day: formats.date(row.valid_from) }),
                ].join(' · ')}
              </Text>
              {row.quote && (
                <Text size="sm" component="blockquote" m={0} mt={2} style={{ overflowWrap: 'anywhere' }}>
                  {t('breakers.quote', { text: row.quote })}
                </Text>
              )}
              {row.contact_id && (
                <Text size="sm" c="dimmed">
                  {t('breakers.saidBy', { name: contactName(row.contact_id) })}
                </Text>
              )}
            </div>
          ))}
        </Stack>
      )}
      <Group gap="md" mt="sm">
        <Threatened customerId={customerId} name={name} />
        <Anchor component={Link} size="sm" to={addressOf('/deal-breakers', { customer_id: customerId })}>
          {t('breakers.all')}
        </Anchor>
      </Group>
      <RecordDrawer
        kind={{ ...dealBreakerKind, start: { ...dealBreakerKind.start, customer_id: customerId } }}
        open={open}
        onClose={() => setOpen(undefined)}
        isReadOnly={!mayEdit}
      />
    </Surface>
  )
}

const LOOKED_AT = 500

/** Promises of this customer in danger that would touch one of them. */
function Threatened({ customerId, name }: Omit<Props, 'mayEdit'>) {
  const { t } = useTranslation('customers')
  const isSeen = mayDo(useSession(), 'orders.read')
  const found = useQuery({
    queryKey: ['at-risk', 'of-customer', customerId],
    queryFn: ({ signal }) =>
      call<{ rows: AtRiskRow[] }>('/api/v1/at-risk', {
        query: { customer_id: customerId, level: 'watch', limit: LOOKED_AT },
        signal,
      }),
    enabled: isSeen,
  })
  const count = found.data?.rows.filter((row) => row.deal_breaker !== null).length
  if (!count) return null
  return (
    <Anchor component={Link} size="sm" c="var(--sf-wrong)" to={addressOf('/today', { q: name, level: 'watch' })}>
      {t('breakers.threatened', { count })}
    </Anchor>
  )
}
