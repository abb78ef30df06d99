/** The days of the coming year on which a place is not as in any other week: public holidays by name, and its own exceptions. */
import { Group, Skeleton, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { CalendarDay, Location } from '../../../../contract/locations.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { call } from '../../../ui/http.ts'
import { ProblemNote } from '../../../ui/notices.tsx'

const YEAR_MS = 365 * 86_400_000

export function SpecialDays({ location: { location_id, zone } }: { location: Location }) {
  const { t, i18n } = useTranslation('locations')
  const formats = useFormats()
  const [from, to] = [new Date(), new Date(Date.now() + YEAR_MS)].map((at) => formats.dayAt(at, zone))
  const language = i18n.language
  const found = useQuery({
    queryKey: ['records', '/locations', 'calendar', location_id, from, language],
    queryFn: ({ signal }) => {
      const path = `/api/v1/locations/${encodeURIComponent(location_id)}/calendar`
      return call<{ rows: CalendarDay[] }>(path, { query: { from, to, language }, signal })
    },
  })
  const days = found.data?.rows.filter(({ because }) => because !== 'week')
  return (
    <Stack gap="xs" component="section" aria-label={t('specialDays.title')} pb="xl">
      <Title order={3} size="h5">
        {t('specialDays.title')}
      </Title>
      <Text size="sm" c="dimmed">
        {t('specialDays.note')}
      </Text>
      {found.isError && <ProblemNote error={found.error} onRetry={() => found.refetch()} />}
      {found.isPending && <Skeleton height={120} />}
      {days?.length === 0 && <Text size="sm">{t('specialDays.none')}</Text>}
      {days?.map((day) => (
        <Group key={day.day} justify="space-between" gap="sm" wrap="nowrap" align="baseline">
          <div>
            <Text size="sm" fw={600}>
              {formats.date(day.day)}
            </Text>
            <Text size="sm">{day.name}</Text>
          </div>
          <Text size="sm" c="dimmed" ta="end">
            {day.isOpen ? t('specialDays.open', { hours: day.openings }) : t('specialDays.closed')}
          </Text>
        </Group>
      ))}
    </Stack>
  )
}
