/**
 * A field for one calendar day, in the reader's language and order of day and month. What cannot be read stays as it was
 * typed, is said to be unreadable, and holds its form back: a day that was meant is never left out unseen.
 */
import { DateInput, DatesProvider } from '@mantine/dates'
import '@mantine/dates/styles.css'
import { type ReactNode, useEffect, useRef, useState } from 'react'
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
  const input = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState('')
  const [isLeft, setLeft] = useState(false)
  const isUnread = typed.trim() !== '' && read(typed) === null
  useEffect(() => {
    const form = input.current?.form
    if (!isUnread || !form) return
    const hold = (event: Event) => {
      event.preventDefault()
      event.stopPropagation()
      setLeft(true)
      input.current?.focus()
    }
    form.addEventListener('submit', hold, true)
    return () => form.removeEventListener('submit', hold, true)
  }, [isUnread])
  return (
    <DatesProvider settings={{ locale: calendarLocale(i18n.language), firstDayOfWeek: 1 }}>
      <DateInput
        ref={input}
        label={label}
        description={description}
        value={value}
        onChange={(day) => {
          setTyped('')
          onChange(day)
        }}
        onInput={(event) => {
          setTyped(event.currentTarget.value)
          setLeft(false)
        }}
        onBlur={() => setLeft(true)}
        fixOnBlur={!isUnread}
        valueFormat={formats.date}
        dateParser={read}
        placeholder={t('calendar.pattern')}
        error={isUnread && isLeft ? t('calendar.unread', { pattern: t('calendar.pattern') }) : error}
        withAsterisk={isRequired ?? false}
        clearable={!isRequired}
        clearButtonProps={{ 'aria-label': t('filter.clearOne', { label }) }}
        popoverProps={{ withinPortal: true }}
      />
    </DatesProvider>
  )
}
