/** The months ahead as they hang on a wall: every day is a button that says what it is and opens what can be changed. */
import { Group, Stack, Text } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { CalendarDay, Location, Season } from '../../../../contract/locations.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import classes from './calendar.module.css'
import { addDays, addMonths, firstOfMonth, seasonsAt, seasonsOn, weeksOf } from './days.ts'
import { useSeasons, useSiteDays } from './use-calendar.ts'

const DayDialog = lazy(() => import('./day-dialog.tsx').then((module) => ({ default: module.DayDialog })))

const MONTHS_SHOWN = 6

export function Months({ site }: { site: Location }) {
  const { t } = useTranslation('calendar')
  const formats = useFormats()
  const today = formats.dayAt(new Date(), site.zone)
  const first = firstOfMonth(today)
  const span = { from: first, to: addDays(addMonths(first, MONTHS_SHOWN), -1) }
  const days = useSiteDays(site.location_id, span)
  const all = useSeasons()
  const seasons = seasonsAt(all.data?.rows ?? [], site.location_id, span)
  const [open, setOpen] = useState<CalendarDay | null>(null)
  return (
    <Stack gap="md">
      <Surface title={t('facts', { site: site.name })}>
        <Stack gap={4}>
          <Text size="sm">{t('week', { openings: site.openings ?? t('always') })}</Text>
          <Text size="sm">{site.cutoff ? t('cutoff', { time: site.cutoff, zone: site.zone }) : t('noCutoff')}</Text>
          {seasons.map((season) => (
            <SeasonFact key={season.season_id} season={season} />
          ))}
          {seasons.length === 0 && <Text size="sm">{t('noSeason')}</Text>}
        </Stack>
      </Surface>
      <div className={classes.legend}>
        <span>
          <i className={`${classes.swatch} ${classes.closed}`} />
          {t('closed')}
        </span>
        <span>
          <i className={`${classes.swatch} ${classes.exception}`} />
          {t('exception')}
        </span>
        <span>{`● ${t('holiday')}`}</span>
        <span>
          <b className={classes.busy}>▲</b> {t('busy')}
        </span>
        <span>
          <b className={classes.slow}>▼</b> {t('slow')}
        </span>
      </div>
      <Answer of={days}>
        {({ rows }) => {
          const byDay = new Map(rows.map((row) => [row.day, row]))
          return (
            <div className={classes.months}>
              {Array.from({ length: MONTHS_SHOWN }, (_, at) => addMonths(first, at)).map((month) => (
                <Surface key={month}>
                  <Month month={month} byDay={byDay} seasons={seasons} today={today} onOpen={setOpen} />
                </Surface>
              ))}
            </div>
          )
        }}
      </Answer>
      {open && (
        <Suspense fallback={null}>
          <DayDialog
            site={site}
            day={open}
            seasons={seasonsOn(seasons, open.day)}
            isPast={open.day < today}
            onClose={() => setOpen(null)}
          />
        </Suspense>
      )}
    </Stack>
  )
}

function SeasonFact({ season }: { season: Season }) {
  const { t } = useTranslation('calendar')
  const formats = useFormats()
  return (
    <Group gap={6} wrap="nowrap" align="baseline">
      <span aria-hidden className={season.kind === 'busy' ? classes.busy : classes.slow}>
        {season.kind === 'busy' ? '▲' : '▼'}
      </span>
      <Text size="sm">
        <Link to={`/seasons/${encodeURIComponent(season.season_id)}`} style={{ color: 'var(--mantine-color-anchor)' }}>
          {season.name}
        </Link>
        {` · ${formats.date(season.first_day)} – ${formats.date(season.last_day)} · ${t('demand', { percent: season.demand_percent })}`}
      </Text>
    </Group>
  )
}

type MonthProps = {
  month: string
  byDay: ReadonlyMap<string, CalendarDay>
  seasons: readonly Season[]
  today: string
  onOpen: (day: CalendarDay) => void
}

/** Monday to Sunday of some week, to take the names of the weekdays from. */
const A_WEEK = Array.from({ length: 7 }, (_, at) => addDays('2026-11-02', at))

function Month({ month, byDay, seasons, today, onOpen }: MonthProps) {
  const { t, i18n } = useTranslation('calendar')
  const formats = useFormats()
  const say = (day: CalendarDay): string =>
    [
      formats.weekday(day.day),
      day.isOpen ? t('openAt', { hours: day.openings }) : t('closed'),
      day.name,
      ...seasonsOn(seasons, day.day).map((one) => one.name),
    ]
      .filter(Boolean)
      .join(', ')
  const look = (day: CalendarDay): string =>
    [
      classes.day,
      !day.isOpen && classes.closed,
      day.because === 'exception' && classes.exception,
      day.day === today && classes.today,
    ]
      .filter(Boolean)
      .join(' ')
  return (
    <table className={classes.month}>
      <caption>{formats.month(month)}</caption>
      <thead>
        <tr>
          {A_WEEK.map((day) => (
            <th key={day} scope="col">
              {new Intl.DateTimeFormat(i18n.language, { weekday: 'short', timeZone: 'UTC' }).format(new Date(day))}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(month).map((week) => (
          <tr key={week.find(Boolean)}>
            {week.map((text, weekday) => {
              const day = text && byDay.get(text)
              return (
                <td key={A_WEEK[weekday]}>
                  {day && (
                    <button
                      type="button"
                      className={look(day)}
                      aria-label={say(day)}
                      title={say(day)}
                      onClick={() => onOpen(day)}
                    >
                      {Number(day.day.slice(8))}
                      <span className={classes.marks} aria-hidden>
                        {day.because === 'holiday' && '●'}
                        {seasonsOn(seasons, day.day).map((one) => (
                          <b key={one.season_id} className={one.kind === 'busy' ? classes.busy : classes.slow}>
                            {one.kind === 'busy' ? '▲' : '▼'}
                          </b>
                        ))}
                      </span>
                    </button>
                  )}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
