/** A level of service in words, with its unit. */
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../../ui/format/use-formats.ts'

export function useLevelText(currency: string): (element: string, level: number) => string {
  const { t } = useTranslation(['tradeOffs', 'terms', 'value'])
  const formats = useFormats()
  return (element, level) => {
    if (element === 'lead_time_days') return t('value:business_days', { count: level })
    if (element === 'in_stock_percent') return formats.percent(level / 100, { min: 0, max: 1 })
    if (element === 'delivery_days') return t('terms:daysAWeek', { count: level })
    return level <= 0 ? t('noMinimum') : formats.price(level, currency)
  }
}
