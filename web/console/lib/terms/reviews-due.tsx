/** Packages and standards that are to be looked at again soon, or should have been. Nothing is drawn where none is. */
import { Anchor, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { ReviewsDue } from '../../../../contract/process-standards.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { call } from '../../../ui/http.ts'
import { Surface } from '../../../ui/surface.tsx'
import { mayDo, useSession } from '../session.ts'

const FRESH_MS = 10 * 60_000

export default function ReviewsDuePanel() {
  const { t } = useTranslation('today')
  const formats = useFormats()
  const session = useSession()
  const found = useQuery({
    queryKey: ['records', '/package-reviews', 'due'],
    enabled: mayDo(session, 'standards.write'),
    staleTime: FRESH_MS,
    queryFn: ({ signal }) => call<ReviewsDue>('/api/v1/package-reviews/due', { signal }),
  })
  if (!found.data || found.data.rows.length === 0) return null
  return (
    <Surface title={t('reviews.title')} note={t('reviews.note')}>
      <Stack gap="sm" mt="xs">
        {found.data.rows.map((row) => (
          <div key={`${row.segment_id} ${row.package_id ?? ''}`}>
            <Anchor component={Link} size="sm" to="/packages/reviews">
              {`${row.segment_name}: ${row.name ?? t('reviews.standards')}`}
            </Anchor>
            <Text size="xs" c={row.days < 0 ? 'var(--sf-wrong)' : 'dimmed'}>
              {t(row.days < 0 ? 'reviews.overdue' : 'reviews.dueOn', { day: formats.date(row.due_on) })}
            </Text>
          </div>
        ))}
      </Stack>
    </Surface>
  )
}
