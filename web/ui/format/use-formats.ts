/** The formats of the current language and the reader's zone. */
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { isLocale } from '../locale.ts'
import { type Formats, formatsFor } from './formats.ts'

const made = new Map<string, Formats>()

export function useFormats(): Formats {
  const { i18n } = useTranslation()
  const locale = isLocale(i18n.language) ? i18n.language : 'en'
  return useMemo(() => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
    const key = `${locale} ${zone}`
    const formats = made.get(key) ?? formatsFor(locale, zone)
    made.set(key, formats)
    return formats
  }, [locale])
}
