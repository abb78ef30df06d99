/** Steps of the action plan that are due within a week or past due, the reader's own first. Nothing is drawn where none is. */
import { Anchor, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { ActionReminders } from '../../../../contract/actions.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { addressOf, call } from '../../../ui/http.ts'
import { Surface } from '../../../ui/surface.tsx'
import { useColleagueName } from '../records/members.tsx'
import { mayDo, useSession } from '../session.ts'

/** Nobody's day changes within minutes. */
const FRESH_MS = 5 * 60_000

export default function ActionRemindersPanel() {
  const { t } = useTranslation('today')
  const session = useSession()
  const found = useQuery({
    queryKey: ['records', '/actions', 'reminders'],
    enabled: mayDo(session, 'scorecard.read'),
    staleTime: FRESH_MS,
    queryFn: ({ signal }) => call<ActionReminders>('/api/v1/actions/reminders', { signal }),
  })
  if (!found.data || found.data.rows.length === 0) return null
  const { rows, total } = found.data
  return (
    <Surface title={t('steps.title')} note={t('steps.note')}>
      <Stack gap="sm" mt="xs">
        {rows.map((row) => (
          <Reminder key={row.action_id} row={row} />
        ))}
        {total > rows.length && (
          <Anchor component={Link} size="sm" to="/actions">
            {t('steps.more', { count: total - rows.length })}
          </Anchor>
        )}
      </Stack>
    </Surface>
  )
}

function Reminder({ row }: { row: ActionReminders['rows'][number] }) {
  const { t } = useTranslation('today')
  const formats = useFormats()
  const nameOf = useColleagueName()
  const { days } = row
  const when =
    days < 0 ? t('steps.overdue', { count: -days }) : days === 0 ? t('steps.today') : t('steps.inDays', { count: days })
  return (
    <div>
      <Anchor component={Link} size="sm" to={addressOf('/actions', { open: row.action_id })}>
        {row.title}
      </Anchor>
      <Text size="xs" c={days < 0 ? 'var(--sf-wrong)' : 'dimmed'}>
        {[when, formats.date(row.due_on), row.is_own ? t('steps.own') : nameOf(row.owner)].filter(Boolean).join(' · ')}
      </Text>
    </div>
  )
}
