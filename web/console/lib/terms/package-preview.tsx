/** Before and after: what publishing the package changes, for how many customers, and which floor stands in its way. */
import { Alert, Group, List, Stack, Text, Title } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { PackagePreview as Preview } from '../../../../contract/service-floors.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { addressOf, call } from '../../../ui/http.ts'
import { Icon, type IconName } from '../../../ui/icons.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { type Entry, toSend } from '../records/record-kind.ts'
import { useFloorText } from './floor-text.ts'
import { LeadTimeSplit } from './lead-time-split.tsx'
import { packageKind } from './package-kind.ts'
import { useTermText } from './term-text.ts'

type Change = Preview['changes'][number]

const MARKS: Record<Change['direction'], { icon: IconName; color: string }> = {
  better: { icon: 'up', color: 'var(--sf-right)' },
  worse: { icon: 'down', color: 'var(--sf-wrong)' },
  other: { icon: 'dash', color: 'var(--sf-dim)' },
}

export function PackagePreview({ draft }: { draft: Entry }) {
  const { t } = useTranslation('terms')
  const [settled] = useDebouncedValue(draft, 400)
  const isWhole = Boolean(settled.segment_id && settled.valid_from)
  const { version: _, ...body } = toSend(packageKind, settled)
  // A draft has no code and no name before its author thinks of one; neither changes what it would do.
  const sent = { ...body, package_id: body.package_id ?? 'DRAFT', name: body.name ?? 'DRAFT' }
  const preview = useQuery({
    queryKey: ['package-preview', sent],
    queryFn: ({ signal }) => call<Preview>('/api/v1/service-packages/preview', { method: 'POST', body: sent, signal }),
    enabled: isWhole,
    placeholderData: keepPreviousData,
    retry: false,
  })
  return (
    <Stack gap="xs" aria-live="polite">
      <Title order={2} size="h5">
        {t('preview.title')}
      </Title>
      {preview.data ? (
        <Changes preview={preview.data} isNew={draft.version === undefined} />
      ) : (
        <Text size="sm" c="dimmed">
          {t(preview.isError ? 'preview.notYet' : 'preview.ask')}
        </Text>
      )}
    </Stack>
  )
}

function Changes({ preview, isNew }: { preview: Preview; isNew: boolean }) {
  const { t } = useTranslation(['terms', 'field'])
  const formats = useFormats()
  const termText = useTermText()
  const label = (name: string) => t(`field:${packageKind.fields.find((field) => field.name === name)?.label ?? name}`)
  return (
    <>
      <Text size="sm">
        <Link to={addressOf('/customers', { segment_id: preview.segment_id })} style={{ color: 'inherit' }}>
          {t('preview.customers', { count: preview.customers })}
        </Link>{' '}
        {t('preview.ordering', { customers: formats.number(preview.ordering), orders: formats.number(preview.orders) })}
        {preview.next && ` ${t('preview.until', { day: formats.date(preview.next.valid_from) })}`}
      </Text>
      <Floors floors={preview.floors} />
      <Agreements agreements={preview.agreements} />
      {preview.changes.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('preview.nothing')}
        </Text>
      ) : (
        <PlainTable
          label={t('preview.title')}
          rows={preview.changes}
          rowKey={(row) => row.term}
          columns={[
            { id: 'term', header: t('term'), cell: (row) => label(row.term), isTitle: true },
            { id: 'before', header: t('preview.before'), cell: (row) => termText(preview.before, row.term) },
            { id: 'after', header: t('preview.after'), cell: (row) => termText(preview.after, row.term) },
            { id: 'direction', header: t('preview.forCustomer'), cell: (row) => <Direction change={row} /> },
          ]}
        />
      )}
      {isNew &&
        preview.after.lead_time_days != null &&
        preview.changes.some(({ term }) => term === 'lead_time_days') && (
          <LeadTimeSplit segmentId={preview.segment_id} days={preview.after.lead_time_days} />
        )}
    </>
  )
}

function Direction({ change }: { change: Change }) {
  const { t } = useTranslation('terms')
  const formats = useFormats()
  const { icon, color } = MARKS[change.direction]
  return (
    <>
      <Group gap={6} wrap="nowrap" c={color}>
        <Icon name={icon} size={16} />
        <Text size="sm" inherit>
          {t(`preview.direction.${change.direction}`)}
        </Text>
      </Group>
      {change.lines !== null && change.lines > 0 && (
        <Text size="xs" c="dimmed">
          {t('preview.ruledOut', {
            lines: formats.number(change.lines),
            customers: formats.number(change.line_customers),
          })}
        </Text>
      )}
    </>
  )
}

function Agreements({ agreements }: Pick<Preview, 'agreements'>) {
  const { t } = useTranslation(['terms', 'value'])
  if (agreements.length === 0) return null
  return (
    <Alert variant="light" color="red" icon={<Icon name="alert" />} title={t('preview.agreementsBroken')}>
      <List size="sm" spacing={4}>
        {agreements.map(({ recurring_id, customer_name, weekdays }) => (
          <List.Item key={recurring_id}>
            <Link to={`/recurring-orders/${encodeURIComponent(recurring_id)}`} style={{ color: 'inherit' }}>
              {t('preview.brokenAgreement', {
                customer: customer_name,
                days: weekdays.map((day) => t(`value:weekday.${day}`)).join(', '),
              })}
            </Link>
          </List.Item>
        ))}
      </List>
    </Alert>
  )
}

function Floors({ floors }: Pick<Preview, 'floors'>) {
  const { t } = useTranslation(['terms', 'value'])
  const floorText = useFloorText()
  const broken = floors.filter((floor) => floor.is_broken)
  if (broken.length === 0)
    return floors.length === 0 ? null : (
      <Text size="sm" c="dimmed">
        {t('preview.floorsKept', { count: floors.length })}
      </Text>
    )
  return (
    <Alert variant="light" color="red" icon={<Icon name="alert" />} title={t('preview.floorsBroken')}>
      <List size="sm" spacing={4}>
        {broken.map((floor) => (
          <List.Item key={floor.floor_id}>
            {t('preview.brokenFloor', {
              element: t(`value:floor_element.${floor.element}`),
              level: floorText(floor),
              reason: floor.reason,
            })}
          </List.Item>
        ))}
      </List>
      <Link to="/packages/floors" style={{ color: 'inherit', fontSize: 14 }}>
        {t('preview.toFloors')}
      </Link>
    </Alert>
  )
}
