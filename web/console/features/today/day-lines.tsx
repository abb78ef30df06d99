/** A short list of orders with their lines: whose, what, since when; each opens its order, a line at that line. */
import { Anchor, Group, Text, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { addressOf } from '../../../ui/http.ts'
import { RightsStrip } from '../../lib/rights-strip.tsx'
import classes from './day-lines.module.css'
import { togetherByOrder } from './together.ts'
import type { DayLine } from './use-today.ts'

const FIRST = 8

export function DayLines({ lines, label, today }: { lines: readonly DayLine[]; label: string; today: string }) {
  const { t } = useTranslation('today')
  const [isAll, setAll] = useState(false)
  const orders = togetherByOrder(lines)
  return (
    <>
      <ul className={classes.list} aria-label={label}>
        {(isAll ? orders : orders.slice(0, FIRST)).map((one) => (
          <li key={one[0].order_id}>
            {one.length === 1 ? <Line line={one[0]} today={today} /> : <Order lines={one} today={today} />}
          </li>
        ))}
      </ul>
      {orders.length > FIRST && (
        <Group p="xs" px="md">
          <Anchor component="button" type="button" size="sm" onClick={() => setAll(!isAll)}>
            {isAll ? t('fewer') : t('all', { count: orders.length })}
          </Anchor>
        </Group>
      )}
    </>
  )
}

const NAMED = 3

/** Lines of one order that are due on one day, folded into one row. */
function Order({ lines, today }: { lines: readonly [DayLine, ...DayLine[]]; today: string }) {
  const { t } = useTranslation('today')
  const [isOpen, setOpen] = useState(false)
  const { order_id, customer_name, due } = lines[0]
  const names = lines.slice(0, NAMED).map(({ product_name, product_id }) => product_name || product_id)
  const more = lines.length - names.length
  return (
    <>
      <div className={classes.line}>
        <span className={classes.who}>
          <Link className={classes.open} data-row to={`/orders/${encodeURIComponent(order_id)}`}>
            <b>{customer_name}</b>
            <Text span size="sm" c="dimmed">
              {order_id}
            </Text>
          </Link>
          <Text span size="sm" c="dimmed">
            {[...names, ...(more > 0 ? [t('moreInside', { count: more })] : [])].join(', ')}
          </Text>
        </span>
        <UnstyledButton
          className={classes.fold}
          aria-expanded={isOpen}
          aria-label={`${t('linesInside', { count: lines.length })}: ${customer_name}, ${order_id}`}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? '▾' : '▸'} {t('linesInside', { count: lines.length })}
        </UnstyledButton>
        <Due due={due} today={today} />
      </div>
      {isOpen && (
        <ul className={classes.inside} aria-label={`${customer_name}, ${order_id}`}>
          {lines.map((line) => (
            <li key={line.line_number}>
              <Line line={line} today={today} isInside />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function Line({ line, today, isInside = false }: { line: DayLine; today: string; isInside?: boolean }) {
  return (
    <Link
      className={classes.line}
      data-row
      to={addressOf(`/orders/${encodeURIComponent(line.order_id)}`, { line: line.line_number })}
    >
      <span className={classes.who}>
        {!isInside && <b>{line.customer_name}</b>}
        <Text span size="sm" c="dimmed">
          {line.product_name || line.product_id}
          {!isInside && ` · ${line.order_id}`}
        </Text>
      </span>
      <RightsStrip rights={line.rights} />
      <Due due={line.due} today={today} />
    </Link>
  )
}

function Due({ due, today }: { due: string; today: string }) {
  const { t } = useTranslation('today')
  const formats = useFormats()
  const waited = Math.round((Date.parse(today) - Date.parse(due)) / 86_400_000)
  return (
    <Text span size="sm" className={classes.due} c={waited > 0 ? 'var(--sf-wrong)' : 'dimmed'}>
      {waited > 0 ? t('daysLate', { count: waited }) : formats.weekday(due)}
    </Text>
  )
}
