/** What became of a package that has begun: the same figures before and since, for the regular review. */
import { Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { PackageResults as Results } from '../../../../contract/costs.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { call } from '../../../ui/http.ts'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { Answer } from '../../../ui/request.tsx'

export function PackageResults({ packageId }: { packageId: string }) {
  const { t } = useTranslation('costs')
  const results = useQuery({
    queryKey: ['package-results', packageId],
    queryFn: ({ signal }) =>
      call<Results>(`/api/v1/service-packages/${encodeURIComponent(packageId)}/results`, { signal }),
  })
  return (
    <Stack gap="xs" mt="lg">
      <Title order={2} size="h5">
        {t('results.title')}
      </Title>
      <Answer of={results}>{(found) => <Compared found={found} />}</Answer>
    </Stack>
  )
}

type Half = NonNullable<Results['before']>
type Row = { name: string; before: string; after: string }

function Compared({ found: { before, after, currency, days, lost, won } }: { found: Results }) {
  const { t } = useTranslation('costs')
  const formats = useFormats()
  if (!before || !after || !currency)
    return (
      <Text size="sm" c="dimmed">
        {t('results.notYet')}
      </Text>
    )
  const both = (name: string, told: (half: Half) => string): Row => ({
    name: t(`results.${name}`),
    before: told(before),
    after: told(after),
  })
  const rating = ({ rating: mean, ratings }: Half) =>
    mean === null ? t('results.none') : `${formats.percent(mean)} (${formats.number(ratings)})`
  const rows = [
    both('customers', ({ customers }) => formats.number(customers)),
    both('orders', ({ orders }) => formats.number(orders)),
    both('value', ({ value_minor }) => formats.money(value_minor, currency)),
    both('margin', ({ margin_minor }) => formats.money(margin_minor, currency)),
    both('serving', ({ serving_minor }) => formats.money(serving_minor, currency)),
    both('net', ({ net_minor }) => formats.money(net_minor, currency)),
    both('rating', rating),
  ]
  return (
    <>
      <Text size="sm" c="dimmed">
        {t('results.note', { count: days })}{' '}
        {t('results.lost', { lost: formats.number(lost), won: formats.number(won) })}
      </Text>
      <PlainTable
        label={t('results.title')}
        rows={rows}
        rowKey={({ name }) => name}
        columns={[
          { id: 'name', header: t('results.figure'), cell: (row) => row.name, isTitle: true },
          {
            id: 'before',
            header: t('results.before', { day: formats.date(before.from) }),
            cell: (row) => row.before,
            isNumber: true,
          },
          {
            id: 'after',
            header: t('results.after', { day: formats.date(after.from) }),
            cell: (row) => row.after,
            isNumber: true,
          },
        ]}
      />
    </>
  )
}
