/** One recurring order: what holds, and its next days, each of which can be skipped, changed or looked into. */
import { Anchor, Button, Grid, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import type { Occurrence, RecurringOrder } from '../../../../contract/recurring-orders.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { ProblemNote, RowsWaiting } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { RepeatChange } from '../../../ui/repeat-change.tsx'
import { type Decision, RepeatDays } from '../../../ui/repeat-days.tsx'
import { useRepeatText } from '../../../ui/repeat-text.ts'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { mayOrder, useSession } from '../../lib/session.ts'
import { useChange, useDays, useDecide, useOrderDay, useRecurring } from './use-recurring.ts'

export default function RecurringOrderScreen() {
  const { t } = useTranslation(['recurring', 'shell'])
  const repeatText = useRepeatText()
  const { id = '' } = useParams()
  const recurring = useRecurring(id)
  return (
    <>
      <PageHead
        title={recurring.data?.name ?? id}
        program={t('shell:program')}
        crumb={{ label: t('title'), to: '/recurring' }}
        lead={repeatText(recurring.data?.terms.at(-1))}
      />
      <Answer of={recurring}>{(found) => <Body recurring={found} />}</Answer>
    </>
  )
}

const FOUR_WEEKS = 28

const shifted = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

function Body({ recurring }: { recurring: RecurringOrder }) {
  const { t } = useTranslation('recurring')
  const [length, setLength] = useState(FOUR_WEEKS)
  const days = useDays(recurring.recurring_id, shifted(-7), shifted(length))
  return (
    <Grid gap="md">
      <Grid.Col span={{ base: 12, md: 7 }}>
        <Surface isFlush title={t('days')} note={t('daysNote', { count: recurring.horizon_days })}>
          <Answer of={days} waiting={<RowsWaiting />}>
            {({ rows }) => <Days recurring={recurring} rows={rows} />}
          </Answer>
          <Group justify="center" p="md">
            <Button variant="default" onClick={() => setLength(length + FOUR_WEEKS)}>
              {t('later')}
            </Button>
          </Group>
        </Surface>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 5 }}>
        <Terms recurring={recurring} />
      </Grid.Col>
    </Grid>
  )
}

function Days({ recurring, rows }: { recurring: RecurringOrder; rows: readonly Occurrence[] }) {
  const { t } = useTranslation('recurring')
  const formats = useFormats()
  const mayWrite = mayOrder(useSession())
  const decide = useDecide(recurring.recurring_id)
  const order = useOrderDay(recurring.recurring_id)
  const [changing, setChanging] = useState<Occurrence | null>(null)
  const failed = decide.error ?? order.error
  const onDecide = (row: Occurrence, decision: Decision) => {
    decide.reset()
    order.reset()
    if (decision === 'change') setChanging(row)
    else if (decision === 'retry' || decision === 'other_day')
      order.mutate({ day: row.regular_on, acceptOtherDay: decision === 'other_day' })
    else decide.mutate({ day: row.regular_on, wish: { decision } })
  }
  const waiting = decide.isPending ? decide.variables.day : order.isPending ? order.variables.day : null
  return (
    <>
      {failed && !changing && <ProblemNote error={failed} />}
      <RepeatDays
        rows={rows}
        mayDecide={mayWrite}
        waiting={waiting}
        onDecide={onDecide}
        detailOf={(row) =>
          row.lines
            .map((line) =>
              t('line', { quantity: formats.number(line.quantity, { min: 0, max: 3 }), product: line.product_id }),
            )
            .join(', ')
        }
        outcomeOf={(row) =>
          row.order_id && (
            <Anchor component={Link} size="sm" to={`/orders/${encodeURIComponent(row.order_id)}`}>
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
          lines={changing.lines.map((line) => ({ ...line, label: line.product_id }))}
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

/** A line at zero does not come that day. */
const withQuantities = (lines: Occurrence['lines'], quantities: ReadonlyMap<number, number>) =>
  lines.flatMap((line) => {
    const quantity = quantities.get(line.line_number) ?? line.quantity
    return quantity > 0 ? [{ ...line, quantity }] : []
  })

function Terms({ recurring }: { recurring: RecurringOrder }) {
  const { t } = useTranslation('recurring')
  const formats = useFormats()
  const repeatText = useRepeatText()
  const mayWrite = mayOrder(useSession())
  const change = useChange(recurring.recurring_id)
  const [open, setOpen] = useState<'change' | 'end' | null>(null)
  const terms = recurring.terms.at(-1)
  const isOver = recurring.ends_on != null && recurring.ends_on < shifted(0)
  return (
    <Surface title={t('terms')}>
      <Stack gap="sm">
        {recurring.terms.map((one) => (
          <div key={one.valid_from}>
            <Text size="sm" fw={600}>
              {t('validFrom', { day: formats.date(one.valid_from) })}
            </Text>
            <Text size="sm" c="dimmed">
              {[repeatText(one), t(`rule.${one.closed_day_rule}`)].join(' · ')}
            </Text>
            <PlainTable
              label={t('validFrom', { day: formats.date(one.valid_from) })}
              rows={one.lines}
              rowKey={(line) => String(line.line_number)}
              columns={[
                { id: 'product', header: t('product'), isTitle: true, cell: (line) => line.product_id },
                {
                  id: 'quantity',
                  header: t('quantity'),
                  isNumber: true,
                  cell: (line) => formats.number(line.quantity, { min: 0, max: 3 }),
                },
              ]}
            />
          </div>
        ))}
        <Text size="sm">
          {recurring.ends_on ? t('endsOn', { day: formats.date(recurring.ends_on) }) : t('openEnd')}
        </Text>
        {mayWrite && !isOver && terms && (
          <Group gap="xs">
            <Button variant="default" onClick={() => setOpen('change')}>
              {t('changeAll')}
            </Button>
            <Button variant="default" onClick={() => setOpen('end')}>
              {t('end')}
            </Button>
          </Group>
        )}
        {open && terms && (
          <RepeatChange
            title={t(open === 'end' ? 'endTitle' : 'changeAllTitle')}
            day={open === 'end' ? shifted(0) : maxDay(shifted(1), recurring.starts_on)}
            dayLabel={t(open === 'end' ? 'lastDay' : 'fromDay')}
            lines={open === 'end' ? [] : terms.lines.map((line) => ({ ...line, label: line.product_id }))}
            isWaiting={change.isPending}
            error={change.error}
            onClose={() => setOpen(null)}
            onSubmit={({ day, quantities }) =>
              change.mutate(
                open === 'end'
                  ? { from: shifted(0), ends_on: day }
                  : { from: day, lines: withQuantities(terms.lines, quantities) },
                { onSuccess: () => setOpen(null) },
              )
            }
          />
        )}
      </Stack>
    </Surface>
  )
}

const maxDay = (a: string, b: string) => (a > b ? a : b)
