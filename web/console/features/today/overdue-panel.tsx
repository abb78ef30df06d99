/** Past due and not delivered, gathered by what holds the lines up or by who waits, most harm on top; a group opens its lines. */
import { Accordion, Anchor, Group, SegmentedControl, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { LONG_OVERDUE_DAYS } from '../../../../contract/danger-words.ts'
import type { OverdueGroup, OverdueGroups, OverdueLines } from '../../../../contract/exceptions.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { addressOf, call } from '../../../ui/http.ts'
import { Icon } from '../../../ui/icons.tsx'
import { Empty, RowsWaiting } from '../../../ui/notices.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { mayDo, useSession } from '../../lib/session.ts'
import classes from './day-lines.module.css'
import { UnlessCounting } from './still-counting.tsx'
import { togetherByOrder } from './together.ts'

type By = 'cause' | 'customer'
const EVERY_MINUTE = 60_000
const SHOWN = 8
const MORE = 200

export default function OverduePanel({ today }: { today: string }) {
  const { t } = useTranslation('today')
  const [by, setBy] = useState<By>('cause')
  const groups = useQuery({
    queryKey: ['overdue', by, today],
    queryFn: ({ signal }) => call<OverdueGroups>('/api/v1/overdue', { query: { by }, signal }),
    refetchInterval: EVERY_MINUTE,
  })
  return (
    <Surface
      isFlush
      title={
        <Group gap={8} component="span" wrap="nowrap">
          <Icon name="warning" style={{ color: 'var(--sf-wrong)' }} />
          {t('overdue')}
        </Group>
      }
      note={groups.data?.lines ? t('overdueCount', { count: groups.data.lines }) : t('overdueNote')}
      actions={
        <SegmentedControl
          size="xs"
          aria-label={t('gather.label')}
          value={by}
          onChange={(value) => setBy(value as By)}
          data={(['cause', 'customer'] as const).map((value) => ({ value, label: t(`gather.${value}`) }))}
        />
      }
    >
      <Answer of={groups} waiting={<RowsWaiting rows={4} />}>
        {({ groups: found, long }) =>
          found.length === 0 && !long ? (
            <UnlessCounting>
              <Empty isSuccess title={t('nothingOverdue')}>
                {t('nothingOverdueNote')}
              </Empty>
            </UnlessCounting>
          ) : (
            <Groups groups={found} long={long} by={by} today={today} />
          )
        }
      </Answer>
    </Surface>
  )
}

type GroupsProps = { groups: readonly OverdueGroup[]; long: OverdueGroups['long']; by: By; today: string }

function Groups({ groups, long, by, today }: GroupsProps) {
  const { t, i18n } = useTranslation('today')
  const formats = useFormats()
  const [opened, setOpened] = useState<string | null>(null)
  const [isAll, setAll] = useState(false)
  const nameOf = ({ member, label }: OverdueGroup) => {
    if (by === 'customer') return label
    return i18n.exists(`today:cause.${member || 'unknown'}`) ? t(`cause.${member || 'unknown'}`) : t('cause.unknown')
  }
  return (
    <>
      <Accordion chevronPosition="left" value={opened} onChange={setOpened} variant="default">
        {(isAll ? groups : groups.slice(0, SHOWN)).map((group) => (
          <Accordion.Item key={group.member} value={`${by} ${group.member}`}>
            <Accordion.Control>
              <Group justify="space-between" gap="sm">
                <Text size="sm" fw={600}>
                  {nameOf(group)}
                </Text>
                <Text size="sm" c="dimmed">
                  {[
                    t('overdueLines', { count: group.lines }),
                    by === 'cause' && t('overdueCustomers', { count: group.customers }),
                    t('newest', { day: formats.weekday(group.newest_due) }),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </Text>
              </Group>
            </Accordion.Control>
            <Accordion.Panel>
              {opened === `${by} ${group.member}` && (
                <Lines
                  query={
                    by === 'cause'
                      ? { cause: group.member, age: 'recent' }
                      : { customer_id: group.member, age: 'recent' }
                  }
                  today={today}
                  name={nameOf(group)}
                />
              )}
            </Accordion.Panel>
          </Accordion.Item>
        ))}
        {long && <LongOverdue long={long} isOpen={opened === LONG} today={today} />}
      </Accordion>
      {groups.length > SHOWN && (
        <Group p="xs" px="md">
          <Anchor component="button" type="button" size="sm" onClick={() => setAll(!isAll)}>
            {isAll ? t('fewer') : t('all', { count: groups.length })}
          </Anchor>
        </Group>
      )}
    </>
  )
}

const LONG = 'long'

type LongProps = { long: NonNullable<OverdueGroups['long']>; isOpen: boolean; today: string }

/** What nobody saves any more today: folded into one, with what there is to be done about it. */
function LongOverdue({ long, isOpen, today }: LongProps) {
  const { t } = useTranslation('today')
  const formats = useFormats()
  const mayBring = mayDo(useSession(), 'imports.run')
  const name = t('long.title', { days: LONG_OVERDUE_DAYS })
  return (
    <Accordion.Item value={LONG}>
      <Accordion.Control>
        <Group justify="space-between" gap="sm">
          <Text size="sm" fw={600} c="dimmed">
            {name}
          </Text>
          <Text size="sm" c="dimmed">
            {[
              t('overdueLines', { count: long.lines }),
              t('overdueCustomers', { count: long.customers }),
              t('long.oldest', { day: formats.date(long.oldest_due) }),
            ].join(' · ')}
          </Text>
        </Group>
      </Accordion.Control>
      <Accordion.Panel>
        {isOpen && (
          <>
            <Text size="sm" px="md" pb="xs">
              {t('long.next')}{' '}
              {mayBring && (
                <Anchor component={Link} to="/imports/new" size="sm" underline="always">
                  {t('long.bring')}
                </Anchor>
              )}
            </Text>
            <Lines query={{ age: 'long' }} today={today} name={name} />
          </>
        )}
      </Accordion.Panel>
    </Accordion.Item>
  )
}

type LinesProps = {
  query: { cause?: string; customer_id?: string; age: 'recent' | 'long' }
  today: string
  name: string
}

/** The newest first: what was promised for yesterday can still be saved. */
function Lines({ query: which, today, name }: LinesProps) {
  const { t } = useTranslation('today')
  const [limit, setLimit] = useState(SHOWN)
  const query = { ...which, limit }
  const lines = useQuery({
    queryKey: ['overdue', 'lines', query, today],
    // An empty cause is a group of its own, and an empty value would be left out of the address.
    queryFn: ({ signal }) =>
      call<OverdueLines>(`${addressOf('/api/v1/overdue/lines', query)}${which.cause === '' ? '&cause=' : ''}`, {
        signal,
      }),
  })
  const waited = (due: string) => Math.round((Date.parse(today) - Date.parse(due)) / 86_400_000)
  return (
    <Answer of={lines} waiting={<RowsWaiting rows={3} />}>
      {({ lines: found, total }) => (
        <>
          <ul className={classes.list} aria-label={name}>
            {togetherByOrder(found).map((lines) => (
              <li key={`${lines[0].order_id}/${lines[0].line_number}`}>
                <Link
                  className={classes.line}
                  data-row
                  to={addressOf(`/orders/${encodeURIComponent(lines[0].order_id)}`, {
                    line: lines.length === 1 ? lines[0].line_number : undefined,
                  })}
                >
                  <span className={classes.who}>
                    <b>{lines[0].customer_name}</b>
                    <Text span size="sm" c="dimmed">
                      {lines[0].order_id} · {lines.map(({ product_name }) => product_name).join(', ')}
                    </Text>
                  </span>
                  <Text span size="sm" c="dimmed">
                    {lines.length > 1 && t('linesInside', { count: lines.length })}
                  </Text>
                  <Text span size="sm" className={classes.due} c="var(--sf-wrong)">
                    {t('daysLate', { count: waited(lines[0].due) })}
                  </Text>
                </Link>
              </li>
            ))}
          </ul>
          {total > found.length && (
            <Group p="xs" px="md">
              <Anchor component="button" type="button" size="sm" onClick={() => setLimit(MORE)}>
                {t('all', { count: Math.min(total, MORE) })}
              </Anchor>
            </Group>
          )}
        </>
      )}
    </Answer>
  )
}
