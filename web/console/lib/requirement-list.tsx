/** Requirements in plain words, the gravest kind marked, each with who needs to see it. */
import { Badge, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Requirement } from '../../../contract/requirements.ts'
import { useFormats } from '../../ui/format/use-formats.ts'
import { addressOf } from '../../ui/http.ts'

type Shown = Pick<Requirement, 'requirement_id' | 'kind' | 'need' | 'text' | 'steps' | 'valid_from'>
type Props<T> = { rows: readonly T[]; note: (row: T) => string }

export function RequirementList<T extends Shown>({ rows, note }: Props<T>) {
  const { t } = useTranslation(['terms', 'value'])
  const formats = useFormats()
  const today = formats.dayAt(new Date())
  return (
    <Stack gap="sm" mt="xs" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
      {rows.map((row) => (
        <li key={row.requirement_id}>
          <Group gap={6} mb={2}>
            <Badge variant="outline" color="gray" tt="none" radius="sm">
              {row.need ? t(`value:need.${row.need}`) : t(`value:requirement_kind.${row.kind}`)}
            </Badge>
            {row.valid_from > today && (
              <Text size="xs" c="var(--sf-watch)" component="span">
                {t('fromDay', { day: formats.date(row.valid_from) })}
              </Text>
            )}
          </Group>
          <Text size="sm">
            <Link
              to={addressOf('/requirements', { q: row.requirement_id, open: row.requirement_id })}
              style={{ color: 'inherit' }}
            >
              {row.text}
            </Link>
          </Text>
          <Text size="xs" c="dimmed">
            {[note(row), row.steps.map((step) => t(`value:step.${step}`)).join(', ')].filter(Boolean).join(' · ')}
          </Text>
        </li>
      ))}
    </Stack>
  )
}
