/** A short list of lines: whose, what, since when; each opens its order at that line. */
import { Anchor, Group, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { addressOf } from '../../../ui/http.ts'
import { RightsStrip } from '../../lib/rights-strip.tsx'
import classes from './day-lines.module.css'
import type { DayLine } from './use-today.ts'

const FIRST = 8

export function DayLines({ lines, label, today }: { lines: readonly DayLine[]; label: string; today: string }) {
  const { t } = useTranslation('today')
  const formats = useFormats()
  const [isAll, setAll] = useState(false)
  const waited = (due: string) => Math.round((Date.parse(today) - Date.parse(due)) / 86_400_000)
  return (
    <>
      <ul className={classes.list} aria-label={label}>
        {(isAll ? lines : lines.slice(0, FIRST)).map((line) => (
          <li key={`${line.order_id}/${line.line_number}`}>
            <Link
              className={classes.line}
              data-row
              to={addressOf(`/orders/${encodeURIComponent(line.order_id)}`, { line: line.line_number })}
            >
              <span className={classes.who}>
                <b>{line.customer_name}</b>
                <Text span size="sm" c="dimmed">
                  {line.product_name || line.product_id} · {line.order_id}
                </Text>
              </span>
              <RightsStrip rights={line.rights} />
              <Text span size="sm" className={classes.due} c={waited(line.due) > 0 ? 'var(--sf-wrong)' : 'dimmed'}>
                {waited(line.due) > 0 ? t('daysLate', { count: waited(line.due) }) : formats.weekday(line.due)}
              </Text>
            </Link>
          </li>
        ))}
      </ul>
      {lines.length > FIRST && (
        <Group p="xs" px="md">
          <Anchor component="button" type="button" size="sm" onClick={() => setAll(!isAll)}>
            {isAll ? t('fewer') : t('all', { count: lines.length })}
          </Anchor>
        </Group>
      )}
    </>
  )
}
