/** The calendar for a period of one's own, in the reader's language. Its own chunk: the date library is not in the first load. */
import { DatePicker, DatesProvider } from '@mantine/dates'
import '@mantine/dates/styles.css'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { calendarLocale } from './calendar-locale.ts'
import type { Period } from './period.ts'

type Props = {
  period: { from: string | null; to: string | null }
  /** The day whose month is shown first; the end of the period when it is not given. */
  shownAt?: string
  onChange: (period: Period) => void
}

export function DayRange({ period, shownAt, onChange }: Props) {
  const { t, i18n } = useTranslation('ui')
  const [days, setDays] = useState<[string | null, string | null]>([period.from, period.to])
  return (
    <DatesProvider settings={{ locale: calendarLocale(i18n.language), firstDayOfWeek: 1 }}>
      <DatePicker
        type="range"
        allowSingleDateInRange
        p="xs"
        value={days}
        defaultDate={shownAt ?? period.to ?? undefined}
        aria-label={t('period.own')}
        ariaLabels={{ previousMonth: t('calendar.previous'), nextMonth: t('calendar.next') }}
        onChange={(next) => {
          setDays(next)
          const [from, to] = next
          if (from && to) onChange({ from, to })
        }}
      />
    </DatesProvider>
  )
}
