/** Drafts that lower a core element and wait for the reader's agreement. Nothing is drawn where none does. */
import { Anchor, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { LoweringsWaiting } from '../../../../contract/lowerings.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { call } from '../../../ui/http.ts'
import { Surface } from '../../../ui/surface.tsx'
import { mayDo, useSession } from '../session.ts'

const FRESH_MS = 60_000

export default function LoweringsWaitingPanel() {
  const { t } = useTranslation('today')
  const formats = useFormats()
  const session = useSession()
  const found = useQuery({
    queryKey: ['lowerings', 'waiting'],
    enabled: mayDo(session, 'standards.write'),
    staleTime: FRESH_MS,
    queryFn: ({ signal }) => call<LoweringsWaiting>('/api/v1/lowerings/waiting', { signal }),
  })
  if (!found.data || found.data.rows.length === 0) return null
  return (
    <Surface title={t('agree.title')} note={t('agree.note')}>
      <Stack gap="sm" mt="xs">
        {found.data.rows.map((row) => (
          <div key={row.lowering_id}>
            <Anchor component={Link} size="sm" to={`/packages/drafts/${encodeURIComponent(row.draft_id)}`}>
              {row.name}
            </Anchor>
            <Text size="xs" c="dimmed">
              {[row.segment_name, t('agree.since', { day: formats.date(row.asked_at.slice(0, 10)) })].join(' · ')}
            </Text>
          </div>
        ))}
      </Stack>
    </Surface>
  )
}
