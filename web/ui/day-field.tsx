/** A field for one calendar day, in the reader's language and order of day and month. */
import { DateInput, DatesProvider } from '@mantine/dates'
import '@mantine/dates/styles.css'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { calendarLocale } from './calendar-locale.ts'
import { useFormats } from './format/use-formats.ts'
import { typedDay } from './typed-day.ts'

type Props = {
  label: string
  value: string | null
  onChange: (day: string | null) => void
  error?: ReactNode
  isRequired?: boolean
  description?: string
}

export function DayField({ label, value, onChange, error, isRequired, description }: Props) {
  const { t, i18n } = useTranslation('ui')
  const formats = useFormats()
  // What is shown is read again when the field is left, and a name of a month may be nothing a person would type.
  const read = (text: string) =>
    value && text === formats.date(value) ? value : typedDay(text, formats.locale, formats.dayAt(new Date()))
  return (
    <DatesProvider settings={{ locale: calendarLocale(i18n.language), firstDayOfWeek: 1 }}>
      <DateInput
        label={label}
        description={description}
        value={value}
        onChange={onChange}
        valueFormat={formats.date}
        dateParser={read}
        placeholder={t('calendar.pattern')}
        error={error}
        withAsterisk={isRequired ?? false}
        clearable={!isRequired}
        clearButtonProps={{ 'aria-label': t('filter.clearOne', { label }) }}
        popoverProps={{ withinPortal: true }}
      />
    </DatesProvider>
  )
}
