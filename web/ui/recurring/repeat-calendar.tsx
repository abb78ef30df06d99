/**
 * The coming weeks of an order that repeats: a table of weeks by days of the week, so that it can also be heard. A day that
 * comes is a button that says all of itself; what was skipped, moved, closed or could not be promised differs by sign and line.
 */
import { useTranslation } from 'react-i18next'
import { useFormats } from '../format/use-formats.ts'
import type { RepeatDay } from '../repeat-days.tsx'
import { weekdayNames } from '../weekday-names.ts'
import classes from './repeat-calendar.module.css'

type Props<Row extends RepeatDay> = {
  rows: readonly Row[]
  /** From a Monday to a Sunday. */
  span: { first: string; last: string }
  /** The regular day of the one that is looked at. */
  chosen: string | undefined
  detailOf: (row: Row) => string
  onChoose: (row: Row) => void
}

const DAY_MS = 86_400_000
const SIGNS = { planned: '○', changed: '◐', skipped: '–', closed: '✕', ordered: '●', failed: '!', left: '→' } as const

export function RepeatCalendar<Row extends RepeatDay>({ rows, span, chosen, detailOf, onChoose }: Props<Row>) {
  const { t, i18n } = useTranslation(['repeat', 'ui'])
  const formats = useFormats()
  const byDay = new Map<string, Row[]>()
  const put = (day: string, row: Row) => byDay.set(day, [...(byDay.get(day) ?? []), row])
  for (const row of rows) {
    put(row.deliver_on ?? row.regular_on, row)
    if (row.deliver_on !== null && row.deliver_on !== row.regular_on) put(row.regular_on, row)
  }
  const count = Math.round((Date.parse(span.last) - Date.parse(span.first)) / DAY_MS) + 1
  const days = Array.from({ length: count }, (_, at) =>
    new Date(Date.parse(span.first) + at * DAY_MS).toISOString().slice(0, 10),
  )
  const weeks = Array.from({ length: Math.ceil(count / 7) }, (_, at) => days.slice(at * 7, at * 7 + 7))
  const today = new Date().toISOString().slice(0, 10)
  return (
    <div className={classes.frame}>
      <table className={classes.calendar}>
        <caption className={classes.caption}>
          {t('span', { from: formats.date(span.first), to: formats.date(span.last) })}
        </caption>
        <thead>
          <tr>
            {weekdayNames(i18n.language, 'short').map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((day) => (
                <td key={day} className={day === today ? classes.today : undefined}>
                  <span className={classes.number}>{numberOf(day, i18n.language)}</span>
                  {(byDay.get(day) ?? []).map((row) => (
                    <Day
                      key={row.regular_on}
                      row={row}
                      day={day}
                      isChosen={row.regular_on === chosen}
                      detail={detailOf(row)}
                      onChoose={() => onChoose(row)}
                    />
                  ))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <div className={classes.legend} aria-hidden="true">
        {(['planned', 'changed', 'skipped', 'closed', 'ordered', 'failed'] as const).map((state) => (
          <span key={state}>
            {SIGNS[state]} {t(`ui:repeat.state.${state}`)}
          </span>
        ))}
        <span>
          {SIGNS.left} {t('left')}
        </span>
      </div>
    </div>
  )
}

/** The first of a month says which. */
const numberOf = (day: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    ...(day.endsWith('-01') && { month: 'short' }),
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00:00Z`))

type DayProps<Row> = { row: Row; day: string; isChosen: boolean; detail: string; onChoose: () => void }

function Day<Row extends RepeatDay>({ row, day, isChosen, detail, onChoose }: DayProps<Row>) {
  const { t } = useTranslation(['repeat', 'ui'])
  const formats = useFormats()
  // The regular day of one that comes on another.
  const hasLeft = row.deliver_on !== null && row.deliver_on !== day
  const state = hasLeft ? 'left' : row.state
  const said = hasLeft
    ? t('movedTo', { day: formats.weekday(row.deliver_on ?? day) })
    : `${t(`ui:repeat.state.${row.state}`)}${detail ? `, ${detail}` : ''}`
  return (
    <button
      type="button"
      className={classes.day}
      data-state={state}
      aria-current={isChosen && !hasLeft ? 'true' : undefined}
      aria-label={`${formats.weekday(day)}: ${said}`}
      onClick={onChoose}
    >
      <b aria-hidden="true">{SIGNS[state]}</b>
      <span className={classes.detail} aria-hidden="true">
        {hasLeft ? said : detail}
      </span>
    </button>
  )
}
