/** The next days of something that comes round, as a list by week: what is planned, what became of it, and what can be decided. */
import { Alert, Badge, Button, Group, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from './format/use-formats.ts'
import { Icon } from './icons.tsx'
import { Empty } from './notices.tsx'

export type RepeatDay = {
  regular_on: string
  deliver_on: string | null
  state: 'planned' | 'changed' | 'skipped' | 'closed' | 'ordered' | 'failed'
  problem: string | null
}
export type Decision = 'skip' | 'restore' | 'change' | 'retry' | 'other_day'
type Props<Row extends RepeatDay> = {
  rows: readonly Row[]
  detailOf: (row: Row) => ReactNode
  /** What became of the day, such as a link to the order. */
  outcomeOf: (row: Row) => ReactNode
  mayDecide: boolean
  waiting: string | null
  onDecide: (row: Row, decision: Decision) => void
}

const TONES = {
  planned: 'gray',
  changed: 'gray',
  skipped: 'gray',
  closed: 'gray',
  ordered: 'harbor',
  failed: 'red',
} as const

export function RepeatDays<Row extends RepeatDay>(props: Props<Row>) {
  const { rows, detailOf, outcomeOf, mayDecide, waiting, onDecide } = props
  const { t } = useTranslation('ui')
  const formats = useFormats()
  if (rows.length === 0) return <Empty icon="clock" title={t('repeat.noDays')} />
  return (
    <ul style={{ listStyle: 'none', margin: 0, padding: 0 }} aria-label={t('repeat.days')}>
      {rows.map((row) => {
        const isMoved = row.deliver_on !== null && row.deliver_on !== row.regular_on
        return (
          <li key={row.regular_on} style={{ borderTop: '1px solid var(--sf-line)', padding: '10px 16px' }}>
            <Group justify="space-between" gap="xs" align="flex-start">
              <div style={{ minWidth: 0, flex: '1 1 220px' }}>
                <Group gap="xs">
                  <Text fw={650} size="sm" {...(row.deliver_on === null && { td: 'line-through', c: 'dimmed' })}>
                    {formats.weekday(row.deliver_on ?? row.regular_on)}
                  </Text>
                  <Badge
                    variant={row.state === 'ordered' ? 'light' : 'outline'}
                    color={TONES[row.state]}
                    tt="none"
                    radius="sm"
                  >
                    {t(`repeat.state.${row.state}`)}
                  </Badge>
                </Group>
                {isMoved && (
                  <Text size="xs" c="dimmed">
                    {t('repeat.insteadOf', { day: formats.weekday(row.regular_on) })}
                  </Text>
                )}
                <Text size="sm" c="dimmed" component="div">
                  {detailOf(row)}
                </Text>
                {outcomeOf(row)}
              </div>
              {mayDecide && <Actions row={row} isWaiting={waiting === row.regular_on} onDecide={onDecide} />}
            </Group>
            {row.state === 'failed' && (
              <Alert variant="light" color="red" mt="xs" icon={<Icon name="alert" />} title={t('repeat.failedTitle')}>
                <Stack gap="xs">
                  <Text size="sm">{t(`repeat.problem.${problemKey(row.problem)}`)}</Text>
                  {mayDecide && (
                    <Group gap="xs">
                      <Button size="xs" variant="default" onClick={() => onDecide(row, 'retry')}>
                        {t('repeat.retry')}
                      </Button>
                      <Button size="xs" variant="default" onClick={() => onDecide(row, 'other_day')}>
                        {t('repeat.otherDay')}
                      </Button>
                    </Group>
                  )}
                </Stack>
              </Alert>
            )}
          </li>
        )
      })}
    </ul>
  )
}

const PROBLEMS = ['only_another_day', 'no_goods', 'no_lane', 'no_capacity_or_day', 'insufficient_stock']
const problemKey = (problem: string | null) => (problem && PROBLEMS.includes(problem) ? problem : 'other')

type ActionsProps<Row> = { row: Row; isWaiting: boolean; onDecide: (row: Row, decision: Decision) => void }

function Actions<Row extends RepeatDay>({ row, isWaiting, onDecide }: ActionsProps<Row>) {
  const { t } = useTranslation('ui')
  const formats = useFormats()
  if (row.state === 'ordered' || row.state === 'closed') return null
  const day = formats.weekday(row.regular_on)
  const button = (decision: Decision, label: string, spoken: string) => (
    <Button size="xs" variant="default" loading={isWaiting} aria-label={spoken} onClick={() => onDecide(row, decision)}>
      {label}
    </Button>
  )
  const restore = button('restore', t('repeat.restore'), t('repeat.restoreOf', { day }))
  if (row.state === 'skipped') return restore
  return (
    <Group gap="xs">
      {row.state === 'changed' && restore}
      {button('change', t('repeat.change'), t('repeat.changeOf', { day }))}
      {button('skip', t('repeat.skip'), t('repeat.skipOf', { day }))}
    </Group>
  )
}
