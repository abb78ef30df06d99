/** One order that repeats: its coming weeks as a calendar or a list, each day to be skipped or changed, and what was agreed. */
import { Anchor, Button, Grid, Group, SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormats } from '../format/use-formats.ts'
import { ProblemNote, RowsWaiting } from '../notices.tsx'
import { RepeatChange } from '../repeat-change.tsx'
import { type Decision, RepeatDays } from '../repeat-days.tsx'
import { Answer } from '../request.tsx'
import { Surface } from '../surface.tsx'
import { AgreedTerms } from './agreed-terms.tsx'
import { daysAfter, mondayOf, shiftedDay, withQuantities } from './days.ts'
import { RepeatCalendar } from './repeat-calendar.tsx'
import {
  type Repeating,
  type RepeatOccurrence,
  type RepeatSource,
  useDecide,
  useOccurrences,
  useOrderDay,
} from './requests.ts'

type Props = { recurring: Repeating; source: RepeatSource; mayChange: boolean }

const FOUR_WEEKS = 28
export function RepeatOrder({ recurring, source, mayChange }: Props) {
  const { t } = useTranslation('repeat')
  const [length, setLength] = useState(FOUR_WEEKS)
  const [view, setView] = useState<'calendar' | 'list'>('calendar')
  const first = mondayOf(shiftedDay(0))
  const last = daysAfter(first, length - 1)
  const days = useOccurrences(source, first, last)
  return (
    <Grid gap="md">
      <Grid.Col span={{ base: 12, md: 7 }}>
        <Surface isFlush title={t('days')} note={t('daysNote', { count: recurring.horizon_days })}>
          <Group px="md" pb="xs">
            <SegmentedControl
              size="xs"
              value={view}
              aria-label={t('view')}
              onChange={(next) => setView(next as typeof view)}
              data={[
                { value: 'calendar', label: t('calendar') },
                { value: 'list', label: t('list') },
              ]}
            />
          </Group>
          <Answer of={days} waiting={<RowsWaiting />}>
            {({ rows }) => <Days {...{ recurring, source, mayChange, rows, view, first, last }} />}
          </Answer>
          <Group justify="center" p="md">
            <Button variant="default" onClick={() => setLength(length + FOUR_WEEKS)}>
              {t('later')}
            </Button>
          </Group>
        </Surface>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 5 }}>
        <AgreedTerms recurring={recurring} source={source} mayChange={mayChange} />
      </Grid.Col>
    </Grid>
  )
}

type DaysProps = Props & {
  rows: readonly RepeatOccurrence[]
  view: 'calendar' | 'list'
  first: string
  last: string
}

function Days({ recurring, source, mayChange, rows, view, first, last }: DaysProps) {
  const { t } = useTranslation('repeat')
  const formats = useFormats()
  const decide = useDecide(source)
  const order = useOrderDay(source)
  const [chosen, choose] = useState<string | null>(null)
  const [changing, setChanging] = useState<RepeatOccurrence | null>(null)
  const failed = decide.error ?? order.error
  const nameOf = (id: string) => recurring.product_names[id] ?? id
  const detailOf = (row: RepeatOccurrence) =>
    row.lines
      .map((line) =>
        t('line', { quantity: formats.number(line.quantity, { min: 0, max: 3 }), product: nameOf(line.product_id) }),
      )
      .join(', ')
  const onDecide = (row: RepeatOccurrence, decision: Decision) => {
    decide.reset()
    order.reset()
    if (decision === 'change') setChanging(row)
    else if (decision === 'retry' || decision === 'other_day')
      order.mutate({ day: row.regular_on, acceptOtherDay: decision === 'other_day' })
    else decide.mutate({ day: row.regular_on, wish: { decision } })
  }
  const waiting = decide.isPending ? decide.variables.day : order.isPending ? order.variables.day : null
  const next = rows.find((row) => row.regular_on >= shiftedDay(0)) ?? rows[0]
  const open = chosen ?? next?.regular_on
  return (
    <>
      {failed && !changing && <ProblemNote error={failed} />}
      {view === 'calendar' && (
        <RepeatCalendar
          rows={rows}
          span={{ first, last }}
          chosen={open}
          detailOf={detailOf}
          onChoose={(row) => choose(row.regular_on)}
        />
      )}
      <RepeatDays
        rows={view === 'calendar' ? rows.filter((row) => row.regular_on === open) : rows}
        mayDecide={mayChange}
        waiting={waiting}
        onDecide={onDecide}
        detailOf={detailOf}
        outcomeOf={(row) =>
          row.order_id && (
            <Anchor component={Link} size="sm" underline="always" to={`/orders/${encodeURIComponent(row.order_id)}`}>
              {t('toOrder', { order: row.order_id })}
            </Anchor>
          )
        }
      />
      {changing && (
        <RepeatChange
          title={t('changeDay', { day: formats.weekday(changing.regular_on) })}
          day={changing.deliver_on ?? changing.regular_on}
          dayLabel={t('deliverOn')}
          lines={changing.lines.map((line) => ({ ...line, label: nameOf(line.product_id) }))}
          isWaiting={decide.isPending}
          error={decide.error}
          onClose={() => setChanging(null)}
          onSubmit={({ day, quantities }) =>
            decide.mutate(
              {
                day: changing.regular_on,
                wish: { decision: 'change', deliver_on: day, lines: withQuantities(changing.lines, quantities) },
              },
              { onSuccess: () => setChanging(null) },
            )
          }
        />
      )}
    </>
  )
}
