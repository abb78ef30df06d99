/** The steps of the action plan that there are for a gap or for a place on the process chart, and one press for another. */
import { Anchor, Button, Group, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Action } from '../../../../contract/actions.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { addressOf, call } from '../../../ui/http.ts'
import { Icon } from '../../../ui/icons.tsx'
import { useColleagueName } from '../records/members.tsx'
import { NEW, RecordDrawer } from '../records/record-drawer.tsx'
import type { Entry } from '../records/record-kind.ts'
import { mayDo, useSession } from '../session.ts'
import { useActionKind } from './use-action-kind.ts'

type Place = { element_id: string } | { chart_id: string }
type Props = {
  of: Place
  /** Steps for everybody count too. */
  segmentId?: string | undefined
  /** `known` is how many there are already. */
  start: (known: number) => Entry
}

export function ActionsOf({ of, segmentId, start }: Props) {
  const { t } = useTranslation(['actions', 'value'])
  const session = useSession()
  const [begun, setBegun] = useState<Entry>()
  const kind = useActionKind(begun)
  const isSeen = mayDo(session, 'scorecard.read')
  const found = useQuery({
    queryKey: ['records', '/actions', 'of', of],
    enabled: isSeen,
    queryFn: ({ signal }) => call<{ rows: Action[] }>('/api/v1/actions', { query: { ...of, limit: 200 }, signal }),
  })
  if (!isSeen || !found.data) return null
  const rows = found.data.rows.filter(({ segment_id }) => !segmentId || segment_id == null || segment_id === segmentId)
  return (
    <Stack gap="xs">
      <Group justify="space-between" gap="xs">
        <Title order={3} size="h5">
          {t('of.title')}
        </Title>
        {mayDo(session, 'standards.write') && (
          <Button
            size="compact-sm"
            variant="light"
            leftSection={<Icon name="plus" size={14} />}
            onClick={() => setBegun(start(found.data.rows.length))}
          >
            {t('of.make')}
          </Button>
        )}
      </Group>
      {rows.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('of.none')}
        </Text>
      )}
      {rows.map((row) => (
        <ActionLine key={row.action_id} row={row} />
      ))}
      <RecordDrawer kind={kind} open={begun ? NEW : undefined} onClose={() => setBegun(undefined)} />
    </Stack>
  )
}

function ActionLine({ row }: { row: Action }) {
  const { t } = useTranslation(['actions', 'value'])
  const formats = useFormats()
  const nameOf = useColleagueName()
  const isLate = (row.state === 'open' || row.state === 'started') && row.due_on < formats.dayAt(new Date())
  const when =
    row.state === 'done' && row.done_on
      ? t('of.doneOn', { day: formats.date(row.done_on) })
      : t('of.dueOn', { day: formats.date(row.due_on) })
  return (
    <div>
      <Anchor component={Link} size="sm" to={addressOf('/actions', { open: row.action_id })}>
        {row.title}
      </Anchor>
      <Text size="xs" c={isLate ? 'var(--sf-wrong)' : 'dimmed'}>
        {[t(`value:action_state.${row.state}`), row.owner && nameOf(row.owner), when, isLate && t('overdue')]
          .filter(Boolean)
          .join(' · ')}
      </Text>
    </div>
  )
}
