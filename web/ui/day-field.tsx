/** A field for one calendar day, in the reader's language and order of day and month. */
import { DateInput, DatesProvider } from '@mantine/dates'
import '@mantine/dates/styles.css'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { calendarLocale } from './calendar-locale.ts'
import { useFormats } from './format/use-formats.ts'

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
  return (
    <DatesProvider settings={{ locale: calendarLocale(i18n.language), firstDayOfWeek: 1 }}>
      <DateInput
        label={label}
        description={description}
        value={value}
        onChange={onChange}
        valueFormat="YYYY-MM-DD"
        placeholder={formats.locale === 'en' ? 'YYYY-MM-DD' : t('calendar.pattern')}
        error={error}
        withAsterisk={isRequired ?? false}
        clearable={!isRequired}
        clearButtonProps={{ 'aria-label': t('filter.clearOne', { label }) }}
        popoverProps={{ withinPortal: true }}
      />
    </DatesProvider>
  )
}
